import type { KeyBinding } from './action-context.ts';
import { screenActions } from './screen-actions.ts';

const zoomKeys = (['tree', 'log', 'details'] as const).map((scope): KeyBinding => ({
  keys: ['z'],
  scope,
  description:
    scope === 'tree'
      ? 'this pane over the whole screen, and back'
      : 'this pane over the whole screen, without borders for the mouse to select, and back',
  run: screenActions.zoom,
}));

/** The keys for the whole screen: its panes, the open sheet, the terminal. */
export const screenBindings: readonly KeyBinding[] = [
  ...zoomKeys,
  {
    keys: ['Tab'],
    scope: 'anywhere',
    description: 'next pane (in the input box while it is empty)',
    weight: 10,
    hint: 'panes',
    run: screenActions.nextPane,
  },
  {
    keys: ['Shift+Tab'],
    scope: 'anywhere',
    description: 'previous pane',
    run: screenActions.previousPane,
  },
  {
    keys: ['Esc'],
    scope: 'anywhere',
    description: 'one step back, in the end to the input box',
    run: screenActions.back,
  },
  {
    keys: ['Esc'],
    scope: 'sheet',
    description: 'close the sheet',
    weight: 400,
    hint: 'close',
    run: screenActions.closeSheet,
  },
  {
    keys: ['Ctrl+L'],
    scope: 'always',
    description: 'redraw the screen',
    run: screenActions.repaint,
  },
  {
    keys: ['Ctrl+Z'],
    scope: 'always',
    description: 'suspend; fg comes back',
    run: screenActions.suspend,
  },
];
