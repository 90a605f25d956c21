import type { Hit, RoomsSearch } from '../../session/chat/rooms-search.ts';
import type { SheetBase } from '../sheets/sheet.ts';

/** The list of what a search in all rooms has found. */
export type SearchSheet = SheetBase & {
  readonly kind: 'search';
  readonly search: RoomsSearch;
  /** The marked hit; `undefined` for the newest one. */
  readonly marked: Hit | undefined;
};

/** The place of the marked hit, from 0: others may still come before it. */
export const markedPlace = ({ search, marked }: SearchSheet): number =>
  marked === undefined ? 0 : Math.max(0, search.hits.indexOf(marked));

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly search: SearchSheet;
  }
}
