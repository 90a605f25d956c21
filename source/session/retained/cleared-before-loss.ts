/** How far a clearing is. */
export type HowFar = { readonly cleared: number; readonly total: number };

/** What a lost connection leaves of a clearing, in one sentence; `again` names the command that goes on with it. */
export const clearedBeforeLoss = ({ cleared, total }: HowFar, again: string): string => {
  const does = cleared < total ? 'does the rest' : 'looks whether anything is left';
  return `${cleared.toLocaleString('en')} of ${total.toLocaleString('en')} are cleared; ${again} ${does}.`;
};
