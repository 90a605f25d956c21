import type { ActionContext, KeyBinding } from '../action-context.ts';
import type { SizedPane } from '../layout/pane-sizes.ts';
import { moveBorder, resetSizes } from './borders.ts';

/** How far a key moves a border that stands upright, in columns. */
const step = 2;

const moving =
  (pane: SizedPane, by: number) =>
  (context: ActionContext): void => {
    if (!moveBorder(context, pane, by))
      context.session.notify(
        pane === 'tree'
          ? 'No panes stand side by side: there is no border to move.'
          : 'There are no details below the log: there is no border to move.',
      );
  };

const sizeKey = (
  arrow: 'Left' | 'Right' | 'Up' | 'Down',
  description: string,
  run: KeyBinding['run'],
): KeyBinding => ({
  action: description.replace(' ', '-'),
  // Windows Terminal keeps the first for itself, and some terminals do not send it.
  keys: [`Alt+Shift+${arrow}`, `Ctrl+X ${arrow}`],
  scope: 'anywhere',
  description,
  run,
});

/** The keys that move the borders between the panes. */
export const sizeBindings: readonly KeyBinding[] = [
  sizeKey('Left', 'tree narrower', moving('tree', -step)),
  sizeKey('Right', 'tree wider', moving('tree', step)),
  sizeKey('Up', 'details higher', moving('details', -1)),
  sizeKey('Down', 'details lower', moving('details', 1)),
  {
    action: 'usual-sizes',
    keys: ['Ctrl+X ='],
    scope: 'anywhere',
    description: 'usual sizes of the panes',
    run: (context) => resetSizes(context),
  },
];
