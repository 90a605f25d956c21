import type { KeyBinding } from '../action-context.ts';

/** Keys with a name, as people look for them: where they lead, then what they do. */
const namedKeys =
  'Up Down Left Right PageUp PageDown Home End Enter Space Tab Shift+Tab Esc Backspace Delete Insert'.split(
    ' ',
  );

/** The other keys: letters, signs, those with Ctrl, with Alt, the function keys. */
const groups = [/^[a-z]$/i, /^.$/, /^Ctrl\+/, /^Alt\+/, /^F\d/];

const placeOf = (key: string): number => {
  const index = namedKeys.indexOf(key);
  return index === -1 ? namedKeys.length + groups.findIndex((group) => group.test(key)) : index;
};

const { compare } = new Intl.Collator('en', { numeric: true, caseFirst: 'lower' });

/** Which row stands first by its weight. */
export const byWeight = (one: KeyBinding, other: KeyBinding): number =>
  (other.weight ?? 0) - (one.weight ?? 0);

/** Which row stands first by its first key, as on a keyboard; of two for one key, the heavier. */
export const byKeyboard = (one: KeyBinding, other: KeyBinding): number => {
  const [first = ''] = one.keys;
  const [second = ''] = other.keys;
  return placeOf(first) - placeOf(second) || compare(first, second) || byWeight(one, other);
};
