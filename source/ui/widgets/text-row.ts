import { wrapCells } from '../draw/cells.ts';
import type { Look } from '../theme/theme.ts';
import type { Span } from './span.ts';

/** A row of a text to read: spans on the left, and others at its right end. */
export type TextRow = { readonly start: readonly Span[]; readonly end?: readonly Span[] };

/** The rows of a long text, made on demand. */
export type LazyRows = {
  readonly length: number;
  readonly slice: (start?: number, end?: number) => readonly TextRow[];
};

/** A row with a single look. */
export const textRow = (text: string, look: Look = 'plain'): TextRow => ({
  start: [{ text, look }],
});

export const blankRow: TextRow = { start: [] };

/** Wraps a text, indented by `indent` cells. */
export const wrappedRows = (
  text: string,
  width: number,
  { look = 'plain', indent = 0 }: { readonly look?: Look; readonly indent?: number } = {},
): TextRow[] =>
  wrapCells(text, Math.max(1, width - indent)).map((part) => ({
    start: [{ text: ' '.repeat(indent) }, { text: part, look }],
  }));
