import { constants } from 'node:os';
import { spawn } from '@lydell/node-pty';
import type { ScreenCell } from './terminal-cell.ts';
import {
  createEmulator,
  type TerminalLooks,
  type TerminalModes,
  type TerminalSize,
} from './terminal-emulator.ts';
import { terminalEnvironment } from './terminal-environment.ts';
import {
  dragBytes,
  keyBytes,
  mouseBytes,
  type MouseButton,
  type MousePoint,
  pasteBytes,
} from './terminal-input.ts';
import { createWaitingRoom, type Condition } from './terminal-wait.ts';

export type TerminalOptions = TerminalSize &
  TerminalLooks & {
    readonly command: string;
    readonly args?: readonly string[];
    readonly cwd?: string;
    /** Changes to the environment; `undefined` removes a variable. */
    readonly env?: Readonly<Record<string, string | undefined>>;
    /** The program's queries are answered only by `answer`, as over a slow link. */
    readonly isSlowToAnswer?: boolean;
  };

export type WaitOptions = {
  /** ms, 10 s by default. */
  readonly timeout?: number;
};

export type TerminalExit = {
  readonly exitCode: number;
  /** Set when a signal ended the program. */
  readonly signal: NodeJS.Signals | undefined;
};

/** A program in a terminal, and the person at it. Columns and rows count from 0. */
export type TestTerminal = {
  readonly pid: number;
  /** Resolves when the program has ended and all of its output is on the screen. */
  readonly exited: Promise<TerminalExit>;
  /** The rows as text, without trailing blanks; a wide character counts once. */
  readonly screen: () => string[];
  /** The rows as one text with line breaks. */
  readonly text: () => string;
  /** All cells; index by row, then by column. */
  readonly cells: () => ScreenCell[][];
  /** One cell. Throws if it is outside the screen. */
  readonly cell: (column: number, row: number) => ScreenCell;
  readonly cursor: () => { readonly x: number; readonly y: number; readonly visible: boolean };
  /** What is shown of each hyperlink (OSC 8), by its parameters and URI, in reading order. */
  readonly links: () => ReadonlyMap<string, string>;
  /** The window title that was set last; empty at first. */
  readonly title: () => string;
  /** The text that was copied last (OSC 52). */
  readonly clipboard: () => string | undefined;
  readonly modes: () => TerminalModes;
  /** Everything that the program has written. */
  readonly raw: () => string;
  /**
   * Resolves with the screen once the condition holds, checked after each whole frame. Rejects
   * with the screen in the message if time is up or the program ends first.
   */
  readonly waitFor: (what: Condition, options?: WaitOptions) => Promise<string[]>;
  /** The opposite of `waitFor`. */
  readonly waitUntilGone: (what: Condition, options?: WaitOptions) => Promise<string[]>;
  /** Passes each whole frame to `see` from now on, for what must never be seen, or only in passing. */
  readonly watch: (see: (screen: readonly string[]) => void) => void;
  /** Sends these characters as they are. */
  readonly type: (text: string) => void;
  /** Sends keys by name, one after the other: `Enter`, `Ctrl+A`, `Alt+Enter`, `Shift+Tab`, `F1`. */
  readonly press: (...names: readonly string[]) => void;
  /** Sends a paste, bracketed if the program has asked for that. */
  readonly paste: (text: string) => void;
  /** Presses and releases. Like a terminal, sends nothing to a program that does not use the mouse. */
  readonly click: (column: number, row: number, button?: MouseButton) => void;
  /** Drags with the left button from one cell to another, if the program asks for movement. */
  readonly drag: (from: MousePoint, to: MousePoint) => void;
  /**
   * Turns the wheel, three notches by default, with the pointer on a cell. To a program that does not
   * use the mouse it sends arrow keys, if alternate scroll is on.
   */
  readonly wheel: (
    direction: 'up' | 'down',
    point: { column: number; row: number; notches?: number },
  ) => void;
  /** Gives or takes away the keyboard focus; reported only to a program that has asked for it. */
  readonly focus: (hasFocus: boolean) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** Answers the program's queries so far, and from now on at once. */
  readonly answer: () => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Ends the program if it is still running. */
  readonly dispose: () => Promise<void>;
};

