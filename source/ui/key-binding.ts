import type { Controls } from './controls.ts';
import { activeLine, type Mode } from './ui-state.ts';

/** Where a key works: in one mode, wherever a line is typed, in every pane, or really always. */
export type Where = Mode | 'line' | 'anywhere' | 'always';

/** A row of the table of keys. */
export type KeyBinding = {
  readonly keys: readonly string[];
  readonly where: Where;
  readonly does: string;
  /** A word or two for the status line, where the key is worth a hint. */
  readonly hint?: string;
  /** The key is somebody else's while this does not hold. */
  readonly when?: (controls: Controls) => boolean;
  readonly run: (controls: Controls) => void;
};

/** Whether something stands in the line that is being typed. */
export const hasText = ({ state }: Controls): boolean => {
  const line = activeLine(state());
  return line !== undefined && line.characters.length > 0;
};
