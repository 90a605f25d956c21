import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import type { Mosquitto } from '../support/mosquitto.ts';
import { openTerminal, type TerminalOptions, type TestTerminal } from '../support/terminal.ts';

/** The program as `npm run build` leaves it. */
export const builtProgram = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Terminals to be closed when the test is over, the last one first. */
const opened: TestTerminal[] = [];

/** Opens a program in a terminal of 100×24 cells, unless told otherwise, until the test is over. */
export const open = (options: Partial<TerminalOptions> & { command: string }): TestTerminal => {
  const terminal = openTerminal({ columns: 100, rows: 24, ...options });
  opened.push(terminal);
  return terminal;
};

/** Starts mqtt-tui as a person does, with these arguments. */
export const startProgram = (
  args: readonly string[],
  options: Partial<TerminalOptions> = {},
): TestTerminal => {
  if (!existsSync(builtProgram)) throw new Error('dist/cli.js is missing: npm run build makes it');
  return open({ command: process.execPath, args: [builtProgram, ...args], ...options });
};

/** The flags that lead to a broker. */
export const at = ({ host, port }: Pick<Mosquitto, 'host' | 'port'>): string[] => [
  '--host',
  host,
  '--port',
  String(port),
];

/** Comes into the room on a broker under a name, has greeted, and knows who else is there. */
export const join = async (
  broker: Mosquitto,
  nick: string,
  { args = [], ...options }: Partial<TerminalOptions> = {},
): Promise<TestTerminal> => {
  const terminal = startProgram([...at(broker), '--nick', nick, ...args], options);
  await terminal.waitFor(line(nick, 'Hello,anyone!', '✓'));
  await terminal.waitFor(/Nobody else|\b(?:is|are)[\s│]+here/);
  return terminal;
};

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A line of the conversation on the screen: the time, who, what, and how far it has come. */
export const line = (nick: string, say: string, mark: '✓' | '⧖' | '↑' | '' = ''): RegExp =>
  new RegExp(`\\d\\d:\\d\\d +${literally(nick)}[ »] ${literally(say)} +${mark}`, 'u');

/** Resolves when the program takes keys: it switches bracketed paste on once it listens. */
export const listens = (terminal: TestTerminal): Promise<string[]> =>
  terminal.waitFor(() => terminal.modes().bracketedPaste);

/** Whether the cursor stands in the input box, behind its mark. */
export const isTyping = (terminal: TestTerminal): boolean => {
  const { x, y, visible } = terminal.cursor();
  const mark = terminal.screen()[y]?.indexOf('› ') ?? -1;
  return visible && mark !== -1 && x > mark;
};

/** Clicks into the input box, from whatever pane; without the mouse Esc leads there, from the tree. */
export const toInput = async (terminal: TestTerminal): Promise<void> => {
  // One row without a border while it is empty and another pane has the focus.
  const box = (): number => terminal.screen().findLastIndex((row) => /^[│ ] ›(?: |$)/.test(row));
  await terminal.waitFor(() => terminal.modes().bracketedPaste && box() !== -1);
  if (terminal.modes().mouse === 'none') {
    terminal.press('Escape');
    await terminal.waitFor(() => isTyping(terminal));
    return;
  }
  // A notice that goes moves the box: then the click has hit the row above.
  let clicked = -1;
  await terminal.waitFor(() => {
    if (isTyping(terminal)) return true;
    const row = box();
    if (row !== clicked && row !== -1) terminal.click(4, row);
    clicked = row;
    return false;
  });
};

/** Types a text and presses Enter. */
export const enter = (terminal: TestTerminal, text: string): void => {
  terminal.type(text);
  terminal.press('Enter');
};

afterEach(async () => {
  await Promise.all(opened.splice(0).map((terminal) => terminal.dispose()));
});
