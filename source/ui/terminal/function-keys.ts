/** What terminals add when only Num Lock or Caps Lock is on. */
const locks = '(?:;(?:1|65|129|193))?';

/** The key for a final letter after `ESC O` or `ESC [ 1`, and after `ESC [ [`. */
const lettered: Readonly<Record<string, string>> = { P: 'F1', Q: 'F2', R: 'F3', S: 'F4' };
const linux: Readonly<Record<string, string>> = { A: 'F1', B: 'F2', C: 'F3', D: 'F4', E: 'F5' };

/** The key for a number before `~`. */
const numbered: Readonly<Record<string, string>> = {
  2: 'Insert',
  11: 'F1',
  12: 'F2',
  13: 'F3',
  14: 'F4',
  15: 'F5',
  17: 'F6',
  18: 'F7',
  19: 'F8',
  20: 'F9',
  21: 'F10',
  23: 'F11',
  24: 'F12',
};

const sequence = new RegExp(
  [
    String.raw`^\u001bO(?<ss3>[P-S])$`,
    String.raw`^\u001b\[\[(?<linux>[A-E])$`,
    String.raw`^\u001b\[(?:1${locks})?(?<csi>[P-S])$`,
    String.raw`^\u001b\[(?<number>2|1[1-57-9]|2[0134])${locks}~$`,
  ].join('|'),
);

/**
 * The name of the key behind a sequence: Insert and F1 to F12, without Shift, Alt and Ctrl, in the
 * spellings of xterm, rxvt, the Linux console and kitty.
 */
export const functionKeyName = (text: string): string | undefined => {
  const { ss3, csi, linux: console, number } = sequence.exec(text)?.groups ?? {};
  return lettered[ss3 ?? csi ?? ''] ?? linux[console ?? ''] ?? numbered[number ?? ''];
};
