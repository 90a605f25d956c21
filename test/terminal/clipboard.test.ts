import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findProgram } from '../support/find-program.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createEmulator } from '../support/terminal-emulator.ts';
import type { TerminalOptions, TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish } from './peers.ts';
import { at, builtProgram, isTyping, join, line, open } from './program.ts';

const tmux = findProgram('tmux');
const tmuxMissing = tmux === undefined ? 'the program "tmux" is not installed' : undefined;

let broker: Mosquitto;
let folder: string;
beforeEach(async () => {
  broker = await startMosquitto();
  folder = temporaryFolder();
});
afterEach(() => broker.stop());

/** Comes after one's greeting, once nobody has answered. */
const alone = 'Nobody else is here yet';

/** Copies the entry of the log that is so many above its end. */
const copyFromEnd = async (terminal: TestTerminal, above: number): Promise<void> => {
  await terminal.waitFor(() => isTyping(terminal));
  terminal.press('Tab', 'Tab', ...Array.from({ length: above }, () => 'k'), 'y');
  await terminal.waitFor(/Copied|copied/);
};

/** Copies what one has said on joining. */
const copyGreeting = async (terminal: TestTerminal): Promise<void> => {
  await terminal.waitFor(alone);
  await copyFromEnd(terminal, 2);
};

/** A `tmux` before all others that does what this script does. */
const pretend = (script: string): NonNullable<TerminalOptions['env']> => {
  const path = joinPath(folder, 'tmux');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return { TMUX: `${folder}/socket,1,0`, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
};

describeWith(peersMissing ?? tmuxMissing, 'copying in tmux', () => {
  it('reaches its buffer and the terminal around it, with its default settings', async () => {
    const socket = ['-L', 'mqtt-tui-test', '-f', '/dev/null'];
    const env = { TMUX_TMPDIR: folder };
    const terminal = open({
      command: tmux ?? '',
      args: [
        ...socket,
        'new-session',
        process.execPath,
        builtProgram,
        ...at(broker),
        '--nick',
        'alice',
        '--no-monitor',
        '--greeting',
        'it is 21 °C',
      ],
      env,
    });
    try {
      await terminal.waitFor(line('alice', 'it is 21 °C', '✓'));
      await copyGreeting(terminal);
      expect(terminal.text()).toContain('Copied the sentence to tmux, and to the clipboard');
      await terminal.waitFor(() => terminal.clipboard() === 'it is 21 °C');
      const buffer = execFileSync('tmux', [...socket, 'show-buffer'], {
        env: { ...process.env, ...env },
      });
      expect(buffer.toString()).toBe('it is 21 °C');
    } finally {
      execFileSync('tmux', [...socket, 'kill-server'], { env: { ...process.env, ...env } });
    }
  });
});

describeWith(peersMissing, 'copying', () => {
  it('asks the terminal by itself where nothing is around it', async () => {
    const alice = await join(broker, 'alice');
    await copyGreeting(alice);
    await alice.waitFor('Copied the sentence to the clipboard (where the terminal allows it).');
    expect(alice.clipboard()).toBe('Hello,anyone!');
  });

  it('says what tmux says, and asks nobody else', async () => {
    const alice = await join(broker, 'alice', {
      env: pretend('echo "no server running on /tmp/x" >&2; exit 1'),
    });
    await copyGreeting(alice);
    await alice.waitFor('Nothing was copied: tmux says "no server running on /tmp/x".');
    expect(alice.clipboard()).toBeUndefined();
  });

  it('does without the clipboard in an old tmux, and shows the text in no list of processes', async () => {
    const alice = await join(broker, 'alice', {
      env: pretend(
        `echo "$@" >> ${folder}/arguments
         if [ "$2" = -w ]; then echo "usage: load-buffer [-b buffer-name] path" >&2; exit 1; fi
         cat > ${folder}/buffer`,
      ),
    });
    await copyGreeting(alice);
    await alice.waitFor('Copied the sentence to tmux; to pass it to the terminal it must be');
    expect(readFileSync(joinPath(folder, 'buffer'), 'utf8')).toBe('Hello,anyone!');
    expect(readFileSync(joinPath(folder, 'arguments'), 'utf8')).toBe(
      'load-buffer -w -\nload-buffer -\n',
    );
  });

  it('goes through GNU screen in pieces that it hands on', async () => {
    const alice = await join(broker, 'alice', { env: { STY: '1.tty' } });
    await alice.waitFor(alone);
    const long = 'on and on '.repeat(300).trim();
    await publish(broker, 'chat', JSON.stringify({ user: 'bob', say: long }));
    await alice.waitFor('on and on');
    await copyFromEnd(alice, 1);
    await alice.waitFor('Copied the sentence to the clipboard');
    // What stands in a device control string (DCS) is for the terminal around it.
    const pieces = alice
      .raw()
      .split('\u001bP')
      .slice(1)
      .map((piece) => piece.split('\u001b\\')[0] ?? '');
    for (const piece of pieces) expect(piece.length).toBeLessThan(256);
    const around = createEmulator({ columns: 80, rows: 24 });
    await new Promise<void>((resolve) => around.terminal.write(pieces.join(''), resolve));
    expect(around.clipboard()).toBe(long);
  });

  it('is refused by a terminal without a clipboard', async () => {
    const alice = await join(broker, 'alice', { env: { TERM: 'dumb' } });
    alice.press('Tab', 'Tab', 'k', 'y');
    await alice.waitFor('Nothing was copied: this terminal (TERM=dumb) has no clipboard.');
    expect(alice.raw()).not.toContain('\u001b]52');
  });

  it('says what a terminal may find too long, and does not send what none takes', async () => {
    const alice = await join(broker, 'alice', { columns: 120 });
    const copy = async (topic: string, size: number, says: string): Promise<void> => {
      await publish(broker, topic, 'x'.repeat(size));
      await alice.waitFor(topic);
      alice.click(
        5,
        alice.screen().findIndex((row) => row.slice(0, 30).includes(topic)),
      );
      await waitForWholePanes(alice, [topic]);
      alice.press('Tab', 'y');
      await alice.waitFor(says);
    };
    await copy('long', 80_000, 'allows it; some take no more than 73 KiB).');
    await alice.waitFor(() => alice.clipboard()?.length === 80_000);
    await copy(
      'huge',
      800_000,
      'Nothing was copied: it is longer than terminals accept (768 KiB).',
    );
    expect(alice.clipboard()?.length).toBe(80_000);
  });
});
