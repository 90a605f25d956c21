/** Latin, Greek and Cyrillic letters that may have accents, and accents typed behind their letter. */
// oxlint-disable-next-line no-misleading-character-class -- each member is meant alone
const accented = /[\u00c0-\u024f\u0300-\u052f\u1e00-\u1fff]/g;

const plain = (letter: string): string =>
  letter.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '');

/**
 * A text without accents, so that `el` finds `Élodie`. The marks of other scripts stay: there they are
 * vowels, or make another letter.
 */
export const withoutAccents = (text: string): string => text.replaceAll(accented, plain);

/** Where each UTF-16 unit of the text without accents, and its end, is in the text. */
export const placesWithAccents = (text: string): readonly number[] => {
  const places = Array.from({ length: text.length }, (_, at) => at).flatMap((at) =>
    Array.from(withoutAccents(text[at] ?? ''), () => at),
  );
  return [...places, text.length];
};
