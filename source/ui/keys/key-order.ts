import { compareNames } from '../../collections/name-order.ts';
import type { KeyBinding } from '../action-context.ts';

/** Keys with names, in the order people look for them: those that move, then those that act. */
export const keyNames =
  'Up Down Left Right PageUp PageDown Home End Enter Space Tab Esc Backspace Delete Insert'.split(
    ' ',
  );

const namedKeys = keyNames.flatMap((name) => (name === 'Tab' ? [name, 'Shift+Tab'] : [name]));

/** The other keys: letters, signs, then those with Ctrl, with Alt, and the function keys. */
const groups = [/^[a-z]$/i, /^.$/, /^Ctrl\+/, /^Alt\+/, /^F\d/];

const placeOf = (key: string): number => {
  const index = namedKeys.indexOf(key);
  return index === -1 ? namedKeys.length + groups.findIndex((group) => group.test(key)) : index;
};

/** `a` before `A` before `b`, `F9` before `F10`; an Intl.Collator for it takes 6 ms at the start. */
const compare = (first: string, second: string): number =>
  compareNames(first.toLowerCase(), second.toLowerCase()) || compareNames(second, first);

/** Sorts rows by weight. */
export const byWeight = (one: KeyBinding, other: KeyBinding): number =>
  (other.weight ?? 0) - (one.weight ?? 0);

/** Sorts rows by their first key, as on a keyboard; rows that share a key by weight. */
export const byKeyboard = (one: KeyBinding, other: KeyBinding): number => {
  const [first = ''] = one.keys;
  const [second = ''] = other.keys;
  return placeOf(first) - placeOf(second) || compare(first, second) || byWeight(one, other);
};
