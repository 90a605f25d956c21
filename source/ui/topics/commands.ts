import { treeOrders } from '../../model/tree-order.ts';
import { printable } from '../../payload/printable.ts';
import { toggleBookmark } from './bookmarks.ts';
import type { ActionContext, SlashCommand } from '../action-context.ts';
import { noMonitor } from './no-monitor.ts';
import { sortBy } from './actions.ts';

const filter = ({ session, dispatch }: ActionContext, text: string): string | undefined => {
  if (session.monitor === undefined) return noMonitor;
  const { filters } = session.monitor;
  filters.set(text.trim(), session.now);
  if (filters.problem !== undefined) return filters.problem;
  dispatch({ type: 'tree-filtered', filter: filters.text });
  return undefined;
};

const sort = ({ session }: ActionContext, text: string): string | undefined => {
  if (session.monitor === undefined) return noMonitor;
  const order = treeOrders.find((one) => one === text.trim().toLowerCase());
  if (order === undefined) return `Topics are sorted by ${treeOrders.join(', ')}: /sort rate.`;
  sortBy(session, order);
  return undefined;
};

const listed = (excludes: readonly string[]): string =>
  excludes.length === 0
    ? 'No topics are left out. /exclude FILTER leaves some out.'
    : `Left out: ${excludes.map((text) => printable(text, 100)).join('   ')}   /include FILTER takes one back.`;

const exclude = ({ session }: ActionContext, text: string): string | undefined => {
  if (session.monitor === undefined) return noMonitor;
  const { filters } = session.monitor;
  if (text.trim() !== '') {
    const problem = filters.exclude(text, session.now);
    if (problem !== undefined) return problem;
  }
  session.notify(listed(filters.excludes));
  return undefined;
};

const include = ({ session }: ActionContext, text: string): string | undefined => {
  if (session.monitor === undefined) return noMonitor;
  const { filters } = session.monitor;
  if (!filters.include(text, session.now)) return listed(filters.excludes);
  session.notify(listed(filters.excludes));
  return undefined;
};

/** The slash commands that are about the tree of topics. */
export const treeCommands: readonly SlashCommand[] = [
  {
    name: 'filter',
    aliases: [],
    parameters: '[FILTER]',
    completes: 'none',
    description: 'show only the topics that pass a filter; alone: all',
    run: filter,
  },
  {
    name: 'sort',
    aliases: [],
    parameters: treeOrders.join(' | '),
    completes: 'order',
    description: 'sort the topics',
    run: sort,
  },
  {
    name: 'exclude',
    aliases: [],
    parameters: '[FILTER]',
    completes: 'none',
    description: 'leave topics out of the tree until /include; alone: which',
    run: exclude,
  },
  {
    name: 'include',
    aliases: [],
    parameters: '[FILTER]',
    completes: 'exclude',
    description: 'take an exclude filter back; alone: all of them',
    run: include,
  },
  {
    name: 'bookmark',
    aliases: [],
    parameters: '[TOPIC]',
    completes: 'topic',
    description: 'mark a topic to find it again, or take the mark off',
    run: toggleBookmark,
  },
];
