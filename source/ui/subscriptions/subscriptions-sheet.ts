import type { Subscription } from '../../model/subscription.ts';
import { sharedSubscription } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import { fit } from '../draw/cells.ts';
import type { Controls, KeyBinding } from '../controls.ts';
import { count, plural, rate } from '../draw/figures.ts';
import { palette, type Style } from '../draw/palette.ts';
import { recordingRefusal } from '../recording/recording-actions.ts';
import { row } from '../draw/row.ts';
import type { SheetBase } from '../sheets/sheet-base.ts';
import type { RowsSheet } from '../sheets/sheet-kind.ts';
import { subscriptionDetails } from './subscription-details.ts';
import { openForm } from './subscription-form.ts';
import { stateNow, stateWords, unusualOptions } from './subscription-words.ts';
import { noMonitor } from '../commands/topic-commands.ts';

/** The topic filters that are watched. */
export type SubscriptionsSheet = SheetBase & {
  readonly kind: 'subscriptions';
  /** The filter that is marked; the first one while there is no such. */
  readonly filter: string | undefined;
};

/** Rows under the list that tell about the marked one, and rows that the list keeps for itself. */
const detailRows = 9;
const leastListed = 4;

const stateStyles: Readonly<Record<Subscription['state'], Style>> = {
  granted: palette.good,
  pending: palette.attention,
  refused: palette.bad,
  off: palette.dim,
};

const listOf = (monitor: MonitorSession | undefined): Subscription[] => [
  ...(monitor?.subscriptions.values() ?? []),
];

const markedIndex = (sheet: SubscriptionsSheet, list: readonly Subscription[]): number =>
  Math.max(
    0,
    list.findIndex(({ filter }) => filter === sheet.filter),
  );

/** Group and filter of what is shared, apart. */
const shownFilter = (filter: string): string => {
  const shared = sharedSubscription(filter);
  return shared === undefined
    ? printable(filter, 400)
    : `${printable(shared.filter, 400)} (group ${printable(shared.group, 100)})`;
};

/** Below so many cells the filters get those of the messages and their rate. */
const narrow = 50;

type Columns = Readonly<Record<'qos' | 'messages' | 'rate' | 'state', number>>;

const columnsIn = (width: number): Columns =>
  width < narrow
    ? { qos: 8, messages: 0, rate: 0, state: 11 }
    : { qos: 8, messages: 12, rate: 8, state: 11 };

const optionsWidth = 36;

/** So wide a list has room for the options too. */
const roomy = 110;

const widthOfOptions = (width: number): number => (width >= roomy ? optionsWidth : 0);

const widthOfFilter = (width: number): number => {
  const others = Object.values(columnsIn(width)).reduce((sum, each) => sum + each, 0);
  return Math.max(1, width - others - widthOfOptions(width));
};

const heading = (width: number): string => {
  const columns = columnsIn(width);
  return row(
    [
      {
        text:
          fit('    topic filter', widthOfFilter(width)) +
          fit('options', widthOfOptions(width)) +
          fit('QoS', columns.qos, 'end') +
          fit('messages', columns.messages, 'end') +
          fit('rate', columns.rate, 'end') +
          fit('  state', columns.state),
        style: palette.dim,
      },
    ],
    width,
  );
};

const line = (
  monitor: MonitorSession,
  subscription: Subscription,
  { isMarked, width, now }: { isMarked: boolean; width: number; now: number },
): string => {
  const { filter, qos, grantedQos } = subscription;
  const columns = columnsIn(width);
  const state = stateNow(monitor, subscription);
  const { sign, word } = stateWords[state];
  const perSecond = monitor.deliveries.rateOf(subscription, now);
  const shownQos =
    grantedQos === undefined || grantedQos === qos ? `${qos}` : `${qos} → ${grantedQos}`;
  const style = isMarked ? palette.plain : stateStyles[state];
  const text = row(
    [
      { text: isMarked ? '▸ ' : '  ' },
      { text: `${sign} `, style },
      { text: fit(shownFilter(filter), Math.max(1, widthOfFilter(width) - 4)) },
      { text: fit(unusualOptions(monitor, subscription), widthOfOptions(width)) },
      { text: fit(shownQos, columns.qos, 'end') },
      { text: fit(count(monitor.deliveries.messagesOf(subscription)), columns.messages, 'end') },
      { text: fit(state === 'off' ? '' : rate(perSecond), columns.rate, 'end') },
      { text: `  ${word}`, style },
    ],
    width,
  );
  return isMarked ? palette.selected(text) : text;
};

