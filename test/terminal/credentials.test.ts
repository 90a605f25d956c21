/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing } from './peers.ts';
import { at, enter, line, listens, startProgram } from './program.ts';

const rightPassword = 'correct horse';
const wrongPassword = 'battery-staple';

/** The row of the form with the password in it, without its label and borders. */
const passwordField = (terminal: TestTerminal): string | undefined =>
  terminal
    .screen()
    .flatMap((row) => /^│ Password +(.*)│$/.exec(row)?.[1]?.trim() ?? [])
    .at(0);

const typePassword = async (terminal: TestTerminal, password: string): Promise<void> => {
  terminal.type(password);
  await terminal.waitFor(() => passwordField(terminal) === '•'.repeat(password.length));
};

const cursorRow = (terminal: TestTerminal): string => terminal.screen()[terminal.cursor().y] ?? '';

/** Which passwords have been written to a terminal, or stood on its screen at any time. */
const shownPasswords = new Set<string>();

/** Starts the program, and looks for passwords in each frame. */
const start = (args: readonly string[]): TestTerminal => {
  const terminal = startProgram(args);
  terminal.watch((screen) => {
    for (const password of [rightPassword, wrongPassword])
      if (screen.join('\n').includes(password) || terminal.raw().includes(password))
        shownPasswords.add(password);
  });
  return terminal;
};

/** How often somebody has connected, or tried to. */
const attempts = (broker: Mosquitto): number =>
  broker.log().match(/^New connection/gm)?.length ?? 0;

const commandLine = ({ pid }: TestTerminal): string =>
  platform() === 'linux' ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';

describeWith(peersMissing, 'a broker that asks for a password', () => {
  let broker: Mosquitto;
  let attemptsBefore: number;
  beforeEach(async () => {
    shownPasswords.clear();
    broker = await startMosquitto({ users: { admin: rightPassword } });
    attemptsBefore = attempts(broker);
  });
  afterEach(() => broker.stop());

  it.each([
    ['5', 'not authorized (135)'],
    ['3.1.1', 'not authorized (5)'],
  ])('MQTT %s: says why it refuses, lets it be corrected, and connects', async (version, words) => {
    const alice = start(
      at(broker).concat('-V', version, '--nick', 'alice', '-u', 'admin', '-P', wrongPassword),
    );
    await alice.waitFor('User name and password');
    await alice.waitFor(`Connection refused: ${words}`);
    await waitForWholePanes(alice);
    expect(commandLine(alice)).not.toContain(wrongPassword);
    await alice.waitFor('│ User name  admin ');

    // The password is asked for; a wrong one is refused again.
    await typePassword(alice, wrongPassword);
    alice.press('Enter');
    await alice.waitFor(() => passwordField(alice) === '');
    await alice.waitFor(`Connection refused: ${words}`);

    await typePassword(alice, rightPassword);
    alice.press('Enter');
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    expect(alice.text()).not.toContain('refused');
    expect([...shownPasswords]).toEqual([]);
  });

  it('shows one dot for each character, and none for an empty field', async () => {
    const alice = start([...at(broker), '-n', 'alice', '-u', 'admin', '--ask-password']);
    await alice.waitFor('User name and password');
    expect(passwordField(alice)).toBe('');
    await listens(alice);
    await typePassword(alice, 'abc');
    alice.press('Ctrl+U');
    await typePassword(alice, rightPassword);
    alice.press('Enter');
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    expect([...shownPasswords]).toEqual([]);
  });

  it('lets the user name be corrected too', async () => {
    const alice = start([...at(broker), '-n', 'alice', '-u', 'amdin', '-P', rightPassword]);
    await alice.waitFor('│ User name  amdin ');
    alice.press('Tab');
    await alice.waitFor(() => cursorRow(alice).startsWith('│ User name'));
    alice.press('Ctrl+U');
    enter(alice, 'admin');
    await alice.waitFor(() => cursorRow(alice).startsWith('│ Password'));
    enter(alice, rightPassword);
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
  });

  it('stays quiet after a refusal until the person has corrected something', async () => {
    const alice = start([...at(broker), '--nick', 'alice', '-u', 'admin', '-P', 'no']);
    await alice.waitFor('Connection refused');
    alice.press('Escape');
    await alice.waitUntilGone('User name and password');
    await alice.waitFor('not connected');
    // Enter tries again, and is refused again.
    alice.press('Enter');
    await alice.waitFor('User name and password');
    await alice.waitFor('Connection refused');
    // Two connections, chat and topics, tried twice.
    expect(attempts(broker) - attemptsBefore).toBe(4);
  });

  it('is told nothing of the password in the name of the process', async () => {
    const alice = start(at(broker).concat('--nick', 'alice', '-u', 'admin', '-P', rightPassword));
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    expect(commandLine(alice)).not.toContain(rightPassword);
    expect(commandLine(alice)).toMatch(/^(mqtt-tui\0*)?$/);
    expect(alice.title()).not.toContain(rightPassword);
    expect([...shownPasswords]).toEqual([]);
  });
});
