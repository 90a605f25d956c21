import type { TestTerminal } from '../support/terminal.ts';

/** How many bytes the program at a terminal has written so far. */
export const written = (terminal: TestTerminal): number => Buffer.byteLength(terminal.raw());