/** How the sheet looks. */
export const subscriptionsSheet: RowsSheet<SubscriptionsSheet> = {
  draw: (sheet, { session: { monitor }, now }, { columns: width, rows: height }) => {
    const list = listOf(monitor);
    const index = markedIndex(sheet, list);
    const marked = list[index];
    const below = height - 1 - detailRows >= leastListed ? detailRows : 0;
    const room = Math.max(1, height - 1 - below);
    const top = Math.max(0, index - room + 1);
    const listed =
      monitor === undefined
        ? []
        : list
            .slice(top, top + room)
            .map((each) => line(monitor, each, { isMarked: each === marked, width, now }));
    const blanks = Array.from({ length: room - listed.length }, () => row([], width));
    const details =
      monitor === undefined || marked === undefined || below === 0
        ? []
        : [
            row([{ text: '─'.repeat(width), style: palette.border }], width),
            ...subscriptionDetails(monitor, marked, { width, now }),
          ];
    return {
      title: 'Subscriptions',
      note: plural(list.length, 'topic filter', 'topic filters'),
      footnote: 'a adds · Enter changes · Esc closes · Space off, on · Delete removes',
      rows: [heading(width), ...listed, ...blanks, ...details],
    };
  },
  scroll: (controls, by) => moveBy(controls, by),
};

const openSheet = ({ state }: Controls): SubscriptionsSheet | undefined => {
  const { sheet } = state();
  return sheet?.kind === 'subscriptions' ? sheet : undefined;
};

const mark = ({ dispatch }: Controls, filter: string | undefined): void =>
  dispatch({ type: 'sheet-changed', sheet: { kind: 'subscriptions', filter } });

const moveBy = (controls: Controls, by: number): void => {
  const sheet = openSheet(controls);
  if (sheet === undefined) return;
  const list = listOf(controls.session.monitor);
  const index = Math.max(0, Math.min(list.length - 1, markedIndex(sheet, list) + by));
  mark(controls, list[index]?.filter);
};

/** Does something with the subscription that is marked, if there is one. */
const withMarked =
  (act: (controls: Controls, monitor: MonitorSession, marked: Subscription) => void) =>
  (controls: Controls): void => {
    const sheet = openSheet(controls);
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

/** Opens the list of subscriptions; says in one sentence why it cannot. */
export const showSubscriptions = (controls: Controls): string | undefined => {
  if (controls.session.monitor === undefined) return noMonitor;
  const refusal = recordingRefusal(controls, 'subscriptions');
  if (refusal !== undefined) return refusal;
  mark(controls, undefined);
  return undefined;
};

const open = (controls: Controls): void => {
  const problem = showSubscriptions(controls);
  if (problem !== undefined) controls.session.notify(problem);
};

const close = ({ dispatch }: Controls): void =>
  dispatch({ type: 'sheet-changed', sheet: undefined });

const where = 'subscriptions';

/** The keys of the list, and the one that opens it. */
export const subscriptionsBindings: readonly KeyBinding[] = [
  { keys: ['F2'], where: 'anywhere', does: 'subscriptions: add, change, switch off', run: open },
  { keys: ['Up', 'k'], where, does: 'subscription above', run: (c) => moveBy(c, -1) },
  { keys: ['Down', 'j'], where, does: 'subscription below', run: (c) => moveBy(c, 1) },
  { keys: ['PageUp'], where, does: 'ten up', run: (c) => moveBy(c, -10) },
  { keys: ['PageDown'], where, does: 'ten down', run: (c) => moveBy(c, 10) },
  { keys: ['Home'], where, does: 'first one', run: (c) => moveBy(c, -Infinity) },
  { keys: ['End'], where, does: 'last one', run: (c) => moveBy(c, Infinity) },
  { keys: ['a', 'Insert'], where, does: 'watch one more', hint: 'add', run: (c) => openForm(c) },
  { keys: ['Enter', 'e'], where, does: 'change filter or options', hint: 'change', run: change },
  { keys: ['Space'], where, does: 'off, or on again', hint: 'off, on', run: switchOffOrOn },
  { keys: ['Delete'], where, does: 'remove; what came in stays', hint: 'remove', run: remove },
  { keys: ['F2', 'q'], where, does: 'close the subscriptions', run: close },
];
