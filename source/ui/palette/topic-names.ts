import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import { findNames, type FoundNames } from '../fuzzy/find-names.ts';
import { narrows } from '../fuzzy/letters-in-order.ts';

/** The name of a topic, or of a branch without messages: `plant/line1/`. */
export const nameOf = ({ messages, topic }: TopicNode): string =>
  messages === 0 ? `${topic}/` : topic;

type Known = { readonly count: number; readonly names: readonly string[] };
const knownNames = new WeakMap<TopicTree, Known>();

/** The names of all topics and branches by identifier; collected again when there are more topics. */
const namesOf = (tree: TopicTree): readonly string[] => {
  const known = knownNames.get(tree);
  if (known?.count === tree.topics) return known.names;
  const fresh = { count: tree.topics, names: tree.nodes.map(nameOf) };
  knownNames.set(tree, fresh);
  return fresh.names;
};

type Asked = {
  readonly text: string;
  readonly names: readonly string[];
  readonly found: FoundNames;
};
const lastAsked = new WeakMap<TopicTree, Asked>();

/**
 * The topics and branches that match a text, by identifier. Searched once, however often it is drawn;
 * when a letter is added, only what was found before is searched.
 */
export const findTopics = (tree: TopicTree, text: string): FoundNames => {
  const names = namesOf(tree);
  const last = lastAsked.get(tree);
  if (last?.names === names && last.text === text) return last.found;
  const isNarrower = last?.names === names && narrows(text, last.text);
  const found = findNames(names, text, isNarrower ? last.found.all : undefined);
  lastAsked.set(tree, { text, names, found });
  return found;
};
