import type { TopicTree } from '../../model/topic-tree.ts';
import type { TreeView } from '../../model/tree-view.ts';
import { count, shortCount } from '../../format/count.ts';

/** What the tree itself cannot show: an order other than by name, and how many topics are left out. */
export const treeFootnote = ({ order, excluded }: TreeView): string =>
  [order === 'name' ? '' : `by ${order}`, excluded === 0 ? '' : `${shortCount(excluded)} left out`]
    .filter((part) => part !== '')
    .join(' · ');

/** The number of topics and the message rate, or how many topics match the filter. */
export const treeNote = (
  { topics, view }: TopicTree,
  filter: string,
  perSecond: string,
): string => {
  if (filter === '') return `${count(topics)}${perSecond === '' ? '' : ` · ${perSecond}`}`;
  return `${count(view.passing)} of ${count(topics)}${view.isFiltering ? ' …' : ''}`;
};
