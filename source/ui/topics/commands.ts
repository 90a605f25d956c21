import { compareNames } from '../../collections/name-order.ts';
import { treeOrders } from '../../model/tree-order.ts';
import { printable } from '../../payload/printable.ts';
import { bookmarkCommand } from './bookmarks.ts';
import type { Completer, ContextWith, SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { plainCandidates } from '../input/candidates.ts';
import { fewestAlike } from '../../model/alike-children.ts';
import { changeSelection } from './change-selection.ts';
import { selectedNode } from './tree-list.ts';
import { sortBy } from './actions.ts';
import { filterTree } from './filter-tree.ts';

const sort = ({ session }: ContextWith<'topics'>, text: string): string | undefined => {
  const order = treeOrders.find((one) => one === text.trim().toLowerCase());
  if (order === undefined) return `Topics can be sorted by ${treeOrders.join(', ')}: /sort rate.`;
  sortBy(session, order);
  return undefined;
};

const listed = (excludes: readonly string[]): string =>
  excludes.length === 0
    ? 'No topics are hidden; /exclude FILTER hides some.'
    : `Left out: ${excludes.map((text) => printable(text, 100)).join('   ')}   /include FILTER shows them again.`;

const exclude = ({ session }: ContextWith<'topics'>, text: string): string | undefined => {
  const { filters } = session.monitor;
  if (text.trim() !== '') {
    const problem = filters.exclude(text, session.now);
    if (problem !== undefined) return problem;
  }
  session.notify(listed(filters.excludes));
  return undefined;
};

const include = ({ session }: ContextWith<'topics'>, text: string): string | undefined => {
  const { filters } = session.monitor;
  if (!filters.include(text, session.now)) return listed(filters.excludes);
  session.notify(listed(filters.excludes));
  return undefined;
};

const fold = (context: ContextWith<'topics'>): undefined => {
  const { session, state } = context;
  const { folds } = session.monitor.tree.view;
  folds.areShown = !folds.areShown;
  session.clock.changedNow('topics');
  const node = selectedNode(session, state());
  if (!folds.areShown && node?.isFold === true && node.parent?.parent !== undefined)
    changeSelection(context, { kind: 'topic', topic: node.parent.topic });
  session.notify(
    folds.areShown
      ? `Topics named by identifiers share a row, from ${fewestAlike} in a branch on.`
      : 'Topics named by identifiers have a row each.',
  );
};

const excludes: Completer = ({ session }) =>
  plainCandidates((session.monitor?.filters.excludes ?? []).toSorted(compareNames));

/** The slash commands for the topic tree. */
export const treeCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'filter',
    task: 'find',
    parameters: '[FILTER]',
    description: 'show only the topics that match a filter; alone: all',
    needs: ['topics'],
    run: (context, text) => filterTree(context, text.trim()),
  }),
  slashCommand({
    name: 'sort',
    parameters: treeOrders.join(' | '),
    description: 'sort the topics',
    needs: ['topics'],
    choices: treeOrders,
    run: sort,
  }),
  slashCommand({
    name: 'exclude',
    parameters: '[FILTER]',
    description: 'hide topics from the tree until /include; alone: list them',
    needs: ['topics'],
    run: exclude,
  }),
  slashCommand({
    name: 'include',
    parameters: '[FILTER]',
    description: 'remove an exclude filter; alone: all of them',
    needs: ['topics'],
    complete: excludes,
    run: include,
  }),
  slashCommand({
    name: 'fold',
    description: 'one row for very many topics named by identifiers, or one for each',
    needs: ['topics'],
    run: fold,
  }),
  bookmarkCommand,
];
