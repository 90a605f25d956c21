/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { oldNode } from '../support/old-node.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { builtProgram, enter, line, open, startProgram } from './program.ts';

/** How a shell expects its terminal back. */
const normal = {
  alternateScroll: true,
  alternateScreen: false,
  bracketedPaste: false,
  cursorVisible: true,
  focusReports: false,
  mouse: 'none',
  mouseSgr: false,
  synchronizedUpdate: false,
};

/** Whether long lines wrap again: the mode that was set last, if any was. */
const wraps = (terminal: TestTerminal): boolean =>
  terminal.raw().lastIndexOf('\u001b[?7h') >= terminal.raw().lastIndexOf('\u001b[?7l');

/** The terminal is as a shell expects it. */
const expectNormal = (terminal: TestTerminal): void => {
  expect(terminal.modes()).toEqual(normal);
  expect(wraps(terminal)).toBe(true);
};

describe('on its way out', () => {
  let port: number;
  beforeEach(async () => {
    port = await freePort();
  });

  const start = async (): Promise<TestTerminal> => {
    const terminal = startProgram(['--port', String(port), '--nick', 'alice']);
    await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
    expect(terminal.modes()).toMatchObject({
      alternateScroll: true,
      alternateScreen: true,
      bracketedPaste: true,
      mouse: 'drag',
    });
    return terminal;
  };

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const)('after %s the terminal is as before, the exit code %i', async (signal, exitCode) => {
    const terminal = await start();
    terminal.kill(signal);
    expect(await terminal.exited).toEqual({ exitCode, signal: undefined });
    expectNormal(terminal);
    expect(terminal.text().trim()).toBe('');
  });

  it('Ctrl+C asks, and the second one quits', async () => {
    const terminal = await start();
    terminal.type('not sent');
    terminal.press('Ctrl+C');
    await terminal.waitFor('│ › Say something');
    terminal.press('Ctrl+C');
    await terminal.waitFor('Quit mqtt-tui?');
    terminal.press('Escape');
    await terminal.waitUntilGone('Quit mqtt-tui?');
    terminal.press('Ctrl+C');
    await terminal.waitFor('Quit mqtt-tui?');
    terminal.press('Ctrl+C');
    expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
    expectNormal(terminal);
    expect(terminal.text().trim()).toBe('');
  });

  it.each(['/quit', '/q'])('%s quits', async (command) => {
    const terminal = await start();
    enter(terminal, command);
    expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
    expectNormal(terminal);
  });

  it('Ctrl+L paints all of the screen anew', async () => {
    const terminal = await start();
    terminal.type('half a sentence');
    await terminal.waitFor('half a sentence');
    const before = terminal.raw().length;
    terminal.press('Ctrl+L');
    await terminal.waitFor(() => terminal.raw().slice(before).includes('half a sentence'));
    await waitForWholePanes(terminal, ['#chat']);
    expect(terminal.raw().slice(before)).toContain('Hello,anyone!');
    const { x, y } = terminal.cursor();
    expect(terminal.screen()[y]).toMatch(/^│ › half a sentence/);
    expect(x).toBe('│ › half a sentence'.length);
  });

  it.each([
    ['a dumb terminal', { TERM: 'dumb' }, []],
    ['a screen reader', {}, ['--screen-reader']],
  ] as const)('Ctrl+L repaints it for %s, too', async (_, env, flags) => {
    const args = ['--port', String(port), '-n', 'alice', ...flags];
    const terminal = startProgram(args, { env });
    await terminal.waitFor(/alice(?:  |: )Hello,anyone!/);
    terminal.type('half a sentence');
    await terminal.waitFor('half a sentence');
    const before = terminal.raw().length;
    terminal.press('Ctrl+L');
    await terminal.waitFor(() => terminal.raw().slice(before).includes('half a sentence'));
    // In the place of the one that was there.
    expect(terminal.text().split('half a sentence')).toHaveLength(2);
  });

  it('quits also before it has a name or a connection', async () => {
    const terminal = startProgram(['--host', '127.0.0.1', '--port', String(port)]);
    await terminal.waitFor('connection refused');
    terminal.press('Ctrl+C');
    await terminal.waitFor('Quit mqtt-tui?');
    terminal.press('Ctrl+C');
    expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
    expectNormal(terminal);
  });

  it('Ctrl+Z gives the terminal back, and fg takes it again', async () => {
    const terminal = open({ command: 'bash', args: ['--norc', '-i'], env: { PS1: 'ready> ' } });
    await terminal.waitFor('ready>');
    enter(terminal, `'${process.execPath}' '${builtProgram}' --port ${port} --nick alice`);
    await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
    terminal.press('Ctrl+Z');
    await terminal.waitFor('Stopped');
    expect(terminal.modes()).toMatchObject({ alternateScreen: false, mouse: 'none' });
    expect(wraps(terminal)).toBe(true);
    enter(terminal, 'fg');
    await waitForWholePanes(terminal, ['#chat']);
    expect(terminal.modes()).toMatchObject({
      alternateScroll: true,
      alternateScreen: true,
      bracketedPaste: true,
      mouse: 'drag',
    });
    enter(terminal, 'back again');
    await terminal.waitFor(line('alice', 'back again', '✓'));
    enter(terminal, '/quit');
    await terminal.waitFor(/^ready>$/m);
    expect(terminal.modes()).toMatchObject({ alternateScreen: false, mouse: 'none' });
  });
});

