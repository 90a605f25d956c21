import type { Controls, SlashCommand } from '../controls.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { exportShown } from './export.ts';
import { searchOlder } from './search.ts';
import { share } from './share.ts';
import { toggleTable } from './table.ts';

const search = (controls: Controls, text: string): string | undefined => {
  if (text.trim() === '') return 'What for? /search TEXT';
  searchOlder(controls, text.trim());
  controls.dispatch({ type: 'pane-focused', pane: 'log' });
  return undefined;
};

const clear = ({ session, state, dispatch }: Controls): undefined => {
  const room = selectedRoom(session, state());
  if (room === undefined) session.monitor?.shown?.clear();
  else room.lines.clear();
  dispatch({ type: 'log-scrolled', anchor: undefined });
  session.clock.changedNow('conversation', 'messages');
};

/** The slash command that exports what is shown. */
export const exportCommand: SlashCommand = {
  name: 'export',
  aliases: [],
  usage: '[--force] FILE',
  completes: 'none',
  does: 'write the messages of the topic that is shown, or the numbers of the chart, as CSV',
  run: exportShown,
};

/** The slash command that brings a topic's value into the conversation. */
export const shareCommand: SlashCommand = {
  name: 'share',
  aliases: [],
  usage: '[TOPIC]',
  completes: 'topic',
  does: 'say the value of a topic in the room; alone, of the topic selected in the tree',
  run: share,
};

/** The slash command that shows the messages as a table. */
export const tableCommand: SlashCommand = {
  name: 'table',
  aliases: [],
  usage: '',
  completes: 'none',
  does: 'the messages of the topic as a table, and back',
  run: toggleTable,
};

/** The slash commands of the log. */
export const logCommands: readonly SlashCommand[] = [
  {
    name: 'search',
    aliases: [],
    usage: 'TEXT',
    completes: 'none',
    does: 'find text in the log, newest first',
    run: search,
  },
  {
    name: 'clear',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'empty the log on the screen',
    run: clear,
  },
];
