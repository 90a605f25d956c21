import { byNameBelow } from './by-name-below.ts';
import type { TopicTree } from './topic-tree.ts';

/** Topics and branches that start with `start`, at most one level further, by name; branches end in `/`. */
export const topicsStartingWith = (tree: TopicTree, start: string, limit: number): string[] => {
  const slash = start.lastIndexOf('/');
  const branch = slash === -1 ? tree.root : tree.find(start.slice(0, slash));
  const found: string[] = [];
  for (const { messages, topic, isFold } of byNameBelow(branch)) {
    if (found.length >= limit) break;
    if (topic.startsWith(start) && !isFold) found.push(messages === 0 ? `${topic}/` : topic);
  }
  return found;
};
