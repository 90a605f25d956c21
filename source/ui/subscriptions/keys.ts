import type { Subscription } from '../../model/subscription.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import type { ActionContext, KeyBinding } from '../action-context.ts';
import { notifying } from '../keys/key-binding.ts';
import { screenActions } from '../screen-actions.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import { subscriptionsCommand } from './commands.ts';
import { openSubscriptionForm } from './form-keys.ts';
import { listOf, markedIndex } from './state.ts';

const mark = ({ dispatch }: ActionContext, filter: string | undefined): void =>
  dispatch({ type: 'sheet-changed', sheet: { kind: 'subscriptions', filter } });

/** Moves the mark down (up if negative), within the list. */
export const moveInSubscriptions = (context: ActionContext, by: number): void => {
  const sheet = sheetOfKind(context, 'subscriptions');
  if (sheet === undefined) return;
  const list = listOf(context.session.monitor);
  const index = nearestIndex(markedIndex(sheet, list) + by, list.length);
  mark(context, list[index]?.filter);
};

/** Acts on the marked subscription, if there is one. */
const withMarked =
  (act: (context: ActionContext, monitor: MonitorSession, marked: Subscription) => void) =>
  (context: ActionContext): void => {
    const sheet = sheetOfKind(context, 'subscriptions');
    const { monitor } = context.session;
    if (sheet === undefined || monitor === undefined) return;
    const list = listOf(monitor);
    const marked = list[markedIndex(sheet, list)];
    if (marked !== undefined) act(context, monitor, marked);
  };

const change = withMarked((context, _monitor, marked) => openSubscriptionForm(context, marked));

const switchOffOrOn = withMarked((_controls, { watched }, { filter, state }) =>
  watched.setOn(filter, state === 'off'),
);

const remove = withMarked((context, monitor, { filter }) => {
  const list = listOf(monitor).map((each) => each.filter);
  const at = list.indexOf(filter);
  monitor.unsubscribe(filter);
  context.session.notify(
    `No longer watching ${printable(filter, 200)}; messages already received stay.`,
  );
  mark(context, list[at + 1] ?? list[at - 1]);
});

const scope = 'subscriptions';

/** The keys of the list, and the one that opens it. */
export const subscriptionsBindings: readonly KeyBinding[] = [
  {
    action: 'subscriptions',
    keys: ['F2'],
    scope: 'anywhere',
    description: 'subscriptions: add, change, switch off',
    command: 'subscriptions',
    weight: 8,
    hint: 'subscriptions',
    run: notifying(subscriptionsCommand.run),
  },
  {
    action: 'up',
    keys: ['Up', 'k'],
    scope,
    description: 'subscription above',
    run: (c) => moveInSubscriptions(c, -1),
  },
  {
    action: 'down',
    keys: ['Down', 'j'],
    scope,
    description: 'subscription below',
    run: (c) => moveInSubscriptions(c, 1),
  },
  {
    action: 'page-up',
    keys: ['PageUp'],
    scope,
    description: 'ten up',
    run: (c) => moveInSubscriptions(c, -10),
  },
  {
    action: 'page-down',
    keys: ['PageDown'],
    scope,
    description: 'ten down',
    run: (c) => moveInSubscriptions(c, 10),
  },
  {
    action: 'first',
    keys: ['Home'],
    scope,
    description: 'first one',
    run: (c) => moveInSubscriptions(c, -Infinity),
  },
  {
    action: 'last',
    keys: ['End'],
    scope,
    description: 'last one',
    run: (c) => moveInSubscriptions(c, Infinity),
  },
  {
    action: 'add',
    keys: ['a', 'Insert'],
    scope,
    description: 'watch another filter',
    weight: 330,
    hint: 'add',
    run: (c) => openSubscriptionForm(c),
  },
  {
    action: 'change',
    keys: ['Enter', 'e'],
    scope,
    description: 'change filter or options',
    weight: 320,
    hint: 'change',
    run: change,
  },
  {
    action: 'off-or-on',
    keys: ['Space'],
    scope,
    description: 'off, or on again',
    weight: 310,
    hint: 'off, on',
    run: switchOffOrOn,
  },
  {
    action: 'remove',
    keys: ['Delete'],
    scope,
    description: 'remove; messages already received stay',
    weight: 300,
    hint: 'remove',
    run: remove,
  },
  {
    action: 'close',
    keys: ['F2', 'q'],
    scope,
    description: 'close the list',
    run: screenActions.closeSheet,
  },
];
