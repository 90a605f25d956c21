import type { Children } from './children.ts';
import type { Availability } from './devices/availability.ts';
import { longestOnlineState, onlineRank, onlineState } from './online-state.ts';
import type { TopicNode } from './topic-node.ts';
import type { TopicTree } from './topic-tree.ts';
import { withoutMark } from '../payload/byte-order-mark.ts';

/** With more children than this, a level is no device. */
const mostChildren = 100;

/** The longest payload that says nothing besides the state, bytes: `{"state": "unavailable"}`. */
const longestWord = 24;

type Known = { readonly changes: number; readonly named: readonly TopicNode[] };

/** Those of a node's children that are named like a state, the surest first. */
const known = new WeakMap<Children<TopicNode>, Known>();

const namedLikeStates = (node: TopicNode): readonly TopicNode[] => {
  const { children } = node;
  if (children === undefined || children.count > mostChildren) return [];
  const { changes } = children;
  const earlier = known.get(children);
  if (earlier?.changes === changes) return earlier.named;
  const named = children.blocks
    .flatMap(({ nodes }) => nodes.filter(({ level }) => onlineRank(level) !== -1))
    .toSorted((a, b) => onlineRank(a.level) - onlineRank(b.level));
  known.set(children, { changes, named });
  return named;
};

/** The state that a topic itself reports for the device or program behind it; `undefined` if it reports none. */
export const ownOnlineState = (
  tree: TopicTree,
  node: TopicNode,
  longest = longestOnlineState,
): Availability | undefined => {
  if (node.children !== undefined || onlineRank(node.level) === -1) return undefined;
  const last = tree.last(node);
  return last === undefined || last.size > longest
    ? undefined
    : onlineState(node.level, withoutMark(last.payload).toString());
};

/** The state that a child of this level reports for it: `availability`, `LWT`, `state`. */
export const onlineStateBelow = (tree: TopicTree, node: TopicNode): Availability | undefined => {
  for (const child of namedLikeStates(node)) {
    const state = ownOnlineState(tree, child);
    if (state !== undefined) return state;
  }
  return undefined;
};

/** Whether nothing is below a level but such a child, which says no more than the state. */
export const hasOnlyOnlineState = (tree: TopicTree, node: TopicNode): boolean => {
  const child = node.children?.only;
  return child !== undefined && ownOnlineState(tree, child, longestWord) !== undefined;
};
