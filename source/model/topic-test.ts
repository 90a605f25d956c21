import type { TopicNode } from './topic-node.ts';

/** A question about a topic or branch, as a filter of the tree puts it. */
export type TopicTest = {
  /** The answer at `now`, ms. */
  readonly passes: (node: TopicNode, now: number) => boolean;
  /** Whether a message can change the answer. */
  readonly followsMessages?: boolean;
  /** Whether time alone can change the answer. */
  readonly followsTime?: boolean;
  /** Whether payloads are read: then the bytes are what it costs. */
  readonly readsPayloads?: boolean;
  /** Looks at nodes together that `passes` is asked about next: one at a time would cost too much. */
  readonly prepare?: (nodes: readonly TopicNode[]) => void;
};

/** Which topics the tree shows: those that all of `wants` let through and none of `hides` does. */
export type TreeFilter = {
  readonly wants: readonly TopicTest[];
  readonly hides: readonly TopicTest[];
};
