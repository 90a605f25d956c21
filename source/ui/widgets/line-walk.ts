import type { EditedLine } from './line-editor.ts';

const isBreak = (character: string | undefined): boolean =>
  character === '\n' || character === '\r\n';

/**
 * Moves the cursor to the row of text above (-1) or below (1), in the same column; `undefined` if there is no
 * such row.
 */
export const walkLine = (line: EditedLine, by: 1 | -1): EditedLine | undefined => {
  const { characters, cursor } = line;
  const startOf = (at: number): number => {
    let start = at;
    while (start > 0 && !isBreak(characters[start - 1])) start -= 1;
    return start;
  };
  const endOf = (at: number): number => {
    let end = at;
    while (end < characters.length && !isBreak(characters[end])) end += 1;
    return end;
  };
  const start = startOf(cursor);
  const along = cursor - start;
  if (by === -1)
    return start === 0
      ? undefined
      : { ...line, cursor: Math.min(startOf(start - 1) + along, start - 1) };
  const end = endOf(cursor);
  return end >= characters.length
    ? undefined
    : { ...line, cursor: Math.min(end + 1 + along, endOf(end + 1)) };
};
