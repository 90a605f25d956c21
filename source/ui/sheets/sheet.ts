import type { CompareSheet } from './compare-sheet.ts';
import type { BrokerSheet } from './broker-sheet.ts';
import type { CleanSheet } from './clean-sheet.ts';
import type { JumpSheet } from './jump-sheet.ts';
import type { PublishSheet } from '../publish/publish-state.ts';
import type { SubscriptionForm } from './subscription-form.ts';
import type { SubscriptionsSheet } from './subscriptions-sheet.ts';
import type { TemplatesSheet } from '../publish/templates-sheet.ts';

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

/** The sheets by name; keys that work in only one of them say so with it. */
export type SheetName = Sheet['kind'];
