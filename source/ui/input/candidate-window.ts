import type { Completion } from './state.ts';

/** Rows that the list takes at most, border included. */
const most = 8;
const border = 2;

/** The first candidate that there is room for in so many rows, and the one behind the last; the chosen one is among them. */
export const candidateWindow = (
  { candidates, index }: Completion,
  height: number,
): readonly [number, number] => {
  const count = Math.max(1, Math.min(candidates.length, most - border, height - border));
  const top = Math.max(0, Math.min(index - Math.floor(count / 2), candidates.length - count));
  return [top, top + count];
};
