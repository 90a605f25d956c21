import type { ActionContext, ContextWith } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { keyOfCommand } from '../keys/key-of.ts';
import { openedPalette } from './state.ts';
import { emptyLine, editedLine } from '../widgets/line-editor.ts';

const openPalette = ({ dispatch }: ActionContext, text: string): undefined => {
  dispatch({ type: 'sheet-changed', sheet: openedPalette(editedLine(text.trim()), 'all') });
};

const showBookmarks = (context: ContextWith<'topics'>): string | undefined => {
  const { session, dispatch } = context;
  if (session.monitor.bookmarks.topics.size === 0)
    return `There are no bookmarks yet: ${keyOfCommand(context, 'bookmark')} on a topic of the tree adds one.`;
  dispatch({ type: 'sheet-changed', sheet: openedPalette(emptyLine, 'bookmarks') });
  return undefined;
};

/** The slash command that lists the bookmarked topics. */
export const bookmarksCommand = slashCommand({
  name: 'bookmarks',
  description: 'list the bookmarked topics, to go to one',
  needs: ['topics'],
  run: showBookmarks,
});

/** The slash command that opens the palette. */
export const jumpCommand = slashCommand({
  name: 'jump',
  parameters: '[TEXT]',
  description: 'find a topic, room, person, command, setting or key by part of its name',
  needs: [],
  run: openPalette,
});
