import type { Controls, KeyBinding } from '../controls.ts';
import { told } from '../keys/key-binding.ts';
import { screenActions } from '../screen-actions.ts';
import { firstShown, nearestIndex } from '../widgets/list-window.ts';
import { showBroker } from './commands.ts';
import { nodesOf } from './nodes.ts';
import type { BrokerSheet } from './state.ts';

const withSheet = (
  { state, dispatch }: Controls,
  change: (sheet: BrokerSheet) => BrokerSheet,
): void => {
  const { sheet } = state();
  if (sheet?.kind === 'broker') dispatch({ type: 'sheet-changed', sheet: change(sheet) });
};

/** Scrolls the figures down (or, negative, up) by rows, as far as there are some. */
export const scrollBroker = (controls: Controls, by: number): void =>
  withSheet(controls, (sheet) => {
    const { boxes } = controls;
    const [all, room] = [boxes.inside('scrolled').rows, boxes.inside('sheet').rows];
    const top = firstShown(sheet.top, all, room) + by;
    return { ...sheet, top: firstShown(top, all, room) };
  });

const goToNode = (controls: Controls, by: number): void => {
  const { length } = nodesOf(controls.session);
  withSheet(controls, (sheet) => ({
    ...sheet,
    top: 0,
    node: nearestIndex(nearestIndex(sheet.node, length) + by, length),
  }));
};

const where = 'broker';

/** The keys of the sheet, and the one that opens it. */
export const brokerBindings: readonly KeyBinding[] = [
  {
    keys: ['F3'],
    where: 'anywhere',
    does: 'what the broker tells about itself ($SYS)',
    run: told(showBroker),
  },
  { keys: ['Up', 'k'], where, does: 'scroll up', run: (c) => scrollBroker(c, -1) },
  { keys: ['Down', 'j'], where, does: 'scroll down', run: (c) => scrollBroker(c, 1) },
  { keys: ['Left', 'h'], where, does: 'node before, in a cluster', run: (c) => goToNode(c, -1) },
  { keys: ['Right', 'l'], where, does: 'next node, in a cluster', run: (c) => goToNode(c, 1) },
  { keys: ['F3', 'q'], where, does: 'close what the broker tells', run: screenActions.closeSheet },
];
