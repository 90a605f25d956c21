import type { ActionContext, KeyBinding } from './action-context.ts';
import { screenActions } from './screen-actions.ts';

const zoomKeys = (['tree', 'log', 'details'] as const).map((scope): KeyBinding => ({
  action: 'zoom',
  keys: ['z'],
  scope,
  task: 'program',
  weight: 31,
  hint: 'zoom',
  description:
    'this pane over the whole screen, and back; log and details without borders, for the mouse to select',
  run: screenActions.zoom,
}));

/** Whether there is a step to go back. */
const canGoBack = ({ state }: ActionContext): boolean => {
  const { prompt, steps } = state();
  return prompt !== undefined || steps.length > 0;
};

/** The keys for the whole screen: its panes, the open sheet, the terminal. */
export const screenBindings: readonly KeyBinding[] = [
  ...zoomKeys,
  {
    action: 'next-pane',
    keys: ['Tab'],
    scope: 'anywhere',
    description: 'next pane (in the input box while it is empty)',
    weight: 16,
    hint: 'panes',
    run: screenActions.nextPane,
  },
  {
    action: 'previous-pane',
    keys: ['Shift+Tab'],
    scope: 'anywhere',
    description: 'previous pane',
    run: screenActions.previousPane,
  },
  {
    action: 'input',
    keys: [],
    scope: 'anywhere',
    description: 'to the input box',
    run: ({ dispatch }) => dispatch({ type: 'pane-focused', pane: 'input' }),
  },
  {
    action: 'back',
    isFixed: true,
    keys: ['Esc'],
    scope: 'anywhere',
    description: 'one step back, in the end to the input box',
    weight: 25,
    hint: 'back',
    isHintShown: canGoBack,
    run: screenActions.back,
  },
  {
    action: 'close',
    isFixed: true,
    keys: ['Esc'],
    scope: 'sheet',
    description: 'close the sheet',
    weight: 400,
    hint: 'close',
    run: screenActions.closeSheet,
  },
  {
    action: 'redraw',
    keys: ['Ctrl+L'],
    scope: 'always',
    description: 'redraw the screen',
    task: 'program',
    run: screenActions.repaint,
  },
  {
    action: 'suspend',
    keys: ['Ctrl+Z'],
    scope: 'always',
    description: 'suspend; fg comes back',
    task: 'program',
    run: screenActions.suspend,
  },
];
