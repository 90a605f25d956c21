import type { IUnicodeVersionProvider } from '@xterm/headless';
import type { ScreenCell } from './terminal-cell.ts';
import { createEmulator, type TerminalSize } from './terminal-emulator.ts';

/** A terminal that is fed by hand. */
export type EmulatedScreen = {
  /** Writes output; resolves when all of it is on the screen. */
  readonly feed: (output: string) => Promise<void>;
  /** All cells, without the attributes that are invisible on a blank. */
  readonly cells: () => ScreenCell[][];
  readonly rows: () => string[];
  readonly cursor: () => { readonly x: number; readonly y: number; readonly isVisible: boolean };
  readonly resize: (size: TerminalSize) => void;
};

/** A blank without background looks the same in all colours and weights. */
const asSeen = (cell: ScreenCell): ScreenCell =>
  cell.char === ' ' && cell.bg === 'default' && !cell.inverse
    ? { ...cell, fg: 'default', bold: false, dim: false, italic: false, invisible: false }
    : cell;

/** A terminal on its alternate screen that does not wrap; `widths` is how it measures characters. */
export const emulateScreen = async (
  size: TerminalSize,
  widths?: IUnicodeVersionProvider,
): Promise<EmulatedScreen> => {
  const { terminal, cells, screen, modes } = createEmulator({
    ...size,
    ...(widths === undefined ? {} : { widths }),
  });
  const feed = (output: string): Promise<void> =>
    new Promise((resolve) => {
      terminal.write(output, resolve);
    });
  await feed('\u001b[?1049h\u001b[?7l');
  return {
    feed,
    cells: () => cells().map((row) => row.map(asSeen)),
    rows: screen,
    cursor: () => {
      const { cursorX: x, cursorY: y } = terminal.buffer.active;
      return { x, y, isVisible: modes().cursorVisible };
    },
    resize: ({ columns, rows }) => terminal.resize(columns, rows),
  };
};
