import type { TopicNode } from './topic-node.ts';

/** What became of a new topic when the tree was full. */
export type FullTree = {
  /** Whether others gave way, or the new one was turned away because all must stay. */
  readonly outcome: 'gave way' | 'turned away';
  /** The limit that was reached. */
  readonly limit: 'topics' | 'memory';
};

/** What a tree needs of its surroundings. */
export type TreeWiring = {
  /** There is work for `view.workOn`. */
  readonly onBusy: () => void;
  /** Whether a topic stays in a full tree, however long it is silent. What is retained stays anyway. */
  readonly mustStay: (node: TopicNode) => boolean;
  /** A new topic has come to a full tree. */
  readonly onFull: (full: FullTree) => void;
};
