/** Keys that are sent as `CSI <letter>`, and with modifiers as `CSI 1 ; <modifiers> <letter>`. */
const letterKeys: Readonly<Record<string, string>> = {
  Up: 'A',
  Down: 'B',
  Right: 'C',
  Left: 'D',
  End: 'F',
  Home: 'H',
};

/** Keys that are sent as `SS3 <letter>`, and with modifiers as `CSI 1 ; <modifiers> <letter>`. */
const firstFunctionKeys: Readonly<Record<string, string>> = { F1: 'P', F2: 'Q', F3: 'R', F4: 'S' };

/** Keys that are sent as `CSI <number> ~`, and with modifiers as `CSI <number> ; <modifiers> ~`. */
const numberKeys: Readonly<Record<string, number>> = {
  Insert: 2,
  Delete: 3,
  PageUp: 5,
  PageDown: 6,
  F5: 15,
  F6: 17,
  F7: 18,
  F8: 19,
  F9: 20,
  F10: 21,
  F11: 23,
  F12: 24,
};

const plainKeys: Readonly<Record<string, string>> = {
  Enter: '\r',
  Tab: '\t',
  Escape: '\x1b',
  Backspace: '\x7f',
  Space: ' ',
};

const modifierBits: Readonly<Record<string, number>> = { Shift: 1, Alt: 2, Ctrl: 4 };

const controlCode = (character: string): string => {
  if (character === ' ' || character === '@') return '\0';
  if (character === '?' || character === '\x7f') return '\b';
  if (!/^[a-z[\\\]^_]$/i.test(character)) throw new Error(`no terminal sends Ctrl+${character}`);
  return String.fromCharCode(character.toUpperCase().charCodeAt(0) & 0x1f);
};

const plainBytes = (key: string, modifiers: number): string => {
  const character = plainKeys[key] ?? key;
  if (!/^.$/su.test(character)) throw new Error(`unknown key: ${key}`);
  if (key === 'Tab' && modifiers === 1) return '\x1b[Z';
  // Only terminals with a newer keyboard protocol distinguish these from the plain key.
  if ((modifiers & 5) !== 0 && ['Enter', 'Tab', 'Escape', 'Backspace'].includes(key)) {
    return `\x1b[${character.charCodeAt(0)};${modifiers + 1}u`;
  }
  const base = (modifiers & 4) === 0 ? character : controlCode(character);
  return (modifiers & 2) === 0 ? base : `\x1b${base}`;
};

/**
 * What a terminal sends for a key: `Enter`, `Shift+Tab`, `Ctrl+A`, `Alt+Enter`, `Alt+Left`, `F1`,
 * `PageUp`, `x`. Throws for a key that does not exist.
 */
export const keyBytes = (name: string, hasApplicationCursorKeys = false): string => {
  const parts = name.split(/\+(?=.)/u);
  const key = parts.pop() ?? '';
  let modifiers = 0;
  for (const part of parts) {
    const bit = modifierBits[part];
    if (bit === undefined) throw new Error(`unknown modifier: ${part}`);
    modifiers |= bit;
  }
  const letter = letterKeys[key] ?? firstFunctionKeys[key];
  if (letter !== undefined) {
    if (modifiers !== 0) return `\x1b[1;${modifiers + 1}${letter}`;
    return key in firstFunctionKeys || hasApplicationCursorKeys
      ? `\x1bO${letter}`
      : `\x1b[${letter}`;
  }
  const number = numberKeys[key];
  if (number !== undefined) return `\x1b[${number}${modifiers === 0 ? '' : `;${modifiers + 1}`}~`;
  return plainBytes(key, modifiers);
};

/** What a terminal sends for pasted text: newlines become Enter; bracketed if asked for. */
export const pasteBytes = (text: string, isBracketed: boolean): string => {
  const typed = text.replaceAll(/\r?\n/g, '\r');
  return isBracketed ? `\x1b[200~${typed}\x1b[201~` : typed;
};

export type MouseButton = 'left' | 'middle' | 'right' | 'wheel up' | 'wheel down';

const buttonCodes: Readonly<Record<MouseButton, number>> = {
  left: 0,
  middle: 1,
  right: 2,
  'wheel up': 64,
  'wheel down': 65,
};

export type MousePoint = { readonly column: number; readonly row: number };

/** What a terminal sends for a click or one notch of the wheel (SGR form); cells count from 0. */
export const mouseBytes = (button: MouseButton, { column, row }: MousePoint): string => {
  const press = `\x1b[<${buttonCodes[button]};${column + 1};${row + 1}`;
  return button.startsWith('wheel') ? `${press}M` : `${press}M${press}m`;
};

/** What a terminal sends while the left button is held from one cell to another (SGR form, mode 1002). */
export const dragBytes = (from: MousePoint, to: MousePoint): string => {
  const at = ({ column, row }: MousePoint): string => `${column + 1};${row + 1}`;
  return `\x1b[<0;${at(from)}M\x1b[<32;${at(to)}M\x1b[<0;${at(to)}m`;
};
