import type { ActionContext, KeyBinding } from '../action-context.ts';
import { goToRoom, hasUnreadElsewhere, roomActions } from './actions.ts';
import { copyPassphrase, isOffered, takePassphrase } from './secret.ts';

/** What goes to the first room. */
export const goToFirstRoom = (context: ActionContext): void => goToRoom(context, 0);

/** Whether other rooms can be gone to: a form keeps the keys unless it is another broker's. */
const canLeave = ({ workspace, state }: ActionContext): boolean =>
  workspace.hasSeveral || (state().credentials === undefined && state().name === undefined);

/** The keys that go to the first rooms, in order. */
export const roomKeys = Array.from({ length: 9 }, (_, index): KeyBinding => ({
  action: `room-${index + 1}`,
  keys: [`Alt+${index + 1}`],
  scope: 'rooms',
  description: `go to room ${index + 1}`,
  isEnabled: canLeave,
  run: index === 0 ? goToFirstRoom : (context) => goToRoom(context, index),
}));

/** The keys that switch rooms. */
export const roomBindings: readonly KeyBinding[] = [
  ...roomKeys,
  {
    action: 'next-unread',
    keys: ['Alt+A'],
    scope: 'rooms',
    isEnabled: canLeave,
    description: 'next room with unread lines, mentions first',
    // Before the panes: on a narrow screen only this hint shows that there are unread lines elsewhere.
    weight: 20,
    hint: 'unread',
    isHintShown: hasUnreadElsewhere,
    run: roomActions.nextUnread,
  },
  {
    action: 'previous-room',
    keys: ['Alt+Left'],
    scope: 'rooms',
    description: 'previous room',
    isEnabled: canLeave,
    run: roomActions.previous,
  },
  {
    action: 'next-room',
    keys: ['Alt+Right'],
    scope: 'rooms',
    description: 'next room',
    isEnabled: canLeave,
    run: roomActions.next,
  },
  {
    action: 'join',
    isFixed: true,
    keys: ['Enter', 'Tab'],
    scope: 'passphrase prompt',
    description: 'join the private room with the passphrase',
    weight: 310,
    hint: (context) => (isOffered(context) ? 'take it' : 'join'),
    run: takePassphrase,
  },
  {
    action: 'copy',
    keys: ['Alt+Y'],
    scope: 'passphrase prompt',
    description: 'copy the passphrase that is offered for a new room',
    weight: 300,
    hint: 'copy',
    isEnabled: isOffered,
    run: copyPassphrase,
  },
];
