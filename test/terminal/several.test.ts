/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TerminalOptions, TestTerminal } from '../support/terminal.ts';
import { peersMissing, publish, subscribe } from './peers.ts';
import { enter, join, line, startProgram } from './program.ts';

const profiles = (office: Mosquitto, home: Mosquitto): string => `
no-history = true
[profile.office]
host = "${office.host}"
port = ${office.port}
nick = "alice"
client-id = "alice-at-work"
[profile.home]
host = "${home.host}"
port = ${home.port}
username = "bob"
password = "secret"
nick = "al"
room = ["kitchen"]
[profile.locked]
host = "${home.host}"
port = ${home.port}
username = "bob"
nick = "al"
[profile.twin]
host = "${office.host}"
port = ${office.port}
nick = "alice"
client-id = "alice-at-work"
room = ["twins"]
`;

const credentials = ['-u', 'bob', '-P', 'secret'] as const;

/** Opens the second broker from the input box. */
const openHome = async (terminal: TestTerminal): Promise<void> => {
  enter(terminal, '/connect home');
  await terminal.waitFor('╭ home · #kitchen ');
  await terminal.waitFor(line('al', 'Hello,anyone!', '✓'));
};

describeWith(peersMissing, 'two brokers in one window', () => {
  let office: Mosquitto;
  let home: Mosquitto;
  let config: string;
  beforeEach(async () => {
    [office, home] = await Promise.all([
      startMosquitto(),
      startMosquitto({ users: { bob: 'secret' } }),
    ]);
    config = joinPath(temporaryFolder(), 'config.toml');
    writeFileSync(config, profiles(office, home), { mode: 0o600 });
  });
  afterEach(() => Promise.all([office.stop(), home.stop()]));

  const start = async (options: Partial<TerminalOptions> = {}): Promise<TestTerminal> => {
    const terminal = startProgram(['office', '--config', config], {
      columns: 120,
      rows: 30,
      ...options,
    });
    await terminal.waitFor(/#chat .*1 person/);
    return terminal;
  };

  it('are chatted on both, each by what its title says, and one goes on when the other is gone', async () => {
    const alice = await start();
    await openHome(alice);
    const bob = await join(office, 'bob');
    const carol = await join(home, 'carol', { args: [...credentials, '--room', 'kitchen'] });
    const atOffice = await subscribe(office, 'chat');
    const atHome = await subscribe(home, 'kitchen', ...credentials);

    // A draft stays where it was begun.
    alice.press('Alt+1');
    await alice.waitFor('╭ office · #chat ');
    alice.type('for the office');
    await alice.waitFor('› for the office');
    alice.press('Alt+2');
    await alice.waitFor('╭ home · #kitchen ');
    enter(alice, 'for home');
    await carol.waitFor(line('al', 'for home'));
    alice.press('Alt+1');
    await alice.waitFor('› for the office');
    alice.press('Enter');
    await bob.waitFor(line('alice', 'for the office'));
    expect(atHome.payloads.join()).not.toContain('for the office');
    expect(atOffice.payloads.join()).not.toContain('for home');

    enter(carol, 'dinner, al?');
    await alice.waitFor(/● home +1 new, 1 @/);
    await alice.waitFor(/ ● office · MQTT 5 · home 1 new, 1 @ · /);

    await home.down('SIGKILL');
    await alice.waitFor(/▾ [○✗] home/);
    enter(bob, 'still here?');
    await alice.waitFor(line('bob', 'still here?'));
    enter(alice, 'yes');
    await bob.waitFor(line('alice', 'yes'));
    expect(alice.text()).not.toMatch(/ ! .*connection/i);
    await home.up();
    await alice.waitFor(/▾ ● home/);

    enter(alice, '/disconnect home');
    await alice.waitFor('Left home.');
    await alice.waitFor('╭ #chat ');
    await alice.waitUntilGone('▾ ● office');
    enter(alice, '/quit');
    expect((await alice.exited).exitCode).toBe(0);
  });

  it('stand in one tree, on 60×15 too', async () => {
    const alice = await start({ columns: 60, rows: 15 });
    await openHome(alice);
    await publish(office, 'site/lamp', 'on');
    alice.press('Tab');
    await alice.waitFor(/▾ ● office[^]*# chat[^]*site[^]*▾ ● home[^]*▌ {2}# kitchen/);
    alice.press('Left');
    await alice.waitFor(/▌▾ ● home/);
    alice.press('Left');
    await alice.waitFor(/▌▸ ● home/);
    expect(alice.text()).not.toContain('kitchen');
  });

  it('of which one asks for a password take no key from the other', async () => {
    const alice = await start();
    enter(alice, '/connect locked');
    await alice.waitFor('╭ locked · User name and password');
    alice.press('Alt+1');
    await alice.waitFor('╭ office · #chat ');
    await alice.waitFor(/✗ locked +password\?/);
    enter(alice, 'I can talk');
    await alice.waitFor(line('alice', 'I can talk', '✓'));
    alice.press('Alt+2');
    await alice.waitFor('╭ locked · User name and password');
    enter(alice, 'secret');
    await alice.waitFor(/▾ ● locked/);
  });

  it('may be the same broker twice, without one hanging up on the other', async () => {
    const alice = await start();
    enter(alice, '/connect twin');
    await alice.waitFor('╭ twin · #twins ');
    await alice.waitFor(/alice-at-work is on this broker already/);
    await alice.waitFor(/▾ ● twin/);
    alice.press('Alt+1');
    await alice.waitFor(/▾ ● office[^]*▾ ● twin/);
    expect(office.log()).not.toMatch(/already connected|taken over/i);
  });
});
