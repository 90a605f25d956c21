import type { Completion } from './state.ts';

/** The most rows of the list, border included. */
const most = 8;
const border = 2;

/** The range of candidates that fits, its end exclusive; it includes the chosen one. */
export const candidateWindow = (
  { candidates, index }: Completion,
  height: number,
): readonly [number, number] => {
  const count = Math.max(1, Math.min(candidates.length, most - border, height - border));
  const top = Math.max(0, Math.min(index - Math.floor(count / 2), candidates.length - count));
  return [top, top + count];
};
