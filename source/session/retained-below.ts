import { parsePresenceTopic } from '../chat/presence.ts';
import { nodesBelow, type TopicNode } from '../model/topic-node.ts';

const isPresence = (topic: string): boolean => parsePresenceTopic(`${topic}/`) !== undefined;

/** The topics at and below a node that are known to hold a retained message; presence only where the node is part of it. */
export const retainedBelow = (node: TopicNode): string[] =>
  [...nodesBelow(node)]
    .filter(({ isRetained }) => isRetained)
    .map(({ topic }) => topic)
    .filter((topic) => isPresence(node.topic) || !isPresence(topic));
