import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { peersMissing, subscribe } from './peers.ts';
import { enter, join, line } from './program.ts';

/** All that stands in the files of a folder whose names contain a text. */
const contents = (folder: string, name = ''): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes(name))
    .map((path) => joinPath(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');

/** Ends the program, which then has written all that it writes. */
const quit = async (terminal: TestTerminal): Promise<void> => {
  enter(terminal, '/quit');
  await terminal.exited;
};

describeWith(peersMissing, 'what is for few eyes', () => {
  let broker: Mosquitto;
  let home: string;
  beforeEach(async () => {
    broker = await startMosquitto();
    home = mkdtempSync(joinPath(tmpdir(), 'mqtt-tui-home-'));
  });
  afterEach(async () => {
    await broker.stop();
    rmSync(home, { recursive: true });
  });

  const start = (nick: string): Promise<TestTerminal> =>
    join(broker, nick, {
      columns: 80,
      env: {
        MQTT_TUI_NO_HISTORY: undefined,
        XDG_DATA_HOME: joinPath(home, nick),
        XDG_STATE_HOME: joinPath(home, nick),
      },
    });

  it('goes from person to person encrypted, and into their histories alone', async () => {
    const direct = await subscribe(broker, 'chat/$dm/#');
    const alice = await start('alice');
    const bob = await start('bob');
    await alice.waitFor('bob is here');
    enter(alice, 'for everybody');
    await bob.waitFor(line('alice', 'for everybody'));
    enter(alice, '/msg bob between us');
    await alice.waitFor(line('alice', 'between us', '✓'));
    await bob.waitFor(/@ alice \(encrypted\) +1 new/);
    bob.press('Alt+2');
    await bob.waitFor(line('alice', 'between us'));
    enter(bob, 'not a word');
    await alice.waitFor(line('bob', 'not a word'));
    expect(direct.payloads).toHaveLength(2);
    expect(direct.payloads.join()).not.toMatch(/between us|not a word/);
    await quit(alice);
    await quit(bob);
    const typed = contents(home, 'input-history');
    expect(typed).toContain('for everybody');
    for (const text of ['between us', 'not a word']) {
      expect(typed).not.toContain(text);
      for (const nick of ['alice', 'bob'])
        expect(contents(joinPath(home, nick), 'history.db')).toContain(text);
    }
  });

  it('is encrypted in a private room, and its secrets are nowhere', async () => {
    const ops = await subscribe(broker, 'ops');
    const alice = await start('alice');
    const bob = await start('bob');
    enter(alice, '/join ops --secret');
    await alice.waitFor('Passphrase of #ops');
    enter(alice, 'correct horse');
    await alice.waitFor('Once more');
    enter(alice, 'correct horse');
    await alice.waitFor(/▌# ops \(encrypted\)/);
    enter(alice, '/invite');
    const rows = await alice.waitFor('Anyone with this invite');
    const shown = rows.map((row) => row.split('││')[1] ?? '').join('');
    const invite = shown.replaceAll(/[│\s]/g, '').split('canreadalong:')[1]?.slice(0, 71) ?? '';
    enter(bob, `/join ops --invite ${invite}`);
    await bob.waitFor(/▌# ops \(encrypted\)/);
    await alice.waitFor('bob is here');
    enter(alice, 'the tide is out');
    await bob.waitFor(line('alice', 'the tide is out'));
    enter(bob, '/me nods');
    await alice.waitFor('bob nods');
    for (const text of ops.payloads)
      expect(text).toMatch(/^\{"user":"(?:alice|bob)","say":"\[encrypted\]","enc":"[\w-]+"\}$/);
    expect(ops.payloads.length).toBeGreaterThanOrEqual(4);
    await quit(alice);
    await quit(bob);
    const kept = contents(home);
    expect(kept).toContain('Hello,anyone!');
    for (const text of ['correct horse', 'the tide', 'nods', invite, 'encrypted'])
      expect(kept).not.toContain(text);
  });
});
