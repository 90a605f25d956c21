import type { CompareSheet } from '../compare/state.ts';
import type { BrokerSheet } from '../broker/state.ts';
import type { CleanSheet } from '../clean/state.ts';
import type { JumpSheet } from '../jump/state.ts';
import type { PublishSheet } from '../publish/state.ts';
import type { SubscriptionForm, SubscriptionsSheet } from '../subscriptions/state.ts';
import type { TemplatesSheet } from '../templates/state.ts';

/** What lies over the whole screen and is worked in by keys; immutable, as all of the UI state. */
export type Sheet =
  | CompareSheet
  | CleanSheet
  | JumpSheet
  | SubscriptionsSheet
  | SubscriptionForm
  | BrokerSheet
  | PublishSheet
  | TemplatesSheet;

type Read<Kind> = {
  readonly kind: Kind;
  /** The first row that is shown. */
  readonly top: number;
};

/** What is only read, over everything else, a form that asks included; what lies beneath stays as it is. */
export type ReadSheet = Read<'help'> | Read<'statistics'> | Read<'devices'> | Read<'watches'>;

/** The sheets by name; keys that work in only one of them say so with it. */
export type SheetName = (Sheet | ReadSheet)['kind'];
