import type { ActionContext } from '../action-context.ts';
import { brokerBindings, scrollBroker } from '../broker/keys.ts';
import { BrokerView, BrokerWatcher } from '../broker/view.tsx';
import { cleanBindings, scrollClean } from '../clean/keys.ts';
import { CleanView } from '../clean/view.tsx';
import { scrollComparison } from '../compare/actions.ts';
import { compareBindings } from '../compare/keys.ts';
import { CompareView } from '../compare/view.tsx';
import { jumpBindings, moveInJump } from '../jump/keys.ts';
import { JumpView } from '../jump/view.tsx';
import { scrollOutcome } from '../publish/actions.ts';
import { publishBindings } from '../publish/keys.ts';
import { PublishView } from '../publish/view.tsx';
import { formBindings } from '../subscriptions/form-keys.ts';
import { SubscriptionFormView } from '../subscriptions/form-view.tsx';
import { moveInSubscriptions, subscriptionsBindings } from '../subscriptions/keys.ts';
import { SubscriptionsView } from '../subscriptions/view.tsx';
import { moveInTemplates } from '../templates/actions.ts';
import { templatesBindings } from '../templates/keys.ts';
import { TemplatesView } from '../templates/view.tsx';
import type { SheetKind } from './sheet-kind.ts';
import type { Sheet, SheetName, SheetStates } from './sheet.ts';

/** Every sheet: the dispatchers, the screen, the help and docs/ read these rows. */
export const sheets: { readonly [Name in SheetName]: SheetKind<SheetStates[Name]> } = {
  compare: {
    title: 'Comparison of two messages',
    keys: compareBindings,
    View: CompareView,
    sharesFrom: 32,
    scroll: scrollComparison,
  },
  clean: {
    title: 'Clean retained messages',
    keys: cleanBindings,
    View: CleanView,
    scroll: scrollClean,
  },
  jump: {
    title: 'Go to a topic or room',
    keys: jumpBindings,
    View: JumpView,
    scroll: moveInJump,
  },
  publish: {
    title: 'Publish editor',
    keys: publishBindings,
    View: PublishView,
    scroll: scrollOutcome,
  },
  templates: {
    title: 'Templates',
    keys: templatesBindings,
    View: TemplatesView,
    scroll: moveInTemplates,
  },
  subscriptions: {
    title: 'Subscriptions',
    keys: subscriptionsBindings,
    View: SubscriptionsView,
    scroll: moveInSubscriptions,
  },
  subscription: {
    title: 'One subscription',
    keys: formBindings,
    View: SubscriptionFormView,
  },
  broker: {
    title: 'The broker',
    keys: brokerBindings,
    View: BrokerView,
    Work: BrokerWatcher,
    scroll: scrollBroker,
  },
};

// The table pairs each name with its own kind, which the compiler cannot follow.
/** The table row of the open sheet. */
export const kindOf = (sheet: Sheet): SheetKind<Sheet> =>
  sheets[sheet.kind] as unknown as SheetKind<Sheet>;

/** Scrolls the open sheet down by rows (up if negative). */
export const scrollSheet = (context: ActionContext, by: number): void => {
  const { sheet } = context.state();
  if (sheet !== undefined) kindOf(sheet).scroll?.(context, by);
};
