/** The longest topic name or filter, bytes of UTF-8 (MQTT 5, 1.5.4). */
const maximumBytes = 65_535;

/** Characters for which brokers may close the connection (MQTT 5, 1.5.4); Mosquitto does. */
const unfit = /[\p{Cc}\p{Noncharacter_Code_Point}]/u;

/** What is wrong with a topic name or filter by the rules for both (MQTT 5, 4.7.3). */
const commonProblem = (text: string, what: string): string | undefined => {
  if (text === '') return `A topic ${what} needs at least one character.`;
  if (text.includes('\0')) return `A topic ${what} must not contain the null character U+0000.`;
  if (unfit.test(text))
    return `A topic ${what} must not contain control characters or noncharacters; brokers hang up on them.`;
  if (!text.isWellFormed())
    return `A topic ${what} must be valid Unicode (it has half a surrogate pair).`;
  if (Buffer.byteLength(text) > maximumBytes)
    return `A topic ${what} has at most ${maximumBytes} bytes in UTF-8; this one has ${Buffer.byteLength(text)}.`;
  return undefined;
};

/** Why `name` is not a topic name, in one sentence; `undefined` if it is one (MQTT 5, 4.7). */
export const topicNameProblem = (name: string): string | undefined => {
  const problem = commonProblem(name, 'name');
  if (problem !== undefined) return problem;
  const wildcard = /[+#]/.exec(name)?.[0];
  return wildcard === undefined
    ? undefined
    : `A topic name must not contain the wildcard "${wildcard}"; only a topic filter may.`;
};

/** Why `filter` is not a topic filter, in one sentence; `undefined` if it is one (MQTT 5, 4.7 and 4.8.2). */
export const topicFilterProblem = (filter: string): string | undefined => {
  const problem = commonProblem(filter, 'filter');
  if (problem !== undefined) return problem;
  const shared = sharedSubscription(filter);
  if (filter === '$share' || filter.startsWith('$share/')) {
    if (shared === undefined || shared.group === '' || shared.filter === '')
      return 'A shared subscription is written $share/<group>/<filter>, with neither part empty.';
    if (/[+#]/.test(shared.group))
      return 'The group of a shared subscription must not contain "+" or "#".';
  }
  const levels = topicLevels(shared?.filter ?? filter);
  for (const [index, level] of levels.entries()) {
    if (level.includes('#') && level !== '#')
      return 'The wildcard "#" must stand alone in its level, as in "a/#".';
    if (level === '#' && index !== levels.length - 1)
      return 'The wildcard "#" must be the last level, as in "a/#".';
    if (level.includes('+') && level !== '+')
      return 'The wildcard "+" must stand alone in its level, as in "a/+/b".';
  }
  return undefined;
};

/** The levels of a topic name or filter. Empty levels are levels: `/a` has two (MQTT 5, 4.7.1.1). */
export const topicLevels = (topic: string): string[] => topic.split('/');

/** The parts of `$share/<group>/<filter>`; `undefined` for an ordinary filter (MQTT 5, 4.8.2). */
export const sharedSubscription = (
  filter: string,
): { group: string; filter: string } | undefined => {
  const parts = /^\$share\/([^/]*)\/(.*)$/s.exec(filter);
  return parts === null ? undefined : { group: parts[1] ?? '', filter: parts[2] ?? '' };
};

/** Whether a topic filter, given as its levels, matches the topic name; see `topicMatches`. */
export const levelsMatch = (wanted: readonly string[], name: string): boolean => {
  if (name.startsWith('$') && (wanted[0] === '+' || wanted[0] === '#')) return false;
  // Walked, not split: it is asked about every message.
  let start = 0;
  for (const want of wanted) {
    if (want === '#') return true;
    if (start > name.length) return false;
    const slash = name.indexOf('/', start);
    const end = slash === -1 ? name.length : slash;
    if (want !== '+' && (want.length !== end - start || !name.startsWith(want, start)))
      return false;
    start = end + 1;
  }
  return start > name.length;
};

/**
 * Whether the topic filter matches the topic name (MQTT 5, 4.7.1 and 4.7.2). A filter that starts with a
 * wildcard does not match a name that starts with `$`; `a/#` also matches `a`. For one filter and many
 * names, `filterMatcher` is quicker.
 */
export const topicMatches = (filter: string, name: string): boolean =>
  levelsMatch(topicLevels(sharedSubscription(filter)?.filter ?? filter), name);
