import type { Room } from '../../model/room.ts';
import type { MqttSession } from '../../session/session.ts';
import type { Workspace } from '../../session/workspace.ts';
import type { ActionContext } from '../action-context.ts';
import { goTo } from '../topics/change-selection.ts';
import { askIfLocked } from './unlock.ts';

/** A room or conversation, and the session it belongs to. */
export type RoomPlace = { readonly session: MqttSession; readonly room: Room };

/** The rooms of all sessions, in the order of the tree. */
export const roomPlaces = ({ sessions }: Workspace): readonly RoomPlace[] =>
  sessions.flatMap((session) =>
    (session.chat?.conversations ?? []).map((room) => ({ session, room })),
  );

/** Whether a room is the one on the right. */
const isShown = ({ session, state }: ActionContext, place: RoomPlace): boolean => {
  const { selected } = state();
  return (
    place.session === session && selected?.kind === 'room' && selected.topic === place.room.topic
  );
};

/** Selects the n-th room of all sessions, counted from 0, if there is one. */
export const goToRoom = (context: ActionContext, index: number): void => {
  const place = roomPlaces(context.workspace)[index];
  if (place === undefined) return;
  const there = goTo(context, place.session, { kind: 'room', topic: place.room.topic });
  if (!askIfLocked(there)) there.dispatch({ type: 'pane-focused', pane: 'input' });
};

const roomBy = (context: ActionContext, by: 1 | -1): void => {
  const places = roomPlaces(context.workspace);
  const shown = places.findIndex((place) => isShown(context, place));
  const first = places.findIndex(({ session }) => session === context.session);
  const from = shown === -1 ? Math.max(0, first) - (by === 1 ? 1 : 0) : shown;
  goToRoom(context, (from + by + places.length) % Math.max(1, places.length));
};

/** The index of the next room with unread lines, mentions first; -1 if there is none. */
const unreadRoom = ({ workspace }: ActionContext): number => {
  const places = roomPlaces(workspace);
  const mentioned = places.findIndex(({ room }) => room.reading.mentions > 0);
  return mentioned === -1 ? places.findIndex(({ room }) => room.reading.unread > 0) : mentioned;
};

/** Whether there are unread lines in a room that is not on the screen. */
export const hasUnreadElsewhere = (context: ActionContext): boolean =>
  roomPlaces(context.workspace).some(
    (place) =>
      !isShown(context, place) && place.room.reading.unread + place.room.reading.mentions > 0,
  );

const nextUnread = (context: ActionContext): void => {
  const index = unreadRoom(context);
  if (index === -1) context.session.notify('No room has unread lines.');
  else goToRoom(context, index);
};

/** What the keys that switch rooms do. */
export const roomActions = {
  next: (context: ActionContext): void => roomBy(context, 1),
  previous: (context: ActionContext): void => roomBy(context, -1),
  nextUnread,
} satisfies Record<string, (context: ActionContext) => void>;
