/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kill } from 'node:process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { peersMissing, publish, runPublisher, subscribe } from './peers.ts';
import { waitForWholePanes } from './panes.ts';
import { at, enter, line, startProgram } from './program.ts';

const sayOf = (payload: string): string => (JSON.parse(payload) as { say: string }).say;

const connected = async (terminal: TestTerminal): Promise<TestTerminal> => {
  await terminal.waitFor('●');
  return terminal;
};

const quit = async (terminal: TestTerminal): Promise<void> => {
  enter(terminal, '/quit');
  await terminal.exited;
};

describeWith(peersMissing, 'history on disk', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  const start = (folder: string, ...args: readonly string[]): TestTerminal =>
    startProgram([...at(broker), '--no-monitor', '--greeting', '', ...args], {
      columns: 80,
      env: {
        MQTT_TUI_NICK: 'alice',
        MQTT_TUI_NO_HISTORY: undefined,
        XDG_DATA_HOME: folder,
        XDG_STATE_HOME: folder,
      },
    });

  it('is there again at the next start, for this person alone', async () => {
    const folder = temporaryFolder();
    const first = await connected(start(folder));
    enter(first, '你好');
    await first.waitFor(line('alice', '你好', '✓'));
    await publish(broker, 'chat', '{"user":"bob","say":"good morning"}');
    await first.waitFor(line('bob', 'good morning'));
    await quit(first);

    const second = start(folder);
    await second.waitFor(line('alice', '你好'));
    await second.waitFor(line('bob', 'good morning'));
    await waitForWholePanes(second);
    expect(statSync(join(folder, 'mqtt-tui')).mode % 0o1000).toBe(0o700);
    expect(statSync(join(folder, 'mqtt-tui', 'history.db')).mode % 0o1000).toBe(0o600);
  });

  it('comes back a part at a time while scrolling up, and search goes through all of it', async () => {
    const folder = temporaryFolder();
    const first = await connected(start(folder));
    await publish(broker, 'chat', '{"user":"carol","say":"the 钥匙 is under the mat"}');
    await first.waitFor('钥匙');
    // Slowly enough to be no flood.
    const lines = Array.from({ length: 400 }, (_, index) =>
      JSON.stringify({ user: `peer${index % 40}`, say: `number ${index}.` }),
    );
    for (let from = 0; from < lines.length; from += 40) {
      await runPublisher(broker, ['-t', 'chat', '-l'], lines.slice(from, from + 40).join('\n'));
      await first.waitFor(`number ${from + 39}.`);
    }
    await quit(first);

    const second = await connected(start(folder));
    await second.waitFor('number 399.');
    const top = (): string | undefined => /number (\d+)\./.exec(second.text())?.[1];
    for (const wanted of ['number 360.', 'number 280.', 'number 200.', 'number 120.']) {
      const looksFor = async (): Promise<void> => {
        for (let page = 0; page < 12 && !second.text().includes(wanted); page += 1) {
          const before = top();
          second.press('PageUp');
          await second.waitFor(() => top() !== before);
        }
      };
      await looksFor();
      expect(second.text()).toContain(wanted);
    }
    await waitForWholePanes(second);
    await quit(second);

    const third = await connected(start(folder));
    await third.waitFor('number 399.');
    enter(third, '/search --here 钥匙');
    await third.waitFor('the 钥匙 is under the mat');
    const row = third.screen().findIndex((text) => text.includes('钥匙'));
    expect(third.cell(40, row).inverse).toBe(true);
    await waitForWholePanes(third);
  });

  it('sends once what was said before a kill', async () => {
    const folder = temporaryFolder();
    const first = await connected(start(folder));
    await broker.down();
    await first.waitFor('offline');
    enter(first, 'are you there?');
    await first.waitFor(line('alice', 'are you there?', '⧖'));
    first.press('Ctrl+C');
    await first.waitFor('1 sentence still waiting for the broker would be sent');
    kill(first.pid, 'SIGKILL');
    await first.exited;

    const second = start(folder);
    await second.waitFor(line('alice', 'are you there?', '⧖'));
    await broker.up();
    const room = await subscribe(broker, 'chat');
    second.press('Enter');
    await second.waitFor(line('alice', 'are you there?', '✓'), { timeout: 20_000 });
    await room.waitFor((text) => text.includes('are you there?'));
    await quit(second);

    const third = await connected(start(folder));
    await third.waitFor(line('alice', 'are you there?'));
    enter(third, 'end');
    await room.waitFor((text) => text.includes('"end"'));
    expect(room.payloads.map(sayOf)).toEqual(['are you there?', 'end']);
  });

  it('joins the rooms again that were joined, until they are left', async () => {
    const folder = temporaryFolder();
    const first = await connected(start(folder));
    enter(first, '/join ops');
    await first.waitFor('# ops');
    kill(first.pid, 'SIGKILL');
    await first.exited;

    const second = await connected(start(folder));
    await second.waitFor('# ops');
    enter(second, '/part ops');
    await second.waitUntilGone('# ops');
    await quit(second);
    const third = await connected(start(folder));
    enter(third, 'here');
    await third.waitFor(line('alice', 'here', '✓'));
    expect(third.text()).not.toContain('# ops');
  });

  it('keeps one line of what two programs hear', async () => {
    const folder = temporaryFolder();
    const both = [await connected(start(folder)), await connected(start(folder, '--nick', 'bert'))];
    for (const say of ['one', 'twice', 'twice']) {
      await publish(broker, 'chat', `{"user":"py","say":"${say}"}`);
      await Promise.all(both.map((terminal) => terminal.waitFor(line('py', say))));
    }
    await publish(broker, 'chat', '{"user":"py","say":"last","id":"x"}');
    await Promise.all(both.map((terminal) => terminal.waitFor(line('py', 'last'))));
    await Promise.all(both.map(quit));
    const third = start(folder);
    await third.waitFor(line('py', 'last'));
    const counts = ['one', 'twice', 'last'].map(
      (say) => third.text().split(`py  ${say} `).length - 1,
    );
    expect(counts).toEqual([1, 2, 1]);
  });

  it('sets a broken file aside, and says so', async () => {
    const folder = temporaryFolder();
    const first = await connected(start(folder));
    await quit(first);
    const file = join(folder, 'mqtt-tui', 'history.db');
    writeFileSync(file, 'this is no database, whatever its name says '.repeat(100));
    const second = await connected(start(folder));
    await second.waitFor('The history was damaged');
    enter(second, 'still here');
    await second.waitFor(line('alice', 'still here', '✓'));
    await quit(second);
    const third = start(folder);
    await third.waitFor(line('alice', 'still here'));
    expect(readdirSync(join(folder, 'mqtt-tui')).some((name) => name.includes('broken'))).toBe(
      true,
    );
  });

  it('has what was said while away, where the broker keeps the session', async () => {
    const folder = temporaryFolder();
    const flags = ['--client-id', 'alice-1', '--session-expiry', '600'];
    const first = await connected(start(folder, ...flags));
    enter(first, '/join ops');
    await first.waitFor('# ops');
    enter(first, 'see you');
    await first.waitFor(line('alice', 'see you', '✓'));
    await quit(first);
    await publish(broker, 'chat', '{"user":"bob","say":"missed you"}', '-q', '1');
    await publish(broker, 'ops', '{"user":"bob","say":"fire"}', '-q', '1');
    const second = await connected(start(folder, ...flags));
    await second.waitFor(line('bob', 'fire'));
    await second.waitFor(/# chat +1 new/);
    second.press('Alt+1');
    await second.waitFor(line('bob', 'missed you'));
    await quit(second);
    const third = await connected(start(folder, ...flags));
    await third.waitFor(line('bob', 'missed you'));
    expect(third.text().split('missed you')).toHaveLength(2);
  });

  it('is not kept with --no-history', async () => {
    const folder = temporaryFolder();
    const first = await connected(start(folder, '--no-history'));
    enter(first, 'a secret');
    await first.waitFor(line('alice', 'a secret', '✓'));
    await quit(first);
    expect(readdirSync(folder)).toEqual([]);
  });
});
