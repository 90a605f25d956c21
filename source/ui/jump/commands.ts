import type { ActionContext, SlashCommand } from '../action-context.ts';
import { noMonitor } from '../topics/no-monitor.ts';
import { emptyLine, editedLine } from '../widgets/line-editor.ts';

/** Opens the search for a topic or room, with a text or without; returns in one sentence why not. */
export const openJump = (
  { session, dispatch }: ActionContext,
  text: string,
): string | undefined => {
  if (session.monitor === undefined) return noMonitor;
  dispatch({
    type: 'sheet-changed',
    sheet: { kind: 'jump', line: editedLine(text.trim()), index: 0, among: 'all' },
  });
  return undefined;
};

/** Lists the marked topics, to go to one; returns in one sentence why not. */
export const showBookmarks = ({ session, dispatch }: ActionContext): string | undefined => {
  if (session.monitor === undefined) return noMonitor;
  if (session.monitor.bookmarks.topics.size === 0)
    return 'There are no bookmarks yet: b on a topic of the tree marks it.';
  dispatch({
    type: 'sheet-changed',
    sheet: { kind: 'jump', line: emptyLine, index: 0, among: 'bookmarks' },
  });
  return undefined;
};

/** The slash commands that lead to a topic or room. */
export const jumpCommands: readonly SlashCommand[] = [
  {
    name: 'bookmarks',
    aliases: [],
    parameters: '',
    completes: 'none',
    description: 'the marked topics, to go to one',
    run: showBookmarks,
  },
  {
    name: 'jump',
    aliases: [],
    parameters: '[TEXT]',
    completes: 'none',
    description: 'go to a topic, branch or room by a part of its name',
    run: openJump,
  },
];
