/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { encodeMessageLine } from '../../source/payload/message-line.ts';
import { freePort } from '../support/free-port.ts';
import { aFile, someMessages } from '../support/recordings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TerminalOptions, TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { builtProgram, enter, line, open, startProgram } from './program.ts';

/** What the program switches on, all of it. */
const taken = {
  alternateScreen: true,
  bracketedPaste: true,
  focusReports: true,
  mouse: 'drag',
  mouseSgr: true,
};

/** Holds the program up before the terminal stops to echo, so that an answer to what it has written by then is seen. */
const slowly = `
  import { ReadStream } from 'node:tty';
  const { setRawMode } = ReadStream.prototype;
  ReadStream.prototype.setRawMode = function (isRaw) {
    if (isRaw) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    return setRawMode.call(this, isRaw);
  };`;
const tellsFocus = {
  tellsFocus: true,
  env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(slowly)}` },
};

/** A shell that controls jobs, in a terminal. */
const openShell = async (options: Partial<TerminalOptions> = {}): Promise<TestTerminal> => {
  const terminal = open({
    command: 'bash',
    args: ['--norc', '-i'],
    ...options,
    env: { PS1: 'ready> ', TZ: 'UTC', ...options.env },
  });
  await terminal.waitFor('ready>');
  return terminal;
};

const command = (args: readonly string[]): string =>
  [process.execPath, builtProgram, ...args].map((word) => `'${word}'`).join(' ');

/** An editor that says when it has the terminal, and then does this. */
const editor = (does: string): string => {
  const path = join(temporaryFolder(), 'editor');
  writeFileSync(path, `#!/bin/sh\nprintf 'editing: '\n${does}\n`);
  chmodSync(path, 0o700);
  return path;
};

/** Types a text until the editor has it: what is typed while the shell changes the terminal's mode may be lost. */
const answers = async (terminal: TestTerminal, text: string, tries = 20): Promise<void> => {
  enter(terminal, text);
  await terminal.waitFor(`got ${text}`, { timeout: 500 }).catch((error: unknown) => {
    if (tries === 1) throw error;
    return answers(terminal, text, tries - 1);
  });
};

/** The process that the shell has started. */
const child = ({ pid }: TestTerminal): number => {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return Number(stdout.trim());
};

/** Resolves when the shell says this of the program, which it does before its next prompt. */
const isSaid = async (terminal: TestTerminal, what: string, from: number): Promise<void> => {
  await terminal.waitFor(() => {
    if (terminal.raw().includes(what, from)) return true;
    terminal.press('Enter');
    return false;
  });
};

/** Resolves when the shell says that the program is stopped; what was written before `from` does not count. */
const isStopped = async (terminal: TestTerminal, from: number): Promise<void> => {
  await terminal.waitFor(() => /Stopped.*ready> /s.test(terminal.raw().slice(from)));
};

/** Resolves when the program has stopped and given the terminal back. */
const isGiven = async (terminal: TestTerminal, from: number): Promise<void> => {
  await isStopped(terminal, from);
  expect(terminal.modes()).toMatchObject({
    alternateScreen: false,
    cursorVisible: true,
    focusReports: false,
    mouse: 'none',
  });
  expect(terminal.raw().lastIndexOf('\u001b[?7h')).toBeGreaterThan(
    terminal.raw().lastIndexOf('\u001b[?7l'),
  );
};

const pressCtrlZ = async (terminal: TestTerminal): Promise<void> => {
  const from = terminal.raw().length;
  terminal.press('Ctrl+Z');
  await isGiven(terminal, from);
};

const sendTstp = async (terminal: TestTerminal): Promise<void> => {
  const from = terminal.raw().length;
  process.kill(child(terminal), 'SIGTSTP');
  await isGiven(terminal, from);
};

/** Takes the program by surprise, with its editor if it has one: it cannot give anything back. */
const sendStop = async (terminal: TestTerminal): Promise<void> => {
  const from = terminal.raw().length;
  process.kill(-child(terminal), 'SIGSTOP');
  await isStopped(terminal, from);
};

