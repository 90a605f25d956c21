import type { KeyBinding } from '../action-context.ts';
import { copyPayload, copyTopic } from '../log/copy.ts';
import { screenActions } from '../screen-actions.ts';
import { treeActions } from './actions.ts';

/** The keys of the left pane. */
export const treeBindings: readonly KeyBinding[] = [
  { keys: ['Up', 'k'], scope: 'tree', description: 'row up', run: treeActions.up },
  { keys: ['Down', 'j'], scope: 'tree', description: 'row down', run: treeActions.down },
  {
    keys: ['Right', 'l'],
    scope: 'tree',
    description: 'open the branch, step in',
    run: treeActions.open,
  },
  {
    keys: ['Left', 'h'],
    scope: 'tree',
    description: 'close the branch, step out',
    run: treeActions.close,
  },
  { keys: ['Home'], scope: 'tree', description: 'first row', run: treeActions.first },
  { keys: ['End'], scope: 'tree', description: 'last row', run: treeActions.last },
  {
    keys: ['Ctrl+U'],
    scope: 'tree',
    description: 'a page of the tree up',
    run: treeActions.pageUp,
  },
  {
    keys: ['Ctrl+D'],
    scope: 'tree',
    description: 'a page of the tree down',
    run: treeActions.pageDown,
  },
  {
    keys: ['Enter'],
    scope: 'tree',
    description: 'go to the room or the log',
    weight: 70,
    hint: 'show',
    run: treeActions.show,
  },
  { keys: ['o'], scope: 'tree', description: 'open all below', run: treeActions.openBelow },
  { keys: ['O'], scope: 'tree', description: 'close all below', run: treeActions.closeBelow },
  {
    keys: ['/'],
    scope: 'tree',
    description: 'filter as you type',
    command: 'filter',
    weight: 60,
    hint: 'filter',
    run: treeActions.filter,
  },
  {
    keys: ['s'],
    scope: 'tree',
    description: 'sort by name, latest, rate, count or size',
    command: 'sort',
    weight: 50,
    hint: 'sort',
    run: treeActions.sort,
  },
  {
    keys: ['x'],
    scope: 'tree',
    description: 'hide the topic and all below it; /include shows it again',
    command: 'exclude',
    run: treeActions.exclude,
  },
  {
    keys: ['b'],
    scope: 'tree',
    description: 'bookmark the topic, or remove the bookmark',
    command: 'bookmark',
    run: treeActions.bookmark,
  },
  {
    keys: ['d'],
    scope: 'tree',
    description: 'details on and off',
    isSetting: true,
    weight: 40,
    hint: 'details',
    run: screenActions.toggleDetails,
  },
  {
    keys: ['n'],
    scope: 'tree',
    description: 'list of people on and off (120 columns)',
    isSetting: true,
    run: screenActions.togglePeople,
  },
  { keys: ['y'], scope: 'tree', description: 'copy the payload', run: copyPayload },
  { keys: ['Y'], scope: 'tree', description: 'copy the topic', run: copyTopic },
  {
    keys: ['Delete'],
    scope: 'tree',
    description: 'list the retained messages at and below it, to clear them; asks first',
    command: 'clean',
    run: treeActions.askToClear,
  },
];
