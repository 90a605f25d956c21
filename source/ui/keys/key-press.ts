import type { Key } from 'ink';

/** One key, by its name in the key table (`Ctrl+A`, `Alt+Left`, `Enter`), or typed text. */
export type KeyPress = { readonly name: string } | { readonly text: string };

const namedKeys: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'Up'],
  ['downArrow', 'Down'],
  ['leftArrow', 'Left'],
  ['rightArrow', 'Right'],
  ['pageUp', 'PageUp'],
  ['pageDown', 'PageDown'],
  ['home', 'Home'],
  ['end', 'End'],
  ['return', 'Enter'],
  ['escape', 'Esc'],
  ['tab', 'Tab'],
  ['backspace', 'Backspace'],
  ['delete', 'Delete'],
];

/** Keys with Ctrl that have always stood for another key in terminals. */
export const otherNames: Readonly<Record<string, string>> = {
  'Ctrl+M': 'Enter',
  'Ctrl+I': 'Tab',
  'Ctrl+[': 'Esc',
};

const controlName = (code: number): string => {
  if (code === 0x7f || code === 0x08) return 'Backspace';
  const name = `Ctrl+${String.fromCodePoint(code + 0x40)}`;
  return otherNames[name] ?? name;
};

/** Splits text that arrived in one read: typed fast, or while the program was busy, with Enter and Tab in it. */
const splitText = (input: string): KeyPress[] =>
  // oxlint-disable-next-line no-control-regex -- the control characters are the keys looked for
  (input.match(/[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/g) ?? []).map((part) => {
    const code = part.codePointAt(0) ?? 0;
    return code < 0x20 || code === 0x7f ? { name: controlName(code) } : { text: part };
  });

const modified = (key: Key, name: string): string =>
  `${key.ctrl ? 'Ctrl+' : ''}${key.meta ? 'Alt+' : ''}${key.shift ? 'Shift+' : ''}${name}`;

/** Letters and digits with Ctrl and Alt are keys; on some keyboards AltGr types anything else with both. */
const isAltGr = (input: string, { ctrl, meta }: Key): boolean =>
  ctrl && meta && /^[^\p{Control}\da-z ]$/iu.test(input);

/** The keys that were pressed in one event from Ink. */
export const keyPresses = (input: string, key: Key): KeyPress[] => {
  // Super and Hyper belong to the window manager.
  if (key.eventType === 'release' || key.super || key.hyper) return [];
  const named = namedKeys.find(([flag]) => key[flag] === true);
  if (named !== undefined) {
    // Ink reports Esc pressed twice as Alt+Esc.
    const isEscape = named[1] === 'Esc';
    return [{ name: isEscape ? 'Esc' : modified(key, named[1]) }];
  }
  if (input === '') return [];
  if (isAltGr(input, key)) return [{ text: input }];
  if (key.ctrl || key.meta) {
    const name = modified({ ...key, shift: false }, input === ' ' ? 'Space' : input.toUpperCase());
    return [{ name: otherNames[name] ?? name }];
  }
  return splitText(input);
};
