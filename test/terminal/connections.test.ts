/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { forThisTest } from '../support/for-this-test.ts';
import { type Mosquitto, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { peersMissing } from './peers.ts';
import { enter, join as joinRoom, line, listens, startProgram } from './program.ts';

const password = 'correct horse';

/** Types into a field of the form and goes to the next one. */
const fill = async (terminal: TestTerminal, label: string, text: string): Promise<void> => {
  await terminal.waitFor(`│ ▸ ${label}`);
  terminal.type(text);
  await terminal.waitFor((screen) => screen.some((row) => /^│ ▸ .*\S/.test(row.slice(0, -1))));
  terminal.press('Down');
};

describeWith(peersMissing, 'connections that are set up on the screen', () => {
  let office: Mosquitto;
  let lab: Mosquitto;
  let config: string;
  let env: Readonly<Record<string, string>>;
  beforeEach(async () => {
    office = await forThisTest(startMosquitto({ users: { alice: password } }));
    lab = await forThisTest(startMosquitto());
    config = join(temporaryFolder(), 'config.toml');
    env = { MQTT_TUI_CONFIG: config };
    writeFileSync(config, '# mine\nnotify = "off" # quiet\n', { mode: 0o600 });
  });

  it('are added, tested, saved, and chatted on, then chosen from at the next start', async () => {
    const alice = startProgram(['--nick', 'alice', '--host', lab.host, '--port', `${lab.port}`], {
      env,
    });
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    alice.press('F12');
    await alice.waitFor('No connection is set up yet');
    alice.press('a');
    await fill(alice, 'Name', 'office');
    await fill(alice, 'Servers', `${office.host}:${office.port}`);
    await fill(alice, 'User name', 'alice');
    await alice.waitFor('│ ▸ Password');
    alice.press('Left', 'Left');
    await alice.waitFor('‹ printed by a command ›');
    alice.press('Right');
    await alice.waitFor('‹ kept in the file ›');
    alice.press('Down');
    await fill(alice, '  in the file', 'wrong');

    // The test says why it fails, and the form is still there.
    alice.press('Ctrl+T');
    await alice.waitFor('✓ TCP');
    await alice.waitFor('✗ MQTT');
    await alice.waitFor('not authorized (135)');
    alice.press('Escape');
    await alice.waitFor('│ ▸ CA file');
    alice.press('Up');
    await alice.waitFor('│ ▸   in the file');
    alice.press('Ctrl+U');
    alice.type(password);
    await alice.waitFor('•'.repeat(password.length));
    alice.press('Ctrl+T');
    await alice.waitFor('The connection works.');
    await alice.waitFor('takes QoS up to 2');
    await alice.waitFor('✓ MQTT');
    alice.press('Escape');
    await alice.waitFor('│ ▸   in the file');
    for (const label of ['CA file', 'Certificate', 'Private key', 'Client identifier', 'Nick']) {
      alice.press('Down');
      await alice.waitFor(`│ ▸ ${label}`);
    }
    alice.type('alice');
    alice.press('Enter');
    await alice.waitFor('Saved office in');
    expect(alice.raw()).not.toContain(password);

    alice.press('c');
    await alice.waitFor('Copy of office');
    alice.press('Ctrl+U');
    await fill(alice, 'Name', 'lab');
    alice.press('Ctrl+U');
    await fill(alice, 'Servers', `${lab.host}:${lab.port}`);
    alice.press('Enter');
    await alice.waitFor('Saved lab in');
    const written = readFileSync(config, 'utf8');
    expect(written.startsWith('# mine\nnotify = "off" # quiet\n')).toBe(true);
    expect(written).toContain('[profile.office]');
    expect(written).toContain('[profile.lab]');

    alice.press('Up');
    await alice.waitFor('▸ ○ office');
    alice.press('Enter');
    await alice.waitFor('office · #chat');
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    const bob = await joinRoom(office, 'bob', {
      args: ['-u', 'alice', '--password-file', passwordFile()],
    });
    enter(alice, 'from the list');
    await bob.waitFor(line('alice', 'from the list'));
    alice.press('Ctrl+C', 'Ctrl+C');
    await alice.exited;

    const again = startProgram([], { env });
    await listens(again);
    await again.waitFor('▸ ○ office');
    await again.waitFor('Esc quit');
    again.press('Down', 'Enter');
    await again.waitFor(line('alice', 'Hello,anyone!', '✓'));
    again.press('F12');
    await again.waitFor('▸ ● lab');
    // With --no-history, as in these terminals, nothing is kept of the last use.
    expect(again.text()).not.toContain(' ago');
    // Deleting is not answered with Enter.
    again.press('Delete');
    await again.waitFor('Delete the connection lab');
    again.press('Enter', 'y');
    await again.waitFor('Deleted the connection lab; it stays open until you /disconnect it.');
    expect(readFileSync(config, 'utf8')).not.toContain('profile.lab');
  });
});

const passwordFile = (): string => {
  const path = join(temporaryFolder(), 'password');
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return path;
};
