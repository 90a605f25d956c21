import type { ActionContext } from '../action-context.ts';
import { brokerBindings, scrollBroker } from '../broker/keys.ts';
import { BrokerView, BrokerWatcher } from '../broker/view.tsx';
import { cleanBindings, scrollClean } from '../clean/keys.ts';
import { CleanView } from '../clean/view.tsx';
import { devicesBindings, moveInDevices } from '../devices/keys.ts';
import { DevicesView } from '../devices/view.tsx';
import { moveInConnections } from '../connections/actions.ts';
import { profileBindings } from '../connections/form-keys.ts';
import { ProfileView } from '../connections/form-view.tsx';
import { scrollImport } from '../connections/import-actions.ts';
import { importBindings } from '../connections/import-keys.ts';
import { ImportView } from '../connections/import-view.tsx';
import { connectionsBindings } from '../connections/keys.ts';
import { scrollTest } from '../connections/test-actions.ts';
import { testBindings } from '../connections/test-keys.ts';
import { TestView } from '../connections/test-view.tsx';
import { ConnectionsView } from '../connections/view.tsx';
import { scrollComparison } from '../compare/actions.ts';
import { compareBindings } from '../compare/keys.ts';
import { CompareView } from '../compare/view.tsx';
import { moveInPalette, paletteBindings } from '../palette/keys.ts';
import { SpokenPalette } from '../palette/spoken.tsx';
import { PaletteView } from '../palette/view.tsx';
import { moveInNumbers } from '../numbers/actions.ts';
import { numbersBindings } from '../numbers/keys.ts';
import { NumbersView } from '../numbers/view.tsx';
import { scrollOutcome } from '../publish/actions.ts';
import { publishBindings } from '../publish/keys.ts';
import { PublishView } from '../publish/view.tsx';
import { moveInHits, searchBindings } from '../search/keys.ts';
import { SearchView } from '../search/view.tsx';
import { moveInServers, serversBindings } from '../servers/keys.ts';
import { ServersView } from '../servers/view.tsx';
import { formBindings } from '../subscriptions/form-keys.ts';
import { SubscriptionFormView } from '../subscriptions/form-view.tsx';
import { moveInSubscriptions, subscriptionsBindings } from '../subscriptions/keys.ts';
import { SubscriptionsView } from '../subscriptions/view.tsx';
import { moveInTemplates } from '../templates/actions.ts';
import { templatesBindings } from '../templates/keys.ts';
import { TemplatesView } from '../templates/view.tsx';
import { moveInThemes, themesBindings } from '../themes/keys.ts';
import { sharesFrom, ThemesView } from '../themes/view.tsx';
import type { SheetKind } from './sheet-kind.ts';
import type { Sheet, SheetName, SheetStates } from './sheet.ts';

/** Every sheet: the dispatchers, the screen, the help and docs/ read these rows. */
export const sheets: { readonly [Name in SheetName]: SheetKind<SheetStates[Name]> } = {
  compare: {
    title: 'Comparison of two messages',
    task: 'inspect',
    keys: compareBindings,
    View: CompareView,
    sharesFrom: 32,
    scroll: scrollComparison,
  },
  clean: {
    title: 'Clean retained messages',
    task: 'publish',
    keys: cleanBindings,
    View: CleanView,
    scroll: scrollClean,
  },
  palette: {
    title: 'Palette',
    task: 'find',
    keys: paletteBindings,
    View: PaletteView,
    Spoken: SpokenPalette,
    scroll: moveInPalette,
  },
  search: {
    title: 'Search in all rooms',
    task: 'find',
    keys: searchBindings,
    View: SearchView,
    scroll: moveInHits,
  },
  numbers: {
    title: 'Numbers to chart',
    task: 'chart',
    keys: numbersBindings,
    View: NumbersView,
    scroll: moveInNumbers,
  },
  publish: {
    title: 'Publish editor',
    task: 'publish',
    keys: publishBindings,
    View: PublishView,
    scroll: scrollOutcome,
  },
  templates: {
    title: 'Templates',
    task: 'publish',
    keys: templatesBindings,
    View: TemplatesView,
    scroll: moveInTemplates,
  },
  subscriptions: {
    title: 'Subscriptions',
    task: 'watch',
    keys: subscriptionsBindings,
    View: SubscriptionsView,
    scroll: moveInSubscriptions,
  },
  subscription: {
    title: 'One subscription',
    task: 'watch',
    keys: formBindings,
    View: SubscriptionFormView,
  },
  devices: {
    title: 'Devices',
    task: 'watch',
    keys: devicesBindings,
    View: DevicesView,
    scroll: moveInDevices,
  },
  broker: {
    title: 'The broker',
    task: 'broker',
    keys: brokerBindings,
    View: BrokerView,
    Work: BrokerWatcher,
    scroll: scrollBroker,
  },
  connections: {
    title: 'Connections',
    task: 'broker',
    keys: connectionsBindings,
    View: ConnectionsView,
    scroll: moveInConnections,
  },
  profile: {
    title: 'One connection',
    task: 'broker',
    keys: profileBindings,
    View: ProfileView,
  },
  test: {
    title: 'Connection test',
    task: 'broker',
    keys: testBindings,
    View: TestView,
    scroll: scrollTest,
  },
  import: {
    title: 'Import of connections',
    task: 'broker',
    keys: importBindings,
    View: ImportView,
    scroll: scrollImport,
  },
  servers: {
    title: 'Servers',
    task: 'broker',
    keys: serversBindings,
    View: ServersView,
    scroll: moveInServers,
  },
  theme: {
    title: 'Themes',
    task: 'program',
    keys: themesBindings,
    View: ThemesView,
    sharesFrom,
    scroll: moveInThemes,
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
