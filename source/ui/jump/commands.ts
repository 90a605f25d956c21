import type { ContextWith } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { emptyLine, editedLine } from '../widgets/line-editor.ts';

const openJump = ({ dispatch }: ContextWith<'topics'>, text: string): undefined => {
  dispatch({
    type: 'sheet-changed',
    sheet: { kind: 'jump', line: editedLine(text.trim()), index: 0, among: 'all' },
  });
};

const showBookmarks = ({ session, dispatch }: ContextWith<'topics'>): string | undefined => {
  if (session.monitor.bookmarks.topics.size === 0)
    return 'There are no bookmarks yet: b on a topic of the tree adds one.';
  dispatch({
    type: 'sheet-changed',
    sheet: { kind: 'jump', line: emptyLine, index: 0, among: 'bookmarks' },
  });
  return undefined;
};

/** The slash command that lists the bookmarked topics. */
export const bookmarksCommand = slashCommand({
  name: 'bookmarks',
  description: 'list the bookmarked topics, to go to one',
  needs: ['topics'],
  run: showBookmarks,
});

/** The slash command that searches for a topic or room. */
export const jumpCommand = slashCommand({
  name: 'jump',
  parameters: '[TEXT]',
  description: 'go to a topic, branch or room by part of its name',
  needs: ['topics'],
  run: openJump,
});
