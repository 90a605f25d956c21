import UFuzzy from '@leeoniya/ufuzzy';
import { indicesInOrder } from './letters-in-order.ts';
import { placesWithAccents, withoutAccents } from './without-accents.ts';

/** The most names to rank exactly; of more, only the plainest matches are ranked. */
const ordered = 1000;

/** The most names to offer. */
const offered = 200;

let made: UFuzzy | undefined;

/** Finds the letters of a name in order, with anything between them, in any script. Created on first use. */
const finder = (): UFuzzy =>
  (made ??= new UFuzzy({
    unicode: true,
    interSplit: String.raw`[^\p{L}\d']+`,
    intraSplit: String.raw`\p{Ll}\p{Lu}`,
    intraBound: String.raw`\p{L}\d|\d\p{L}|\p{Ll}\p{Lu}`,
    // A topic name may have line breaks, which `.` does not match.
    interChars: '[^]',
    intraChars: '[^]',
    intraIns: Infinity,
  }));

/** Whether nothing is searched for. */
export const isBlank = (text: string): boolean => text.trim() === '';

const folded = (text: string): string => withoutAccents(text).toLowerCase();

const wordsOf = (text: string): string[] => folded(text).split(/\s+/).filter(Boolean);

const startsLevel = (name: string, word: string): boolean =>
  name.startsWith(word) || name.includes(`/${word}`) || name.includes(` ${word}`);

const endsLevel = (name: string, word: string): boolean =>
  startsLevel(name, `${word}/`) || startsLevel(name, `${word} `);

/** How plainly a name matches: 3 as a whole level or word, 2 at the start of one, 1 in one piece, 0 scattered. */
export const plainness = (name: string, text: string): number => {
  const words = wordsOf(text);
  const lower = `${folded(name)}/`;
  if (!words.every((word) => lower.includes(word))) return 0;
  if (!words.every((word) => startsLevel(lower, word))) return 1;
  return words.every((word) => endsLevel(lower, word)) ? 3 : 2;
};

/** The indices of the plainest matches, as many as are worth ranking. */
const plainest = (
  names: readonly string[],
  indices: readonly number[],
  text: string,
): readonly number[] => {
  const byPlainness: number[][] = [[], [], [], []];
  for (const at of indices) {
    const alike = byPlainness[plainness(names[at] ?? '', text)];
    if (alike !== undefined && alike.length < ordered) alike.push(at);
  }
  return byPlainness.toReversed().flat().slice(0, ordered);
};

/** Names that were found. */
export type FoundNames = {
  /** The indices of the best ones, best first. */
  readonly best: readonly number[];
  /** The indices of all of them, in no order. */
  readonly all: readonly number[];
};

/**
 * Finds names by the letters of a text in order, in those `among` the names, or in all. The work is
 * bounded: however many are found, few of them are ranked.
 */
export const findNames = (
  names: readonly string[],
  text: string,
  among?: readonly number[],
): FoundNames => {
  if (isBlank(text)) {
    const all = [...names.keys()];
    return { best: all.slice(0, offered), all };
  }
  const likely = indicesInOrder(names, text, among);
  const [indexes, info, order] = finder().search(
    names.map(withoutAccents),
    withoutAccents(text),
    0,
    ordered,
    likely,
  );
  const all = indexes ?? [];
  if (all.length > ordered) {
    const some = plainest(names, all, text);
    const { best } = findNames(
      some.map((at) => names[at] ?? ''),
      text,
    );
    return { best: best.flatMap((at) => some[at] ?? []), all };
  }
  const best =
    info === null || order === null || info.idx === undefined
      ? all
      : order.map((at) => info.idx[at] ?? 0);
  return { best: best.slice(0, offered), all };
};

/** Where a name matches what was typed: pairs of start and end, in UTF-16 units. */
export const matchedRanges = (name: string, text: string): readonly number[] => {
  if (isBlank(text)) return [];
  const [plainName, plainText] = [withoutAccents(name), withoutAccents(text)];
  const found = finder().filter([plainName], plainText, indicesInOrder([name], text));
  // What matches by its description need not match by its name.
  if (found === null || found.length === 0) return [];
  const places = placesWithAccents(name);
  const [ranges = []] = finder().info([0], [plainName], plainText).ranges;
  return ranges.map((at) => places[at] ?? name.length);
};
