/** The keypad's keys in application mode, starting at `ESC O j`. */
const keypad = '*+,-./0123456789';

/** The keypad's keys in kitty's keyboard protocol, starting at 57399. */
const kittyKeypad = '0123456789./*-+';
const firstOfKitty = 57_399;

/** Konsole sends the keypad's Enter for Shift+Enter; no terminal sends that while the keypad is numeric. */
const shiftEnter = '\u001b[13;2u';

/** Key sequences that Ink reads. */
const known = new RegExp(
  [
    String.raw`^\u001b{1,2}(?:\[|O)(?:\d+(?:;[\d:]+)?)?[A-HZa-e~^$]$`,
    String.raw`^\u001b\[\d[\d:;]*u$`,
    String.raw`^\u001b[^\u001b]$`,
  ].join('|'),
  'u',
);

/** Key sequences that Ink does not read. */
const unknown = new RegExp(
  [
    String.raw`^\u001b\[27;(?<modifiers>\d+);(?<code>\d+)~$`,
    String.raw`^\u001bO(?<key>[Mj-y])$`,
    String.raw`^\u001b\[(?<pad>\d+)(?:;\d+)?u$`,
  ].join('|'),
);

/**
 * Translates a key's sequence for Ink: keypad keys become what is printed on them, and xterm's modified
 * keys (`modifyOtherKeys`) become kitty's. Empty for a key that Ink does not know.
 */
export const keyInput = (sequence: string): string => {
  const { modifiers, code, key, pad } = unknown.exec(sequence)?.groups ?? {};
  if (modifiers !== undefined) return `\u001b[${code};${modifiers}u`;
  if (key === 'M') return shiftEnter;
  if (key !== undefined) return keypad[key.charCodeAt(0) - 'j'.charCodeAt(0)] ?? '';
  return kittyKeypad[Number(pad) - firstOfKitty] ?? (known.test(sequence) ? sequence : '');
};
