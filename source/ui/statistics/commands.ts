import type { SlashCommand } from '../action-context.ts';
import { statisticsText } from './text.ts';

/** The slash command that opens the statistics. */
export const statisticsCommand: SlashCommand = {
  name: 'stats',
  aliases: [],
  parameters: '',
  completes: 'none',
  description: 'counters of the session: received, recorded, evicted, shown',
  run: ({ dispatch }) => {
    dispatch({ type: 'reading-changed', reading: { text: statisticsText, top: 0 } });
    return undefined;
  },
};
