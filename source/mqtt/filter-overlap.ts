import { sharedSubscription, topicLevels } from './topic.ts';

const isWildcard = (level: string | undefined): boolean => level === '+' || level === '#';

const isSystem = (level: string | undefined): boolean => level?.startsWith('$') === true;

/** Whether some topic name can match both topic filters (MQTT 5, 4.7.1 and 4.7.2). */
export const filtersOverlap = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((filter) =>
    topicLevels(sharedSubscription(filter)?.filter ?? filter),
  ) as [string[], string[]];
  if ((isWildcard(a[0]) && isSystem(b[0])) || (isWildcard(b[0]) && isSystem(a[0]))) return false;
  for (let index = 0; ; index += 1) {
    const [left, right] = [a[index], b[index]];
    if (left === '#' || right === '#') return true;
    if (left === undefined || right === undefined) return left === right;
    if (left !== right && !isWildcard(left) && !isWildcard(right)) return false;
  }
};
