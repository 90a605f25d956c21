import { execFileSync } from 'node:child_process';
import { findProgram } from '../support/find-program.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';
import { openProgram } from './program.ts';

/** A program that shows the topics of a broker in a terminal. */
export type Watcher = {
  readonly name: string;
  /** Starts it at a terminal of 120×40. */
  readonly open: (port: number) => TestTerminal;
  /** Selects the branch `site`, the topmost one, as soon as all of its 100 topics are there. */
  readonly select: (terminal: TestTerminal) => Promise<void>;
  /** On the screen, how many messages the branch `site` has had. */
  readonly counted: RegExp;
};

/** mqtt-tui as somebody has it who does not chat. */
export const ourWatcher = (program: string): Watcher => {
  const counted = /╮╭ site ─+ ([\d,]+) messages? ─╮/;
  return {
    name: '`mqtt-tui --no-chat`',
    open: (port) => openProgram({ program, port, flags: ['--no-chat'] }),
    select: async (terminal) => {
      await terminal.waitFor(/ 100 topics ─╯/);
      terminal.press('Down');
      await terminal.waitFor(counted);
      // Folded at the start; we show it open, as the other's.
      terminal.press('o');
      await terminal.waitFor('▾ site ');
    },
    counted,
  };
};

/** mqttui, a program in Rust, where it is installed. */
export const mqttui = (): Watcher | undefined => {
  const command = findProgram('mqttui');
  if (command === undefined) return undefined;
  const counted = /site \(100 topics, (\d+) messages\)/;
  return {
    name: execFileSync(command, ['--version'], { encoding: 'utf8' }).trim(),
    open: (port) =>
      openTerminal({
        command,
        args: ['--broker', `mqtt://127.0.0.1:${port}`],
        columns: 120,
        rows: 40,
      }),
    select: async (terminal) => {
      await terminal.waitFor(counted);
      // It shows a tree closed at first, and we show it open.
      terminal.type('o');
      await terminal.waitFor('dev0');
      terminal.press('Down');
    },
    counted,
  };
};
