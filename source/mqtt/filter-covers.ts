import { sharedSubscription, topicLevels } from './topic.ts';

const isWildcard = (level: string | undefined): boolean => level === '+' || level === '#';

/** Whether the topic filter `outer` matches everything that `inner`, a topic filter or name, matches. */
export const filterCovers = (outer: string, inner: string): boolean => {
  const wide = topicLevels(sharedSubscription(outer)?.filter ?? outer);
  const narrow = topicLevels(inner);
  if (inner.startsWith('$') && isWildcard(wide[0])) return false;
  for (const [index, level] of wide.entries()) {
    if (level === '#') return true;
    const other = narrow[index];
    if (other === undefined || other === '#' || (level !== '+' && level !== other)) return false;
  }
  return wide.length === narrow.length;
};
