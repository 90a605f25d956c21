import type { Subscription, SubscriptionOptions } from '../../model/subscription.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import type { SheetBase } from '../sheets/sheet.ts';
import type { EditedLine } from '../widgets/line-editor.ts';

/** The list of subscriptions. */
export type SubscriptionsSheet = SheetBase & {
  readonly kind: 'subscriptions';
  /** The marked filter; if it is not in the list, the first one is marked. */
  readonly filter: string | undefined;
};

/** The form of a subscription, new or existing. */
export type SubscriptionForm = SheetBase & {
  readonly kind: 'subscription';
  /** The index of the active field. */
  readonly field: number;
  /** The filter as last left; while its field has the focus, `line` counts instead. */
  readonly filter: EditedLine;
  readonly options: SubscriptionOptions;
  /** The filter to replace. */
  readonly instead?: string;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly subscriptions: SubscriptionsSheet;
    readonly subscription: SubscriptionForm;
  }
}

/** The subscriptions in the order of the list. */
export const listOf = (monitor: MonitorSession | undefined): readonly Subscription[] => [
  ...(monitor?.subscriptions.values() ?? []),
];

/** What is wrong with the subscriptions of rooms, a sentence for each room. */
export const roomProblems = ({ chat }: MqttSession): readonly string[] =>
  [...(chat?.rooms.values() ?? [])].flatMap(({ topic, access: { problem } }) =>
    problem === undefined ? [] : [`#${printable(topic, 100)}: ${printable(problem, 300)}`],
  );

/** The index of the marked subscription. */
export const markedIndex = (sheet: SubscriptionsSheet, list: readonly Subscription[]): number =>
  Math.max(
    0,
    list.findIndex(({ filter }) => filter === sheet.filter),
  );

/** The filter as it is now, with what is being typed. */
export const filterOf = ({ line, filter }: SubscriptionForm): EditedLine => line ?? filter;
