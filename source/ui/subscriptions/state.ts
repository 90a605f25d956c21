import type { Subscription, SubscriptionOptions } from '../../model/subscription.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import type { SheetBase } from '../sheets/sheet.ts';
import type { EditedLine } from '../widgets/line-editor.ts';

/** The topic filters that are watched. */
export type SubscriptionsSheet = SheetBase & {
  readonly kind: 'subscriptions';
  /** The filter that is marked; the first one while there is no such. */
  readonly filter: string | undefined;
};

/** One subscription being written: a new one, or one that is changed. */
export type SubscriptionForm = SheetBase & {
  readonly kind: 'subscription';
  /** The number of the field that is worked in. */
  readonly field: number;
  /** The filter as last left; while its field has the focus, `line` counts instead. */
  readonly filter: EditedLine;
  readonly options: SubscriptionOptions;
  /** The filter that is changed. */
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

/** Which of the list is marked. */
export const markedIndex = (sheet: SubscriptionsSheet, list: readonly Subscription[]): number =>
  Math.max(
    0,
    list.findIndex(({ filter }) => filter === sheet.filter),
  );

/** The filter as it is now, with what is being typed. */
export const filterOf = ({ line, filter }: SubscriptionForm): EditedLine => line ?? filter;
