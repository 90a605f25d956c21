import type { ActionContext, KeyBinding } from '../action-context.ts';
import { notifying } from '../keys/key-binding.ts';
import { screenActions } from '../screen-actions.ts';
import { scrolledBy, nearestIndex } from '../widgets/list-window.ts';
import { brokerCommand } from './commands.ts';
import { nodesOf } from './nodes.ts';
import type { BrokerSheet } from './state.ts';

const withSheet = (
  { state, dispatch }: ActionContext,
  change: (sheet: BrokerSheet) => BrokerSheet,
): void => {
  const { sheet } = state();
  if (sheet?.kind === 'broker') dispatch({ type: 'sheet-changed', sheet: change(sheet) });
};

/** Scrolls the figures down by rows (up if negative), within their limits. */
export const scrollBroker = (context: ActionContext, by: number): void =>
  withSheet(context, (sheet) => {
    const { boxes } = context;
    const [rows, room] = [boxes.inside('scrolled').rows, boxes.inside('sheet').rows];
    return { ...sheet, top: scrolledBy(by, { top: sheet.top, rows, room }) };
  });

const goToNode = (context: ActionContext, by: number): void => {
  const { length } = nodesOf(context.session);
  withSheet(context, (sheet) => ({
    ...sheet,
    top: 0,
    node: nearestIndex(nearestIndex(sheet.node, length) + by, length),
  }));
};

const scope = 'broker';

/** The keys of the sheet, and the one that opens it. */
export const brokerBindings: readonly KeyBinding[] = [
  {
    action: 'broker',
    keys: ['F3'],
    scope: 'anywhere',
    description: "the broker's own figures ($SYS)",
    command: 'broker',
    weight: 5,
    hint: 'broker',
    run: notifying(brokerCommand.run),
  },
  {
    action: 'up',
    keys: ['Up', 'k'],
    scope,
    description: 'scroll up',
    run: (c) => scrollBroker(c, -1),
  },
  {
    action: 'down',
    keys: ['Down', 'j'],
    scope,
    description: 'scroll down',
    run: (c) => scrollBroker(c, 1),
  },
  {
    action: 'previous-node',
    keys: ['Left', 'h'],
    scope,
    description: 'previous node, in a cluster',
    run: (c) => goToNode(c, -1),
  },
  {
    action: 'next-node',
    keys: ['Right', 'l'],
    scope,
    description: 'next node, in a cluster',
    weight: 310,
    hint: 'next node',
    isHintShown: ({ session }) => nodesOf(session).length > 1,
    run: (c) => goToNode(c, 1),
  },
  {
    action: 'close',
    keys: ['F3', 'q'],
    scope,
    description: 'close it',
    run: screenActions.closeSheet,
  },
];
