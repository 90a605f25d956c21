import type { TopicTree } from '../../model/topic-tree.ts';
import { count, messageRate, plural, shortCount } from '../../format/count.ts';

/** What the tree itself cannot show: how many topics there are and have been, an order other than by name, and how many are left out. */
export const treeFootnote = ({ topics, gaveWay, view: { order, excluded } }: TopicTree): string =>
  [
    plural(topics, 'topic', 'topics'),
    gaveWay.topics === 0 ? '' : `${shortCount(gaveWay.topics)} gave way`,
    order === 'name' ? '' : `by ${order}`,
    excluded === 0 ? '' : `${shortCount(excluded)} left out`,
  ]
    .filter((part) => part !== '')
    .join(' · ');

/** The message rate at `now`, ms since the epoch, or how many topics match the filter. */
export const treeNote = ({ topics, view, root }: TopicTree, filter: string, now: number): string =>
  filter === ''
    ? messageRate(root.rate.perSecond(now))
    : `${count(view.passing)} of ${count(topics)}${view.isFiltering ? ' …' : ''}`;
