import type { TopicNode } from './topic-node.ts';

/** A test of topics and branches, for the filter of the tree. */
export type TopicTest = {
  /** The result at `now`, ms since the epoch. */
  readonly passes: (node: TopicNode, now: number) => boolean;
  /** Whether a message can change the result. */
  readonly followsMessages?: boolean;
  /** Whether time alone can change the result. */
  readonly followsTime?: boolean;
  /** Whether it reads payloads: then its cost depends on their size. */
  readonly readsPayloads?: boolean;
  /**
   * Tests together the nodes that `passes` is called with next: one at a time would cost too much. `false` if
   * that takes too long: keys first, then it is asked again, about half as many.
   */
  readonly prepare?: (nodes: readonly TopicNode[]) => boolean;
};

/** Which topics the tree shows: those that pass all of `wants` and none of `hides`. */
export type TreeFilter = {
  readonly wants: readonly TopicTest[];
  readonly hides: readonly TopicTest[];
};
