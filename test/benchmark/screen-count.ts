import type { TestTerminal } from '../support/terminal.ts';

/** Reads a number from the screen; while that is being redrawn, the one before. */
export const screenCount = (terminal: TestTerminal, pattern: RegExp): (() => number) => {
  let last = 0;
  return () => {
    last = Number(pattern.exec(terminal.text())?.[1] ?? last);
    return last;
  };
};
