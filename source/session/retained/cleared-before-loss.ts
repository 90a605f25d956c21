import { count } from '../../format/count.ts';

/** How many topics of all are cleared. */
export type ClearedCount = { readonly cleared: number; readonly total: number };

/** How much was cleared before the connection was lost, in one sentence; `again` names the command that continues. */
export const clearedBeforeLoss = ({ cleared, total }: ClearedCount, again: string): string => {
  const does = cleared < total ? 'clears the rest' : 'checks whether anything is left';
  return `${count(cleared)} of ${count(total)} were cleared; ${again} ${does}.`;
};
