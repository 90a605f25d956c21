import type { SlashCommand } from '../controls.ts';

/** The slash command that opens the statistics. */
export const statisticsCommand: SlashCommand = {
  name: 'stats',
  aliases: [],
  usage: '',
  completes: 'none',
  does: 'counters of the session: received, recorded, evicted, shown',
  run: ({ dispatch }) => {
    dispatch({ type: 'reading-changed', reading: { kind: 'statistics', top: 0 } });
    return undefined;
  },
};
