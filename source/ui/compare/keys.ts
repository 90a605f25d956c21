import type { KeyBinding } from '../action-context.ts';
import { notifying } from '../keys/key-binding.ts';
import { compareCommand, markCommand } from './commands.ts';
import { screenActions } from '../screen-actions.ts';
import { hasTopic, inTopicLog } from '../log/on-topic.ts';
import {
  chooseSide,
  comparePage,
  replaceMessage,
  goToChange,
  scrollComparison,
} from './actions.ts';

const markKey = {
  action: 'mark',
  keys: ['m'],
  description: 'mark a message for comparison',
  command: 'mark',
  run: notifying(markCommand.run),
} as const;

const compareKey = {
  action: 'compare',
  keys: ['='],
  description: 'compare with the marked message, or with the previous one',
  command: 'compare',
  run: notifying(compareCommand.run),
} as const;

/** The keys for comparing messages. */
export const compareBindings: readonly KeyBinding[] = [
  inTopicLog({ ...markKey, weight: 45, hint: 'mark', isHintShown: hasTopic }),
  inTopicLog({ ...compareKey, weight: 68, hint: 'compare', isHintShown: hasTopic }),
  { ...markKey, scope: 'tree' },
  { ...compareKey, scope: 'tree', weight: 46, hint: 'compare', isHintShown: hasTopic },
  { ...markKey, scope: 'details' },
  { ...compareKey, scope: 'details', weight: 74, hint: 'compare' },
  {
    action: 'next-change',
    keys: ['n'],
    scope: 'compare',
    description: 'next change',
    weight: 330,
    hint: 'next change',
    run: (c) => goToChange(c, 1),
  },
  {
    action: 'previous-change',
    keys: ['N'],
    scope: 'compare',
    description: 'previous change',
    run: (c) => goToChange(c, -1),
  },
  {
    action: 'left',
    keys: ['Left', 'h'],
    scope: 'compare',
    description: 'to the left (or upper) message',
    run: (c) => chooseSide(c, 'left'),
  },
  {
    action: 'right',
    keys: ['Right', 'l'],
    scope: 'compare',
    description: 'to the right (or lower) message',
    run: (c) => chooseSide(c, 'right'),
  },
  {
    action: 'older',
    keys: ['<'],
    scope: 'compare',
    description: 'replace it with an older one',
    weight: 320,
    hint: 'older',
    run: (c) => replaceMessage(c, -1),
  },
  {
    action: 'newer',
    keys: ['>'],
    scope: 'compare',
    description: 'replace it with a newer one',
    weight: 310,
    hint: 'newer',
    run: (c) => replaceMessage(c, 1),
  },
  {
    action: 'up',
    keys: ['Up', 'k'],
    scope: 'compare',
    description: 'scroll up',
    run: (c) => scrollComparison(c, -1),
  },
  {
    action: 'down',
    keys: ['Down', 'j'],
    scope: 'compare',
    description: 'scroll down',
    run: (c) => scrollComparison(c, 1),
  },
  {
    action: 'page-up',
    keys: ['PageUp'],
    scope: 'compare',
    description: 'a page up',
    run: (c) => scrollComparison(c, -comparePage(c)),
  },
  {
    action: 'page-down',
    keys: ['PageDown', 'Space'],
    scope: 'compare',
    description: 'a page down',
    run: (c) => scrollComparison(c, comparePage(c)),
  },
  {
    action: 'half-page-up',
    keys: [],
    scope: 'compare',
    description: 'half a page up',
    run: (c) => scrollComparison(c, -Math.ceil(comparePage(c) / 2)),
  },
  {
    action: 'half-page-down',
    keys: [],
    scope: 'compare',
    description: 'half a page down',
    run: (c) => scrollComparison(c, Math.ceil(comparePage(c) / 2)),
  },
  {
    action: 'first',
    keys: ['Home'],
    scope: 'compare',
    description: 'to the start',
    run: (c) => scrollComparison(c, -Infinity),
  },
  {
    action: 'last',
    keys: ['End'],
    scope: 'compare',
    description: 'to the end',
    run: (c) => scrollComparison(c, Infinity),
  },
  {
    action: 'close',
    keys: ['q'],
    scope: 'compare',
    description: 'close it',
    run: screenActions.closeSheet,
  },
];
