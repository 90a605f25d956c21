/** A click of the left button, or a notch of the wheel; the screen's corner is 0, 0. */
export type MouseEvent =
  | { readonly kind: 'click'; readonly x: number; readonly y: number }
  | { readonly kind: 'wheel'; readonly up: boolean; readonly x: number; readonly y: number };

/** The modifier bits of a button, 2 to 4: Shift, Alt, Ctrl. */
const modifiers = 28;

/** Parses a mouse report (SGR, mode 1006); `undefined` for other sequences, buttons and movement. */
export const mouseEvent = (sequence: string): MouseEvent | undefined => {
  // oxlint-disable-next-line no-control-regex -- terminals report in escape sequences
  const { report } = /^\u001b\[<(?<report>\d+;\d+;\d+)M$/.exec(sequence)?.groups ?? {};
  if (report === undefined) return undefined;
  const [button = 0, column = 1, line = 1] = report.split(';').map(Number);
  const at = { x: column - 1, y: line - 1 };
  const plain = button & ~modifiers;
  if (plain === 64 || plain === 65) return { kind: 'wheel', up: plain === 64, ...at };
  return plain === 0 ? { kind: 'click', ...at } : undefined;
};
