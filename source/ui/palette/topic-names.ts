import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import { findNames, type FoundNames } from '../fuzzy/find-names.ts';
import { narrows } from '../fuzzy/letters-in-order.ts';

/** The name of a topic, or of a branch without messages: `plant/line1/`. */
export const nameOf = ({ messages, topic }: TopicNode): string =>
  messages === 0 ? `${topic}/` : topic;

type Known = {
  readonly added: number;
  readonly topics: number;
  readonly nodes: readonly TopicNode[];
  readonly names: readonly string[];
};
const knownNames = new WeakMap<TopicTree, Known>();

/** All topics and branches with their names; collected again when there are others. */
const knownOf = (tree: TopicTree): Known => {
  const known = knownNames.get(tree);
  const { added, topics } = tree;
  if (known?.added === added && known.topics === topics) return known;
  const { nodes } = tree;
  const fresh = { added, topics, nodes, names: nodes.map(nameOf) };
  knownNames.set(tree, fresh);
  return fresh;
};

type Asked = {
  readonly text: string;
  readonly known: Known;
  readonly found: FoundNames;
};
const lastAsked = new WeakMap<TopicTree, Asked>();

/**
 * The topics and branches that match a text, by their place among `nodes`. Searched once, however often it is drawn;
 * when a letter is added, only what was found before is searched.
 */
export const findTopics = (
  tree: TopicTree,
  text: string,
): { readonly nodes: readonly TopicNode[]; readonly found: FoundNames } => {
  const known = knownOf(tree);
  const { nodes } = known;
  const last = lastAsked.get(tree);
  if (last?.known === known && last.text === text) return { nodes, found: last.found };
  const isNarrower = last?.known === known && narrows(text, last.text);
  const found = findNames(known.names, text, isNarrower ? last.found.all : undefined);
  lastAsked.set(tree, { text, known, found });
  return { nodes, found };
};