/** The program has the terminal again since `from`, and has drawn. */
const isBack = async (terminal: TestTerminal, from: number): Promise<void> => {
  await terminal.waitFor(() =>
    // oxlint-disable-next-line no-control-regex -- the last mode that is switched on, and the end of a frame
    /\u001b\[\?1006h.*\u001b\[\?2026l/s.test(terminal.raw().slice(from)),
  );
  await waitForWholePanes(terminal);
  expect(terminal.modes()).toMatchObject(taken);
};

const resume = async (terminal: TestTerminal): Promise<void> => {
  const from = terminal.raw().length;
  enter(terminal, 'fg');
  await isBack(terminal, from);
};

/** Waits for all of the file, and unfolds its one branch. */
const unfold = async (terminal: TestTerminal): Promise<void> => {
  await terminal.waitFor(/▸ house +1000.* 12:16:39 ▇+┃/s);
  terminal.press('Down', 'Right');
  await terminal.waitFor(/▌▾ house.* room3\//s);
};

describe('stopped, resized and resumed', () => {
  type Size = readonly [columns: number, rows: number];

  const start = async (columns: number, rows: number) => {
    const file = aFile(someMessages(1000).map((message) => encodeMessageLine(message)));
    const terminal = await openShell({ columns, rows });
    enter(terminal, command(['open', file]));
    await unfold(terminal);
    /** Resolves when the screen is that of a program which is started at this size. */
    const isLikeFresh = async (...size: Size): Promise<void> => {
      const fresh = startProgram(['open', file], {
        columns: size[0],
        rows: size[1],
        env: { TZ: 'UTC' },
      });
      await unfold(fresh);
      await terminal.waitFor(() => terminal.text() === fresh.text());
      expect(terminal.modes()).toMatchObject(taken);
    };
    return { terminal, isLikeFresh };
  };

  it.each<[from: Size, to: Size]>([
    [
      [80, 24],
      [120, 40],
    ],
    [
      [120, 40],
      [60, 15],
    ],
    [
      [60, 15],
      [80, 24],
    ],
    [
      [80, 24],
      [80, 30],
    ],
    [
      [100, 30],
      [72, 20],
    ],
  ])('by Ctrl+Z, from %j to %j', async (from, size) => {
    const { terminal, isLikeFresh } = await start(...from);
    await pressCtrlZ(terminal);
    terminal.resize(...size);
    enter(terminal, 'fg');
    await isLikeFresh(...size);
  });

  it.each([
    ['SIGTSTP', sendTstp],
    ['SIGSTOP', sendStop],
  ] as const)('by %s from outside, twice', async (_, stop) => {
    const { terminal, isLikeFresh } = await start(80, 24);
    const sizes: Size[] = [
      [100, 20],
      [60, 30],
    ];
    for (const size of sizes) {
      await stop(terminal);
      terminal.resize(...size);
      enter(terminal, 'fg');
      await isLikeFresh(...size);
    }
  });
});

describe('a chat that is stopped', () => {
  let port: number;
  beforeEach(async () => {
    port = await freePort();
  });

  const start = async (options: Partial<TerminalOptions> = {}): Promise<TestTerminal> => {
    const terminal = await openShell(options);
    enter(terminal, command(['--port', String(port), '--nick', 'alice']));
    await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
    return terminal;
  };

  it('answers to nothing while the terminal echoes', async () => {
    const terminal = await start(tellsFocus);
    for (let round = 0; round < 10; round += 1) {
      await pressCtrlZ(terminal);
      await resume(terminal);
    }
    expect(terminal.raw()).not.toContain('^[');
    // Nor now: a key is no echo.
    enter(terminal, 'back again');
    await terminal.waitFor(line('alice', 'back again', '✓'));
  });

  it('answers to nothing while the terminal echoes for an editor', async () => {
    const env = { ...tellsFocus.env, VISUAL: editor('read -r answer') };
    const terminal = await start({ ...tellsFocus, env });
    for (let round = 0; round < 10; round += 1) {
      terminal.press('Ctrl+X', 'Ctrl+E');
      await terminal.waitFor('editing:');
      const from = terminal.raw().length;
      terminal.press('Enter');
      await isBack(terminal, from);
    }
    expect(terminal.raw()).not.toContain('^[');
  });

  it.each([
    ['Ctrl+Z', pressCtrlZ],
    ['SIGTSTP', sendTstp],
    ['SIGSTOP', sendStop],
  ] as const)('by %s under a question and a sheet, finds them again', async (_, stop) => {
    const terminal = await start();
    terminal.type('half a sentence');
    terminal.press('F1');
    await terminal.waitFor('Here: Input box');
    await stop(terminal);
    await resume(terminal);
    await terminal.waitFor('Here: Input box');
    terminal.press('F1', 'Ctrl+C', 'Ctrl+C');
    await terminal.waitFor('Quit mqtt-tui?');
    await stop(terminal);
    await resume(terminal);
    await terminal.waitFor('Quit mqtt-tui?');
    terminal.press('Escape');
    await terminal.waitUntilGone('Quit mqtt-tui?');
    enter(terminal, 'still here');
    await terminal.waitFor(line('alice', 'still here', '✓'));
  });

  it('leaves the terminal to an editor that has it', async () => {
    const terminal = await start({
      env: {
        VISUAL: editor('while read -r it && test "$it" != end; do echo "got $it" | tee "$1"; done'),
      },
    });
    terminal.press('Ctrl+X', 'Ctrl+E');
    await terminal.waitFor('editing:');
    for (const [index, stop] of [pressCtrlZ, sendTstp, sendStop].entries()) {
      await stop(terminal);
      terminal.resize(90 + index, 20);
      // The editor may still take the first character before it stops: a blank, which it passes over.
      enter(terminal, ' fg');
      await answers(terminal, `text ${index}`);
      expect(terminal.modes()).toMatchObject({ alternateScreen: false, mouse: 'none' });
    }
    const from = terminal.raw().length;
    enter(terminal, 'end');
    await isBack(terminal, from);
    await terminal.waitFor(/› got text 2 +│/);
  });

  it.each(['TERM', 'HUP'])('ends by SIG%s, and leaves the shell’s screen alone', async (signal) => {
    const terminal = await start();
    await pressCtrlZ(terminal);
    const from = terminal.raw().length;
    enter(terminal, `kill -${signal} %1`);
    await isSaid(terminal, signal === 'TERM' ? 'Terminated' : 'Hangup', from);
    const written = terminal.raw().slice(from);
    // oxlint-disable-next-line no-control-regex -- only what readline switches on and off
    const modes = Array.from(written.matchAll(/\u001b\[\?(\d+)[hl]/g), ([, mode]) => mode);
    expect(new Set(modes)).toEqual(new Set(['2004']));
  });

  it('ends by a signal that has waited, as soon as it goes on', async () => {
    const terminal = await start();
    await pressCtrlZ(terminal);
    process.kill(child(terminal), 'SIGTERM');
    enter(terminal, 'fg; echo "exit code $?"');
    await terminal.waitFor('exit code 143');
    expect(terminal.modes()).toMatchObject({ alternateScreen: false, mouse: 'none' });
  });

  it('stops with the program that has started it', async () => {
    const terminal = await openShell();
    // The colon keeps this shell, which controls no jobs, from becoming the program.
    enter(terminal, `sh -c "${command(['--port', String(port), '--nick', 'alice'])}; :"`);
    await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
    await pressCtrlZ(terminal);
    await resume(terminal);
    await pressCtrlZ(terminal);
    await resume(terminal);
    enter(terminal, 'back again');
    await terminal.waitFor(line('alice', 'back again', '✓'));
  });

  it('waits in the background for its terminal', async () => {
    const terminal = await start();
    await pressCtrlZ(terminal);
    terminal.resize(90, 20);
    const from = terminal.raw().length;
    enter(terminal, 'bg');
    await terminal.waitFor(() => /&\r?\n/.test(terminal.raw().slice(from)));
    await isSaid(terminal, 'Stopped', from);
    expect(terminal.modes()).toMatchObject({ alternateScreen: false, mouse: 'none' });
    await resume(terminal);
  });
});

describe('where nobody could resume it', () => {
  it.each([
    ['Ctrl+Z', (terminal: TestTerminal) => terminal.press('Ctrl+Z')],
    ['Ctrl+Z twice at once', (terminal: TestTerminal) => terminal.press('Ctrl+Z', 'Ctrl+Z')],
    ['SIGTSTP', (terminal: TestTerminal) => terminal.kill('SIGTSTP')],
    ['SIGCONT', (terminal: TestTerminal) => terminal.kill('SIGCONT')],
  ] as const)('goes on after %s', async (_, stop) => {
    const port = await freePort();
    const terminal = startProgram(['--port', String(port), '--nick', 'alice'], tellsFocus);
    await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
    terminal.type('half a');
    await terminal.waitFor('› half a');
    for (let round = 0; round < 3; round += 1) {
      const from = terminal.raw().length;
      stop(terminal);
      await isBack(terminal, from);
    }
    await terminal.waitFor('› half a');
    enter(terminal, ' sentence');
    await terminal.waitFor(line('alice', 'half a sentence', '✓'));
    expect(terminal.raw()).not.toContain('^[');
  });
});
