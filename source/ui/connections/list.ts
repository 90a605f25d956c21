import type { ProfileBook } from './profile-book.ts';
import type { SheetsAction } from '../sheets/state.ts';
import type { ConnectionsSheet } from './state.ts';

/** The names in the list: the profiles, then `undefined` for the broker of this machine. */
export const namesIn = ({ profiles }: ProfileBook): readonly (string | undefined)[] => [
  ...profiles.map(({ name }) => name),
  undefined,
];

/** The place of the marked name; the first one if it is not in the list. */
export const markedIndex = (book: ProfileBook, { marked }: ConnectionsSheet): number =>
  Math.max(0, namesIn(book).indexOf(marked));

/** The name that is really marked. */
export const markedName = (book: ProfileBook, sheet: ConnectionsSheet): string | undefined =>
  namesIn(book)[markedIndex(book, sheet)];

/** The profile to mark first: the one used last, else the first one. */
export const usedLast = ({ profiles }: ProfileBook): string | undefined =>
  profiles.toSorted((one, other) => (other.lastUse ?? 0) - (one.lastUse ?? 0))[0]?.name;

/** Opens the list, with this profile marked, or else the one used last. */
export const connectionsOpened = (book: ProfileBook, marked = usedLast(book)): SheetsAction => ({
  type: 'sheet-changed',
  sheet: { kind: 'connections', marked },
});

/** A name that no profile has: with a number after it if need be. */
export const freeName = ({ profiles }: ProfileBook, wanted: string): string => {
  const taken = new Set(profiles.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`;
  return name;
};
