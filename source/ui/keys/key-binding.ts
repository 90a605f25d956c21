import type { Controls } from '../controls.ts';
import type { SheetName } from '../sheets/sheet.ts';
import { activeLine, type Mode } from '../ui-state.ts';

/**
 * Where a key works: in one mode, in one sheet, wherever a line is typed, in every pane, in every
 * pane and sheet (`recording`), or really always.
 */
export type Where = Mode | SheetName | 'line' | 'anywhere' | 'recording' | 'always';

/** A row of the table of keys. */
export type KeyBinding = {
  /** Each by its name; `Ctrl+X Ctrl+E` is one key after the other. */
  readonly keys: readonly string[];
  readonly where: Where;
  readonly does: string;
  /** A word or two for the status line, where the key is worth a hint. */
  readonly hint?: string;
  /** The hint is left out while this does not hold; the key works all the same. */
  readonly hintWhen?: (controls: Controls) => boolean;
  /** The key is somebody else's while this does not hold. */
  readonly when?: (controls: Controls) => boolean;
  readonly run: (controls: Controls) => void;
};

/** Whether something stands in the line that is being typed. */
export const hasText = ({ state }: Controls): boolean => {
  const line = activeLine(state());
  return line !== undefined && line.characters.length > 0;
};

/** Whether candidates of a completion are offered. */
export const isChoosing = ({ state }: Controls): boolean => state().completion !== undefined;

/** Whether what was typed is being searched. */
export const isSearchingHistory = ({ state }: Controls): boolean =>
  state().prompt?.kind === 'history';
