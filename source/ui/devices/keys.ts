import { deviceBranch } from '../../model/devices/device-branch.ts';
import type { ActionContext, KeyBinding } from '../action-context.ts';
import { goToTopic } from '../palette/go.ts';
import { screenActions } from '../screen-actions.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import { devicesIn, markedDevice } from './state.ts';

/** Moves the mark down (up if negative), within the list. */
export const moveInDevices = (context: ActionContext, by: number): void => {
  const sheet = sheetOfKind(context, 'devices');
  if (sheet === undefined) return;
  const list = devicesIn(context.session);
  const index = nearestIndex(markedDevice(sheet, list) + by, list.length);
  context.dispatch({
    type: 'sheet-changed',
    sheet: { kind: 'devices', device: list[index]?.key, index },
  });
};

/** Goes to the branch on which the marked device publishes. */
const go = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'devices');
  if (sheet === undefined) return;
  const list = devicesIn(context.session);
  const device = list[markedDevice(sheet, list)];
  const branch = device === undefined ? undefined : deviceBranch(device);
  context.dispatch({ type: 'sheet-changed', sheet: undefined });
  if (branch !== undefined) goToTopic(context, branch);
};

/** Rows per page key: one row stays in sight. */
const page = ({ boxes }: ActionContext): number => Math.max(1, boxes.inside('sheet').rows - 2);

const scope = 'devices';

/** The keys of the list of devices. */
export const devicesBindings: readonly KeyBinding[] = [
  {
    action: 'up',
    keys: ['Up', 'k'],
    scope,
    description: 'device above',
    run: (c) => moveInDevices(c, -1),
  },
  {
    action: 'down',
    keys: ['Down', 'j'],
    scope,
    description: 'device below',
    run: (c) => moveInDevices(c, 1),
  },
  {
    action: 'page-up',
    keys: ['PageUp'],
    scope,
    description: 'a page up',
    run: (c) => moveInDevices(c, -page(c)),
  },
  {
    action: 'page-down',
    keys: ['PageDown'],
    scope,
    description: 'a page down',
    run: (c) => moveInDevices(c, page(c)),
  },
  {
    action: 'first',
    keys: ['Home'],
    scope,
    description: 'first one',
    run: (c) => moveInDevices(c, -Infinity),
  },
  {
    action: 'last',
    keys: ['End'],
    scope,
    description: 'last one',
    run: (c) => moveInDevices(c, Infinity),
  },
  {
    action: 'go',
    keys: ['Enter'],
    scope,
    description: 'go to its topics',
    weight: 320,
    hint: 'topics',
    run: go,
  },
  {
    action: 'close',
    keys: ['q'],
    scope,
    description: 'close the list',
    run: screenActions.closeSheet,
  },
];
