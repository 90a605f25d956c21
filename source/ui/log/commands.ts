import type { ActionContext, SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { oneOf, topics } from '../input/candidates.ts';
import { searchRooms } from '../search/search-rooms.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { exportShown } from './export.ts';
import { searchOlder } from './search.ts';
import { share } from './share.ts';
import { toggleTable } from './table.ts';

/** `/search TEXT` in all rooms; with `--here`, and on a topic, in the log shown. */
const search = (context: ActionContext, typed: string): string | undefined => {
  const [, here, rest = ''] = /^(--here(?=\s|$))?(.*)$/s.exec(typed.trim()) ?? [];
  const text = rest.trim();
  if (text === '') return 'Which text? /search [--here] TEXT';
  const { session, state, dispatch } = context;
  const { chat } = session;
  if (here === undefined && chat !== undefined && state().selected?.kind !== 'topic')
    return searchRooms(context, chat, text);
  const problem = searchOlder(context, text);
  if (problem === undefined) dispatch({ type: 'pane-focused', pane: 'log' });
  return problem;
};

const clear = ({ session, state, dispatch }: ActionContext): undefined => {
  const room = selectedRoom(session, state());
  if (room === undefined) session.monitor?.log?.clear();
  else room.lines.clear();
  dispatch({ type: 'log-scrolled', anchor: undefined });
  session.clock.changedNow('conversation', 'messages');
};

/** The slash command that exports what is shown. */
export const exportCommand = slashCommand({
  name: 'export',
  parameters: '[--force] FILE',
  description:
    'write what was said in the room (FILE.txt or FILE.jsonl), or the messages of the topic or the chart as CSV',
  needs: [],
  run: exportShown,
});

/** The slash command that posts a topic's value in a room. */
export const shareCommand = slashCommand({
  name: 'share',
  parameters: '[TOPIC]',
  description: 'say the value of a topic in the room; alone: of the topic selected in the tree',
  needs: ['chat', 'topics', 'publishing'],
  complete: topics,
  run: share,
});

/** The slash command that shows the messages as a table. */
export const tableCommand = slashCommand({
  name: 'table',
  description: 'the messages of the topic as a table, and back',
  needs: ['topics'],
  run: toggleTable,
});

/** The slash commands of the log. */
export const logCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'search',
    parameters: '[--here] TEXT',
    description: 'find text in all rooms; with --here, or on a topic, in the log shown',
    needs: [],
    complete: oneOf('--here'),
    run: search,
  }),
  slashCommand({
    name: 'clear',
    task: 'program',
    description: 'clear the log on the screen',
    needs: [],
    run: clear,
  }),
];