const signalName = (number: number | undefined): NodeJS.Signals | undefined => {
  const entry = Object.entries(constants.signals).find(([, value]) => value === number);
  return entry?.[0] as NodeJS.Signals | undefined;
};

/** Starts a program in a pseudo-terminal with an emulated screen. Dispose it after use. */
export const openTerminal = (options: TerminalOptions): TestTerminal => {
  const { columns, rows } = options;
  const emulator = createEmulator(options);
  const { terminal } = emulator;
  const pty = spawn(options.command, [...(options.args ?? [])], {
    name: options.env?.['TERM'] ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd: options.cwd ?? process.cwd(),
    env: terminalEnvironment(options.env),
  });

  let written = '';
  let exit: TerminalExit | undefined;
  const waiting = createWaitingRoom(emulator, () => exit);
  const send = (bytes: string): void => {
    if (exit === undefined) pty.write(bytes);
  };

  pty.onData((data) => {
    written += data;
    terminal.write(data, waiting.look);
  });
  // Answers to the program's queries: terminal type, cursor position, background colour.
  let answers: string[] | undefined = options.isSlowToAnswer === true ? [] : undefined;
  terminal.onData((answer) => {
    if (answers === undefined) send(answer);
    else answers.push(answer);
  });
  const exited = new Promise<TerminalExit>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      terminal.write('', () => {
        exit = { exitCode, signal: signalName(signal) };
        waiting.look();
        resolve(exit);
      });
    });
  });

  const mouse = (button: MouseButton, column: number, row: number): void => {
    const modes = emulator.modes();
    if (modes.mouse === 'none') return;
    if (!modes.mouseSgr) throw new Error('the program wants the mouse in an outdated form');
    send(mouseBytes(button, { column, row }));
  };

  return {
    pid: pty.pid,
    exited,
    screen: emulator.screen,
    text: () => emulator.screen().join('\n'),
    cells: emulator.cells,
    cell: (column, row) => {
      const cell = emulator.cells()[row]?.[column];
      if (cell === undefined) throw new Error(`no cell at column ${column}, row ${row}`);
      return cell;
    },
    cursor: () => ({
      x: terminal.buffer.active.cursorX,
      y: terminal.buffer.active.cursorY,
      visible: emulator.modes().cursorVisible,
    }),
    links: emulator.links,
    title: emulator.title,
    clipboard: emulator.clipboard,
    modes: emulator.modes,
    raw: () => written,
    waitFor: (what, { timeout } = {}) => waiting.wait({ what, isWanted: true, timeout }),
    waitUntilGone: (what, { timeout } = {}) => waiting.wait({ what, isWanted: false, timeout }),
    watch: waiting.watch,
    type: send,
    press: (...names) => {
      for (const name of names) send(keyBytes(name, terminal.modes.applicationCursorKeysMode));
    },
    paste: (text) => send(pasteBytes(text, terminal.modes.bracketedPasteMode)),
    click: (column, row, button = 'left') => mouse(button, column, row),
    drag: (from, to) => {
      if (emulator.modes().mouse === 'drag') send(dragBytes(from, to));
    },
    wheel: (direction, { column, row, notches = 3 }) => {
      const { mouse: wanted, alternateScreen, alternateScroll } = emulator.modes();
      const arrow = keyBytes(
        direction === 'up' ? 'Up' : 'Down',
        terminal.modes.applicationCursorKeysMode,
      );
      for (let notch = 0; notch < notches; notch += 1)
        if (wanted !== 'none') mouse(`wheel ${direction}`, column, row);
        else if (alternateScreen && alternateScroll) send(arrow);
    },
    focus: (hasFocus) => {
      if (emulator.modes().focusReports) send(hasFocus ? '\x1b[I' : '\x1b[O');
    },
    resize: (newColumns, newRows) => {
      if (exit !== undefined) return;
      // The emulator first: it must be ready for what the program draws in the new size.
      terminal.resize(newColumns, newRows);
      pty.resize(newColumns, newRows);
    },
    answer: () => {
      send(answers?.join('') ?? '');
      answers = undefined;
    },
    kill: (signal) => pty.kill(signal),
    dispose: async () => {
      if (exit === undefined) pty.kill('SIGKILL');
      await exited;
    },
  };
};
