import type { KeyBinding } from '../controls.ts';
import { copyPayload, copyTopic } from '../log/copy.ts';
import { screenActions } from '../screen-actions.ts';
import { treeActions } from './actions.ts';

/** What the keys do in the left pane. */
export const treeBindings: readonly KeyBinding[] = [
  { keys: ['Up', 'k'], where: 'tree', does: 'row up', run: treeActions.up },
  { keys: ['Down', 'j'], where: 'tree', does: 'row down', run: treeActions.down },
  { keys: ['Right', 'l'], where: 'tree', does: 'open the branch, step in', run: treeActions.open },
  {
    keys: ['Left', 'h'],
    where: 'tree',
    does: 'close the branch, step out',
    run: treeActions.close,
  },
  { keys: ['Home'], where: 'tree', does: 'first row', run: treeActions.first },
  { keys: ['End'], where: 'tree', does: 'last row', run: treeActions.last },
  { keys: ['Ctrl+U'], where: 'tree', does: 'a page of the tree up', run: treeActions.pageUp },
  { keys: ['Ctrl+D'], where: 'tree', does: 'a page of the tree down', run: treeActions.pageDown },
  {
    keys: ['Enter'],
    where: 'tree',
    does: 'go into the room or the log',
    hint: 'show',
    run: treeActions.show,
  },
  { keys: ['o'], where: 'tree', does: 'open all below', run: treeActions.openBelow },
  { keys: ['O'], where: 'tree', does: 'close all below', run: treeActions.closeBelow },
  {
    keys: ['/'],
    where: 'tree',
    does: 'filter as you type',
    hint: 'filter',
    run: treeActions.filter,
  },
  {
    keys: ['s'],
    where: 'tree',
    does: 'sort by name, latest, rate, count or size',
    hint: 'sort',
    run: treeActions.sort,
  },
  {
    keys: ['x'],
    where: 'tree',
    does: 'leave the topic and all below out; /include brings it back',
    run: treeActions.exclude,
  },
  {
    keys: ['b'],
    where: 'tree',
    does: 'bookmark the topic, or take the bookmark off',
    run: treeActions.bookmark,
  },
  {
    keys: ['d'],
    where: 'tree',
    does: 'details on and off',
    hint: 'details',
    run: screenActions.toggleDetails,
  },
  {
    keys: ['n'],
    where: 'tree',
    does: 'list of people on and off (120 columns)',
    run: screenActions.togglePeople,
  },
  { keys: ['y'], where: 'tree', does: 'copy the payload', run: copyPayload },
  { keys: ['Y'], where: 'tree', does: 'copy the topic', run: copyTopic },
  {
    keys: ['Delete'],
    where: 'tree',
    does: 'list what is retained at and below it, and clear that after a question',
    run: treeActions.askToClear,
  },
];
