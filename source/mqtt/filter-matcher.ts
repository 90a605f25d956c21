import { sharedSubscription, topicMatches } from './topic.ts';

/** A function that tells whether a topic filter matches a name, prepared for calling it with every message. */
export const filterMatcher = (filter: string): ((name: string) => boolean) => {
  const wanted = sharedSubscription(filter)?.filter ?? filter;
  if (wanted === '#') return (name) => !name.startsWith('$');
  if (wanted.includes('+')) return (name) => topicMatches(filter, name);
  if (!wanted.endsWith('/#')) return (name) => name === wanted;
  const parent = wanted.slice(0, -2);
  const below = `${parent}/`;
  return (name) => name.startsWith(below) || name === parent;
};
