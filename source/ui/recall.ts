import { printable } from '../payload/printable.ts';
import type { Found } from '../session/room-history.ts';
import type { Controls } from './controls.ts';
import { dayInWords, timeOfDay } from './figures.ts';
import { selectedRoom } from './tree-list.ts';

/** Loads what was said earlier in the room on the screen, when less than `entries` are left above the log's bottom. */
export const recallAbove = ({ session, state }: Controls, entries: number): void => {
  const room = selectedRoom(session, state());
  if (room === undefined) return;
  const bottom = state().cursor ?? state().anchor?.position ?? room.lines.end - 1;
  const missing = entries - (bottom - room.lines.first);
  if (missing > 0) session.chat?.history?.recallEarlier(room, Math.max(missing, entries));
};

/** So many lines come when the oldest is asked for; asking again brings more. */
const atOnce = 2000;

/** Loads a good part of what was said before all that is here. */
export const recallOldest = ({ session, state }: Controls): void => {
  const room = selectedRoom(session, state());
  if (room !== undefined) session.chat?.history?.recallEarlier(room, atOnce);
};

/**
 * Finds a text further up than what is loaded, and loads up to it. Returns the position of the
 * entry, or in one sentence why it cannot be shown.
 */
export const recallHit = ({ session, state }: Controls, text: string): number | string => {
  const room = selectedRoom(session, state());
  const found: Found | undefined =
    room === undefined ? undefined : session.chat?.history?.find(room, text);
  if (found === undefined) return `"${printable(text, 100)}" is not found further up.`;
  if ('position' in found) return found.position;
  const { at, user, say } = found.tooFar;
  return `Found, but too far up to be shown: ${dayInWords(at)}, ${timeOfDay(at)}, ${printable(user, 50)}: ${printable(say, 200)}`;
};
