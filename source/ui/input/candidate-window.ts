import type { Completion } from './state.ts';

/** The most rows of the list, border included, and the largest share of the rows it lies over. */
const most = 8;
const share = 2 / 3;
const border = 2;

/** How many candidates are shown, over an area of `height` rows. */
export const candidateRows = ({ candidates }: Completion, height: number): number => {
  const room = Math.min(most, Math.floor(height * share)) - border;
  return Math.max(1, Math.min(candidates.length, room));
};

/** The range of the `count` candidates that are shown, its end exclusive; it includes the chosen one. */
export const candidateWindow = (
  { candidates, index }: Completion,
  count: number,
): readonly [number, number] => {
  const top = Math.max(0, Math.min(index - Math.floor(count / 2), candidates.length - count));
  return [top, top + count];
};
