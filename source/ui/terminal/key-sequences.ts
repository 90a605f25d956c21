/** Keys of the keypad in its application mode, from `ESC O j` on. */
const keypad = '*+,-./0123456789';

/** Keys of the keypad in kitty's keyboard protocol, from 57399 on. */
const kittyKeypad = '0123456789./*-+';
const firstOfKitty = 57_399;

/** Konsole sends the keypad's Enter for it, which no terminal sends for that key while the keypad is in its numeric mode. */
const shiftEnter = '\u001b[13;2u';

/** Sequences of keys that Ink reads. */
const known = new RegExp(
  [
    String.raw`^\u001b{1,2}(?:\[|O)(?:\d+(?:;[\d:]+)?)?[A-HZa-e~^$]$`,
    String.raw`^\u001b\[\d[\d:;]*u$`,
    String.raw`^\u001b[^\u001b]$`,
  ].join('|'),
  'u',
);

/** Sequences of keys that Ink does not read. */
const unknown = new RegExp(
  [
    String.raw`^\u001b\[27;(?<modifiers>\d+);(?<code>\d+)~$`,
    String.raw`^\u001bO(?<key>[Mj-y])$`,
    String.raw`^\u001b\[(?<pad>\d+)(?:;\d+)?u$`,
  ].join('|'),
);

/**
 * What Ink is to read for the sequence of a key: keys of the keypad are what is printed on them, and
 * xterm's way to tell a key with modifiers (`modifyOtherKeys`) becomes kitty's. Empty for what is no
 * key that Ink knows.
 */
export const keyInput = (sequence: string): string => {
  const { modifiers, code, key, pad } = unknown.exec(sequence)?.groups ?? {};
  if (modifiers !== undefined) return `\u001b[${code};${modifiers}u`;
  if (key === 'M') return shiftEnter;
  if (key !== undefined) return keypad[key.charCodeAt(0) - 'j'.charCodeAt(0)] ?? '';
  return kittyKeypad[Number(pad) - firstOfKitty] ?? (known.test(sequence) ? sequence : '');
};
