import { topicLevels } from '../mqtt/topic.ts';

/** Deeper levels share one row: a topic of 32,768 levels must not cost 32,768 rows. */
export const deepest = 64;

/** The levels that a topic has in the tree. */
export const treeLevels = (topic: string): readonly string[] => {
  const levels = topicLevels(topic);
  return levels.length <= deepest
    ? levels
    : [...levels.slice(0, deepest - 1), levels.slice(deepest - 1).join('/')];
};
