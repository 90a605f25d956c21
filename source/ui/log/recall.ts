import type { BoundedLog } from '../../model/bounded-log.ts';
import type { RoomLine } from '../../model/room-line.ts';
import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';

/** The lines in the log of a conversation: the newest, or a stretch of its past. */
export const shownLines = ({
  session,
  state,
}: Pick<ActionContext, 'session' | 'state'>): BoundedLog<RoomLine> | undefined =>
  state().past?.lines ?? selectedRoom(session, state())?.lines;

/** Where to count from: the entry at the cursor, or the bottom. */
type Where = 'cursor' | 'bottom';

const positionOf = (where: Where, { cursor, anchor }: UiState, end: number): number =>
  (where === 'cursor' ? cursor : undefined) ?? anchor?.position ?? end - 1;

/** Loads earlier lines of the room shown when fewer than `entries` are left above. */
export const recallAbove = (context: ActionContext, entries: number, where: Where): void => {
  const { session, state } = context;
  const room = selectedRoom(session, state());
  const lines = shownLines(context);
  if (room === undefined || lines === undefined) return;
  const { past } = state();
  const missing = entries - (positionOf(where, state(), lines.end) - lines.first);
  if (missing <= 0) return;
  if (past !== undefined) past.loadEarlier(Math.max(missing, entries));
  else session.chat?.history?.recallEarlier(room, Math.max(missing, entries));
  session.clock.changedNow('conversation');
};

/**
 * Loads later lines when fewer than `entries` are left below in the stretch of the past that is shown.
 * At its end, when nothing more follows, leaves the past; returns whether it did.
 */
export const recallBelow = (
  { session, state, dispatch }: ActionContext,
  entries: number,
  where: Where,
): boolean => {
  const { past } = state();
  if (past === undefined) return false;
  session.clock.changedNow('conversation');
  const left = past.lines.end - 1 - positionOf(where, state(), past.lines.end);
  if (left >= entries || past.loadLater(entries) > 0 || left > 0) return false;
  dispatch({ type: 'log-scrolled', anchor: undefined });
  return true;
};

/** How many lines to load on a jump to the oldest; another jump loads more. */
const atOnce = 2000;

/** Loads a large part of what was said before the loaded lines. */
export const recallOldest = ({ session, state }: ActionContext): void => {
  const room = selectedRoom(session, state());
  const { past } = state();
  if (past !== undefined) past.loadEarlier(atOnce);
  else if (room !== undefined) session.chat?.history?.recallEarlier(room, atOnce);
  session.clock.changedNow('conversation');
};

/**
 * Finds a text above the loaded lines and loads up to it; if that is too far, the log shows only what
 * surrounds it. Returns the position of the entry, or one sentence saying that there is no match.
 */
export const recallHit = (
  { session, state, dispatch }: ActionContext,
  text: string,
  isFirst: boolean,
): number | string => {
  const room = selectedRoom(session, state());
  const { chat } = session;
  const found =
    room === undefined ? undefined : chat?.history?.find(room, text, chat.attention, state().past);
  session.clock.changedNow('conversation');
  if (found === undefined)
    return `"${printable(text, 100)}" was not found${isFirst ? ' in this log' : ' further up'}.`;
  if (found.past !== undefined) dispatch({ type: 'past-opened', past: found.past });
  return found.position;
};
