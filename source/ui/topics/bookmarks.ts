import { topicNameProblem } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import type { ContextWith } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { keyOfCommand } from '../keys/key-of.ts';
import { topics } from '../input/candidates.ts';

/**
 * Bookmarks the given topic or the selected one, or removes its bookmark; returns one sentence if it could
 * not.
 */
const toggleBookmark = (context: ContextWith<'topics'>, text: string): string | undefined => {
  const { session, state } = context;
  const { selected } = state();
  const typed = text.trim().replace(/^"(.*)"$/, '$1');
  const topic = typed === '' && selected?.kind === 'topic' ? selected.topic : typed;
  if (topic === '') return 'Which topic? /bookmark TOPIC';
  const { bookmarks } = session.monitor;
  const problem = typed === '' || bookmarks.topics.has(topic) ? undefined : topicNameProblem(topic);
  const failure = problem ?? bookmarks.toggle(topic);
  session.clock.changedNow('topics');
  if (failure !== undefined) return failure;
  session.notify(
    bookmarks.topics.has(topic)
      ? `Bookmarked ${printable(topic, 200)}; ${keyOfCommand(context, 'bookmarks')} lists the bookmarks.`
      : `No longer bookmarked: ${printable(topic, 200)}.`,
  );
  return undefined;
};

/** The slash command that bookmarks a topic. */
export const bookmarkCommand = slashCommand({
  name: 'bookmark',
  parameters: '[TOPIC]',
  description: 'bookmark a topic to find it again, or remove the bookmark',
  needs: ['topics'],
  complete: topics,
  run: toggleBookmark,
});