/** Everything that sets a colour: the sixteen, the 256 and the exact ones, before and behind. */
// oxlint-disable-next-line no-control-regex -- colours are set by escape sequences
const colour = /\u001b\[(?:[\d;:]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][\d;:]*)?m/;

describe('colours', () => {
  it('are used, unless NO_COLOR is set', async () => {
    const port = await freePort();
    const painted = startProgram(['--port', String(port), '--nick', 'alice']);
    await painted.waitFor(line('alice', 'Hello,anyone!', '✓'));
    expect(painted.raw()).toMatch(colour);

    const plain = startProgram(['--port', String(port), '--nick', 'bob'], {
      env: { NO_COLOR: '1' },
    });
    await plain.waitFor(line('bob', 'Hello,anyone!', '✓'));
    enter(plain, '/pub site/door {"open": true, "by": [1, null, "bob"]}');
    await plain.waitFor(/site\/door {2}\{/);
    plain.press('Tab', 'End');
    await plain.waitFor('"open": true,');
    plain.press('F1');
    await plain.waitFor('Here: Rooms and topics');
    expect(plain.raw()).not.toMatch(colour);
    // The selection and the pane with the keyboard are to be seen all the same.
    plain.press('F1');
    await plain.waitFor('"open": true,');
    const row = plain.screen().findIndex((text) => text.startsWith('┃▌'));
    expect(plain.cell(3, row).inverse).toBe(true);
  });

  it('and all attributes stay away from a dumb terminal', async () => {
    const port = await freePort();
    const args = ['--port', String(port), '-n', 'alice'];
    const terminal = startProgram(args, { env: { TERM: 'dumb' } });
    await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
    // oxlint-disable-next-line no-control-regex -- attributes are set by escape sequences
    expect(terminal.raw()).not.toMatch(/\u001b\[[\d;:]*[1-9][\d;:]*m/);
    expect(terminal.modes().mouse).toBe('none');
  });
});

const run = (
  node: string,
  args: readonly string[],
): { exitCode: number | null; output: string; errors: string } => {
  const { status, stdout, stderr } = spawnSync(node, [builtProgram, ...args], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { exitCode: status, output: stdout, errors: stderr };
};

describe('where it cannot run', () => {
  it('says that it needs a terminal, in one sentence', () => {
    const { exitCode, output, errors } = run(process.execPath, ['--host', '127.0.0.1']);
    expect(errors).toMatch(/^mqtt-tui: .*terminal.*\.\n$/);
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: '' });
  });

  it('says so too when only the input is none', async () => {
    const terminal = open({
      command: 'sh',
      args: ['-c', 'echo hello | "$NODE" "$PROGRAM"; echo "exit code $?"'],
      env: { NODE: process.execPath, PROGRAM: builtProgram },
    });
    const screen = await terminal.waitFor('exit code 1');
    expect(screen.join(' ')).toMatch(/mqtt-tui: .*terminal/);
    expectNormal(terminal);
  });
});

describe.skipIf(oldNode === undefined)('a Node.js that is too old', () => {
  it('is told from, in one sentence, before anything else fails', () => {
    const { path = '', version = '' } = oldNode ?? {};
    const { exitCode, output, errors } = run(path, ['--no-such-flag']);
    const words = `Node.js 22.13 or newer is needed; this is ${version}.`;
    expect({ exitCode, output, errors }).toEqual({
      exitCode: 1,
      output: '',
      errors: `mqtt-tui: ${words}\n`,
    });
  });
});
