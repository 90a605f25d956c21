import type { TestTerminal } from '../support/terminal.ts';
import { openMqttui, openTree } from './mqttui.ts';
import { findPeer } from './peers.ts';
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
  const peer = findPeer('mqttui');
  if (peer === undefined) return undefined;
  const counted = /site \(100 topics, (\d+) messages\)/;
  return {
    name: peer.name,
    open: (port) => openMqttui(peer, { port }),
    select: async (terminal) => {
      await terminal.waitFor(counted);
      // It shows a tree closed at first, and we show it open.
      await openTree(terminal, 'dev0');
      terminal.press('Down');
    },
    counted,
  };
};
