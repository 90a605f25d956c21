import type { KeyBinding } from '../controls.ts';
import { goToRoom, hasUnreadElsewhere, roomActions } from './actions.ts';

const roomKeys = Array.from({ length: 9 }, (_, index): KeyBinding => ({
  keys: [`Alt+${index + 1}`],
  where: 'anywhere',
  does: `go to room ${index + 1}`,
  run: (controls) => goToRoom(controls, index),
}));

/** The key to what is unread elsewhere. */
export const unreadBinding: KeyBinding = {
  keys: ['Alt+A'],
  where: 'anywhere',
  does: 'next room with unread lines, mentions first',
  hint: 'unread',
  hintWhen: hasUnreadElsewhere,
  run: roomActions.nextUnread,
};

/** The keys that go from room to room. */
export const roomBindings: readonly KeyBinding[] = [
  ...roomKeys,
  { keys: ['Alt+Left'], where: 'anywhere', does: 'previous room', run: roomActions.previous },
  { keys: ['Alt+Right'], where: 'anywhere', does: 'next room', run: roomActions.next },
];
