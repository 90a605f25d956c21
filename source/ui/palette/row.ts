import type { ActionContext } from '../action-context.ts';

/** What a row of the palette stands for, in the word that it shows. */
export type RowKind = 'topic' | 'branch' | 'room' | 'person' | 'command' | 'setting' | 'key';

/** A row of the palette: something to find, and what choosing it does. */
export type PaletteRow = {
  /** Tells it from all others. */
  readonly id: string;
  readonly kind: RowKind;
  /** What is searched first. Text from outside. */
  readonly name: string;
  /** What follows the name and is not searched: the arguments of a command, the state of a room. */
  readonly after: string;
  /** What it does, in words that are searched too. */
  readonly about: string;
  /** The key that does the same; empty if there is none. */
  readonly key: string;
  /** The pane in which that key works, if it is not this place. */
  readonly where: string;
  readonly isBookmark: boolean;
  /** The context of the broker that it belongs to; that of the current one if absent. */
  readonly context?: ActionContext;
  /** Does it at the place where the palette was opened. */
  readonly choose: (context: ActionContext) => void;
};

type Declared = Pick<PaletteRow, 'kind' | 'name' | 'choose'> & Partial<PaletteRow>;

/** Makes a row; what is not given is empty. */
export const paletteRow = (row: Declared): PaletteRow => ({
  id: `${row.kind} ${row.name}`,
  after: '',
  about: '',
  key: '',
  where: '',
  isBookmark: false,
  ...row,
});
