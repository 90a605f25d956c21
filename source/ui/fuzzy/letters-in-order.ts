import { withoutAccents } from './without-accents.ts';

/** What to ignore: an excluded word after a dash, and letters after an apostrophe. */
const passedOver = /(?:^|\s)-.*$|'\p{L}*/gsu;

const letters = /[\p{L}\d]/gu;

/** The same for all texts that differ only in case and accents. */
const folded = (text: string): string => withoutAccents(text).toLowerCase().toUpperCase();

const hasInOrder = (name: string, wanted: readonly string[]): boolean => {
  let from = 0;
  for (const letter of wanted) {
    const at = name.indexOf(letter, from);
    if (at === -1) return false;
    from = at + letter.length;
  }
  return true;
};

/**
 * The indices of the names that contain all typed letters in order: of all names, or `among` these. A
 * regular expression finds the same, but when the last letter is missing it tries every way to pick the
 * others: a topic of a thousand `a` and the search `aaab` would take half a minute.
 */
export const indicesInOrder = (
  names: readonly string[],
  typed: string,
  among: readonly number[] = [...names.keys()],
): number[] => {
  const wanted = folded(typed).replaceAll(passedOver, '').match(letters) ?? [];
  return among.filter((index) => hasInOrder(folded(names[index] ?? ''), wanted));
};

/** Whether a longer text finds nothing that a shorter one has not: both only ask for letters. */
export const narrows = (longer: string, shorter: string): boolean =>
  longer.startsWith(shorter) && !/['-]/.test(longer);
