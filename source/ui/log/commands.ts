import type { ActionContext, SlashCommand } from '../action-context.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { exportShown } from './export.ts';
import { searchOlder } from './search.ts';
import { share } from './share.ts';
import { toggleTable } from './table.ts';

const search = (context: ActionContext, text: string): string | undefined => {
  if (text.trim() === '') return 'What for? /search TEXT';
  searchOlder(context, text.trim());
  context.dispatch({ type: 'pane-focused', pane: 'log' });
  return undefined;
};

const clear = ({ session, state, dispatch }: ActionContext): undefined => {
  const room = selectedRoom(session, state());
  if (room === undefined) session.monitor?.log?.clear();
  else room.lines.clear();
  dispatch({ type: 'log-scrolled', anchor: undefined });
  session.clock.changedNow('conversation', 'messages');
};

/** The slash command that exports what is shown. */
export const exportCommand: SlashCommand = {
  name: 'export',
  aliases: [],
  parameters: '[--force] FILE',
  completes: 'none',
  description: 'write the messages of the topic that is shown, or the numbers of the chart, as CSV',
  run: exportShown,
};

/** The slash command that brings a topic's value into the conversation. */
export const shareCommand: SlashCommand = {
  name: 'share',
  aliases: [],
  parameters: '[TOPIC]',
  completes: 'topic',
  description: 'say the value of a topic in the room; alone, of the topic selected in the tree',
  run: share,
};

/** The slash command that shows the messages as a table. */
export const tableCommand: SlashCommand = {
  name: 'table',
  aliases: [],
  parameters: '',
  completes: 'none',
  description: 'the messages of the topic as a table, and back',
  run: toggleTable,
};

/** The slash commands of the log. */
export const logCommands: readonly SlashCommand[] = [
  {
    name: 'search',
    aliases: [],
    parameters: 'TEXT',
    completes: 'none',
    description: 'find text in the log, newest first',
    run: search,
  },
  {
    name: 'clear',
    aliases: [],
    parameters: '',
    completes: 'none',
    description: 'empty the log on the screen',
    run: clear,
  },
];
