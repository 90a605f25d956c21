import type { Subscription } from '../../model/subscription.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import type { Controls, KeyBinding } from '../controls.ts';
import { told } from '../keys/key-binding.ts';
import { screenActions } from '../screen-actions.ts';
import { openSheet } from '../sheets/open-sheet.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import { showSubscriptions } from './commands.ts';
import { openForm } from './form-keys.ts';
import { listOf, markedIndex } from './state.ts';

const mark = ({ dispatch }: Controls, filter: string | undefined): void =>
  dispatch({ type: 'sheet-changed', sheet: { kind: 'subscriptions', filter } });

/** Moves the mark down (or, negative, up), as far as there are subscriptions. */
export const moveInSubscriptions = (controls: Controls, by: number): void => {
  const sheet = openSheet(controls, 'subscriptions');
  if (sheet === undefined) return;
  const list = listOf(controls.session.monitor);
  const index = nearestIndex(markedIndex(sheet, list) + by, list.length);
  mark(controls, list[index]?.filter);
};

/** Does something with the subscription that is marked, if there is one. */
const withMarked =
  (act: (controls: Controls, monitor: MonitorSession, marked: Subscription) => void) =>
  (controls: Controls): void => {
    const sheet = openSheet(controls, 'subscriptions');
    const { monitor } = controls.session;
    if (sheet === undefined || monitor === undefined) return;
    const list = listOf(monitor);
    const marked = list[markedIndex(sheet, list)];
    if (marked !== undefined) act(controls, monitor, marked);
  };

const change = withMarked((controls, _monitor, marked) => openForm(controls, marked));

const switchOffOrOn = withMarked((_controls, { watched }, { filter, state }) =>
  watched.setOn(filter, state === 'off'),
);

const remove = withMarked((controls, monitor, { filter }) => {
  const list = listOf(monitor).map((each) => each.filter);
  const at = list.indexOf(filter);
  monitor.unsubscribe(filter);
  controls.session.notify(`No longer watching ${printable(filter, 200)}; what came in stays.`);
  mark(controls, list[at + 1] ?? list[at - 1]);
});

const where = 'subscriptions';

/** The keys of the list, and the one that opens it. */
export const subscriptionsBindings: readonly KeyBinding[] = [
  {
    keys: ['F2'],
    where: 'anywhere',
    does: 'subscriptions: add, change, switch off',
    run: told(showSubscriptions),
  },
  { keys: ['Up', 'k'], where, does: 'subscription above', run: (c) => moveInSubscriptions(c, -1) },
  { keys: ['Down', 'j'], where, does: 'subscription below', run: (c) => moveInSubscriptions(c, 1) },
  { keys: ['PageUp'], where, does: 'ten up', run: (c) => moveInSubscriptions(c, -10) },
  { keys: ['PageDown'], where, does: 'ten down', run: (c) => moveInSubscriptions(c, 10) },
  { keys: ['Home'], where, does: 'first one', run: (c) => moveInSubscriptions(c, -Infinity) },
  { keys: ['End'], where, does: 'last one', run: (c) => moveInSubscriptions(c, Infinity) },
  { keys: ['a', 'Insert'], where, does: 'watch one more', hint: 'add', run: (c) => openForm(c) },
  { keys: ['Enter', 'e'], where, does: 'change filter or options', hint: 'change', run: change },
  { keys: ['Space'], where, does: 'off, or on again', hint: 'off, on', run: switchOffOrOn },
  { keys: ['Delete'], where, does: 'remove; what came in stays', hint: 'remove', run: remove },
  { keys: ['F2', 'q'], where, does: 'close the subscriptions', run: screenActions.closeSheet },
];
