import { count } from '../../format/count.ts';

/** How far a clearing is. */
export type HowFar = { readonly cleared: number; readonly total: number };

/** What a lost connection leaves of a clearing, in one sentence; `again` names the command that goes on with it. */
export const clearedBeforeLoss = ({ cleared, total }: HowFar, again: string): string => {
  const does = cleared < total ? 'does the rest' : 'looks whether anything is left';
  return `${count(cleared)} of ${count(total)} are cleared; ${again} ${does}.`;
};
