import { type EditedLine, editedLine, textOf } from './line-editor.ts';

/** The texts that Tab offers for a field, and which of them is in it. */
export type Offers = { readonly candidates: readonly string[]; readonly index: number };

/** Where a text is typed that Tab completes. */
type Offering = { readonly line?: EditedLine; readonly offers?: Offers | undefined };

/** The sheet with the first candidate in the field; `undefined` if it would add nothing to the typed text. */
export const offering = <Sheet extends Offering>(
  sheet: Sheet,
  candidates: readonly string[],
): Sheet | undefined => {
  const { line } = sheet;
  const [first] = candidates;
  if (line === undefined || first === undefined) return undefined;
  if (candidates.length === 1 && first === textOf(line)) return undefined;
  return { ...sheet, offers: { candidates, index: 0 }, line: editedLine(first, line.killed) };
};

/** The sheet with the next (1) or previous (-1) candidate in the field. */
export const nextOffer = <Sheet extends Offering>(sheet: Sheet, by: 1 | -1): Sheet | undefined => {
  const { offers, line } = sheet;
  if (offers === undefined || line === undefined) return undefined;
  const { candidates, index } = offers;
  if (candidates.length < 2 || candidates[index] !== textOf(line)) return undefined;
  const next = (index + by + candidates.length) % candidates.length;
  return {
    ...sheet,
    offers: { candidates, index: next },
    line: editedLine(candidates[next] ?? '', line.killed),
  };
};

/** Whether Tab has offered a branch or folder that it can go into. */
export const isOnBranch = ({ offers, line }: Offering): boolean => {
  const chosen = offers?.candidates[offers.index];
  return chosen?.endsWith('/') === true && line !== undefined && textOf(line) === chosen;
};

/** A text that Tab offers, as it is drawn. */
export type Offer = {
  readonly text: string;
  /** Which of how many it is, if it is in the field. */
  readonly position: string | undefined;
};

/** How many of Tab's candidates to show. */
const offersShown = 6;

/** What Tab offers, spelled by `inWords`; nothing once something else was typed. */
export const shownOffers = (
  { offers, line }: Offering,
  inWords: (text: string) => string,
): Offer[] => {
  if (offers === undefined || line === undefined) return [];
  const { candidates, index } = offers;
  if (candidates[index] !== textOf(line) || candidates.length < 2) return [];
  const from = Math.max(0, Math.min(index - 2, candidates.length - offersShown));
  return candidates.slice(from, from + offersShown).map((text, at) => ({
    text: inWords(text),
    position: from + at === index ? `${index + 1} of ${candidates.length}` : undefined,
  }));
};

/** A path among those that Tab offers is told by its end: the folder is in the field. */
export const pathEnd = (path: string): string => path.replace(/^.*\/(?=[^/])/s, '');
