import { slashCommand } from '../commands/slash-command.ts';
import { statisticsText } from './text.ts';

/** The slash command that opens the statistics. */
export const statisticsCommand = slashCommand({
  name: 'stats',
  description: 'counters of the session: received, recorded, evicted, shown',
  needs: [],
  run: ({ dispatch }) => {
    dispatch({ type: 'reading-changed', reading: { text: statisticsText, top: 0 } });
    return undefined;
  },
});
