import { topicNameProblem } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { noMonitor } from './no-monitor.ts';

/** Marks the topic that was typed, else the selected one, or takes the mark off; returns in one sentence why not. */
export const toggleBookmark = (
  { session, state }: ActionContext,
  text: string,
): string | undefined => {
  const { selected } = state();
  if (session.monitor === undefined) return noMonitor;
  const typed = text.trim().replace(/^"(.*)"$/, '$1');
  const topic = typed === '' && selected?.kind === 'topic' ? selected.topic : typed;
  if (topic === '') return 'Choose a topic in the tree first, or /bookmark TOPIC.';
  const { bookmarks } = session.monitor;
  const problem = typed === '' || bookmarks.topics.has(topic) ? undefined : topicNameProblem(topic);
  const failure = problem ?? bookmarks.toggle(topic);
  session.clock.changedNow('topics');
  if (failure !== undefined) return failure;
  session.notify(
    bookmarks.topics.has(topic)
      ? `Bookmarked ${printable(topic, 200)}; B lists the bookmarks.`
      : `No longer bookmarked: ${printable(topic, 200)}.`,
  );
  return undefined;
};
