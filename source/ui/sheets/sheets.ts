import { scrollComparison } from '../compare/actions.ts';
import { CompareView } from '../compare/view.tsx';
import { scrollBroker } from '../broker/keys.ts';
import { BrokerView, BrokerWatcher } from '../broker/view.tsx';
import { scrollClean } from '../clean/keys.ts';
import { CleanView } from '../clean/view.tsx';
import type { ActionContext } from '../action-context.ts';
import { moveInJump } from '../jump/keys.ts';
import { JumpView } from '../jump/view.tsx';
import { scrollOutcome } from '../publish/actions.ts';
import { PublishView } from '../publish/view.tsx';
import type { ReadSheet, Sheet, SheetName } from './sheet.ts';
import { ReadView } from './read-view.tsx';
import { scrollReading } from './reading.ts';
import { shownSheet } from '../ui-state.ts';
import type { SheetKind } from './sheet-kind.ts';
import { SubscriptionFormView } from '../subscriptions/form-view.tsx';
import { moveInSubscriptions } from '../subscriptions/keys.ts';
import { SubscriptionsView } from '../subscriptions/view.tsx';
import { moveInTemplates } from '../templates/actions.ts';
import { TemplatesView } from '../templates/view.tsx';

const reading = { View: ReadView, scroll: scrollReading };

const sheets: {
  readonly [Name in SheetName]: SheetKind<Extract<Sheet | ReadSheet, { kind: Name }>>;
} = {
  compare: { View: CompareView, scroll: scrollComparison },
  clean: { View: CleanView, scroll: scrollClean },
  jump: { View: JumpView, scroll: moveInJump },
  broker: { View: BrokerView, Work: BrokerWatcher, scroll: scrollBroker },
  publish: { View: PublishView, scroll: scrollOutcome },
  templates: { View: TemplatesView, scroll: moveInTemplates },
  subscriptions: { View: SubscriptionsView, scroll: moveInSubscriptions },
  subscription: { View: SubscriptionFormView },
  help: reading,
  statistics: reading,
  devices: reading,
  watches: reading,
};

// The table pairs each name with its own kind, which the compiler cannot follow.
/** How a sheet is drawn and scrolled. */
export const kindOf = (sheet: Sheet | ReadSheet): SheetKind<Sheet | ReadSheet> =>
  sheets[sheet.kind] as unknown as SheetKind<Sheet | ReadSheet>;

/** Scrolls the sheet that is open down (or, negative, up) by rows. */
export const scrollSheet = (context: ActionContext, by: number): void => {
  const sheet = shownSheet(context.state());
  if (sheet !== undefined) kindOf(sheet).scroll?.(context, by);
};
