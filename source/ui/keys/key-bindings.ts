import { chartBindings } from '../chart/keys.ts';
import { compareBindings } from '../compare/keys.ts';
import { brokerBindings } from '../broker/keys.ts';
import { cleanBindings } from '../clean/keys.ts';
import { dialogBindings, questionBindings } from '../dialogs/keys.ts';
import { detailsBindings } from '../details/keys.ts';
import { helpBindings } from '../help/keys.ts';
import { readingBindings } from '../sheets/reading-keys.ts';
import type { KeyBinding } from '../action-context.ts';
import { inputBindings } from '../input/keys.ts';
import { jumpBindings } from '../jump/keys.ts';
import { exportBinding, logBindings, scrollBindings, tableBinding } from '../log/keys.ts';
import { quitBinding } from '../quitting/keys.ts';
import { recordBindings } from '../record/keys.ts';
import { recordingBindings } from '../recording/keys.ts';
import { publishBindings } from '../publish/keys.ts';
import { roomBindings, unreadBinding } from '../rooms/keys.ts';
import { screenActions } from '../screen-actions.ts';
import { templatesBindings } from '../templates/keys.ts';
import { formBindings } from '../subscriptions/form-keys.ts';
import { subscriptionsBindings } from '../subscriptions/keys.ts';
import { treeBindings } from '../topics/keys.ts';

const zoomKeys = (['tree', 'log', 'details'] as const).map((scope): KeyBinding => ({
  keys: ['z'],
  scope,
  description:
    scope === 'tree'
      ? 'this pane over the whole screen, and back'
      : 'this pane over the whole screen, without borders for the mouse to select, and back',
  run: screenActions.zoom,
}));

/** Every key, the first that fits wins: the dispatcher, the hints, the help screen and docs/ read these rows. */
export const keyBindings: readonly KeyBinding[] = [
  ...questionBindings,
  ...readingBindings,
  {
    keys: ['Esc'],
    scope: 'sheet',
    description: 'close it',
    hint: 'close',
    run: screenActions.closeSheet,
  },
  ...cleanBindings,
  ...jumpBindings,
  ...publishBindings,
  ...templatesBindings,
  ...subscriptionsBindings,
  ...brokerBindings,
  ...formBindings,
  ...dialogBindings,
  ...inputBindings,
  ...recordingBindings,
  ...chartBindings,
  tableBinding,
  ...compareBindings,
  ...recordBindings,
  exportBinding,
  ...zoomKeys,
  ...treeBindings,
  ...logBindings,
  ...detailsBindings,
  { keys: ['d'], scope: 'details', description: 'details off', run: screenActions.toggleDetails },
  // Before the panes: on a narrow screen the hint is all that tells of unread lines elsewhere.
  unreadBinding,
  {
    keys: ['Tab'],
    scope: 'anywhere',
    description: 'next pane (in the input box while it is empty)',
    hint: 'panes',
    run: screenActions.nextPane,
  },
  {
    keys: ['Shift+Tab'],
    scope: 'anywhere',
    description: 'previous pane',
    run: screenActions.previousPane,
  },
  ...roomBindings,
  ...scrollBindings,
  {
    keys: ['Esc'],
    scope: 'anywhere',
    description: 'back: drop the filter, return to the input box',
    run: screenActions.back,
  },
  ...helpBindings,
  quitBinding,
  {
    keys: ['Ctrl+L'],
    scope: 'always',
    description: 'paint the screen anew',
    run: screenActions.repaint,
  },
  {
    keys: ['Ctrl+Z'],
    scope: 'always',
    description: 'suspend; fg comes back',
    run: screenActions.suspend,
  },
];
