import type { ActionContext, KeyBinding } from '../action-context.ts';
import { screenActions } from '../screen-actions.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { nearestIndex } from '../widgets/list-window.ts';

/** Moves the mark down (up if negative), within the list. */
export const moveInServers = (context: ActionContext, by: number): void => {
  const sheet = sheetOfKind(context, 'servers');
  if (sheet === undefined) return;
  const index = nearestIndex(sheet.index + by, context.session.servers.all.length);
  context.dispatch({ type: 'sheet-changed', sheet: { kind: 'servers', index } });
};

/** Connects to the marked server; the list stays to show how that goes. */
const connect = (context: ActionContext): void => {
  const { session } = context;
  const server = session.servers.all[sheetOfKind(context, 'servers')?.index ?? 0];
  if (server !== undefined) session.useServer(server);
};

const scope = 'servers';

/** The keys of the list of servers. */
export const serversBindings: readonly KeyBinding[] = [
  {
    action: 'up',
    keys: ['Up', 'k'],
    scope,
    description: 'server above',
    run: (c) => moveInServers(c, -1),
  },
  {
    action: 'down',
    keys: ['Down', 'j'],
    scope,
    description: 'server below',
    run: (c) => moveInServers(c, 1),
  },
  {
    action: 'first',
    keys: ['Home'],
    scope,
    description: 'first one',
    run: (c) => moveInServers(c, -Infinity),
  },
  {
    action: 'last',
    keys: ['End'],
    scope,
    description: 'last one',
    run: (c) => moveInServers(c, Infinity),
  },
  {
    action: 'connect',
    keys: ['Enter'],
    scope,
    description: 'connect to it now',
    weight: 320,
    hint: 'connect',
    run: connect,
  },
  {
    action: 'close',
    keys: ['q'],
    scope,
    description: 'close the servers',
    run: screenActions.closeSheet,
  },
];
