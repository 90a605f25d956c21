import { levelsMatch, sharedSubscription, topicLevels } from './topic.ts';

/** The filter that names are matched against: for a shared subscription, what follows the group (MQTT 5, 4.8.2). */
const matching = (filter: string): string => sharedSubscription(filter)?.filter ?? filter;

const isWildcard = (level: string | undefined): boolean => level === '+' || level === '#';

/** Whether a topic starts with `$`: no wildcard in the first level matches it (MQTT 5, 4.7.2). */
const isSystem = (level: string | undefined): boolean => level?.startsWith('$') === true;

/** Whether some topic name can match both topic filters (MQTT 5, 4.7). */
export const filtersOverlap = (one: string, other: string): boolean => {
  const [a, b] = [topicLevels(matching(one)), topicLevels(matching(other))];
  if ((isWildcard(a[0]) && isSystem(b[0])) || (isWildcard(b[0]) && isSystem(a[0]))) return false;
  for (let index = 0; ; index += 1) {
    const [left, right] = [a[index], b[index]];
    if (left === undefined || right === undefined) {
      const isParent = left === '#' || right === '#';
      // The parent of `/#` would be the empty name, and no name is empty (MQTT 5, 4.7.3).
      const isNone = index === 1 && (a[0] === '' || b[0] === '');
      return left === right || (isParent && !isNone);
    }
    if (left === '#' || right === '#') return true;
    if (left !== right && left !== '+' && right !== '+') return false;
  }
};

/** Whether `outer` matches everything that `inner`, a topic filter or name, matches. */
export const filterCovers = (outer: string, inner: string): boolean => {
  const [wide, narrow] = [topicLevels(matching(outer)), topicLevels(inner)];
  if (isSystem(narrow[0]) && isWildcard(wide[0])) return false;
  for (const [index, level] of wide.entries()) {
    if (level === '#') return true;
    const other = narrow[index];
    if (other === undefined || other === '#' || (level !== '+' && level !== other)) return false;
  }
  return wide.length === narrow.length;
};

/** Makes a function that tells whether a name matches a topic filter; make it once, and call it for every message. */
export const filterMatcher = (filter: string): ((name: string) => boolean) => {
  const wanted = matching(filter);
  if (wanted === '#') return (name) => !name.startsWith('$');
  if (wanted.includes('+')) {
    const levels = topicLevels(wanted);
    return (name) => levelsMatch(levels, name);
  }
  if (!wanted.endsWith('/#')) return (name) => name === wanted;
  const parent = wanted.slice(0, -2);
  const below = `${parent}/`;
  return (name) => name.startsWith(below) || name === parent;
};
