/**
 * The left button is pressed (a click), moved while it is held, or released, or the wheel is turned by a notch;
 * the screen's corner is 0, 0.
 */
export type MouseEvent =
  | { readonly kind: 'click' | 'drag' | 'release'; readonly x: number; readonly y: number }
  | { readonly kind: 'wheel'; readonly up: boolean; readonly x: number; readonly y: number };

/** The modifier bits of a button, 2 to 4: Shift, Alt, Ctrl. */
const modifiers = 28;

/** What is added to the button while the mouse moves. */
const movement = 32;

// oxlint-disable-next-line no-control-regex -- terminals report in escape sequences
const sgr = /^\u001b\[<(?<report>\d+;\d+;\d+)(?<end>[Mm])$/;

/** Parses a mouse report (SGR, mode 1006); `undefined` for other sequences and buttons. */
export const mouseEvent = (sequence: string): MouseEvent | undefined => {
  const { report, end } = sgr.exec(sequence)?.groups ?? {};
  if (report === undefined) return undefined;
  const [button = 0, column = 1, line = 1] = report.split(';').map(Number);
  const at = { x: column - 1, y: line - 1 };
  const plain = button & ~modifiers;
  if (end === 'm') return plain === 0 ? { kind: 'release', ...at } : undefined;
  if (plain === 64 || plain === 65) return { kind: 'wheel', up: plain === 64, ...at };
  if (plain === movement) return { kind: 'drag', ...at };
  return plain === 0 ? { kind: 'click', ...at } : undefined;
};
