import { compareNames } from '../collections/name-order.ts';
import type { TopicNode } from './topic-node.ts';

/** The children of a branch in the order by name; those of its fold, if it has one, among the others. */
export const byNameBelow = (branch: TopicNode | undefined): Iterable<TopicNode> => {
  const children = branch?.children?.byName() ?? [];
  const folded = branch?.children?.fold?.children?.byName();
  return folded === undefined
    ? children
    : [...children, ...folded].toSorted((a, b) => compareNames(a.level, b.level));
};
