import type { ActionContext } from '../action-context.ts';
import { changeSelection } from '../topics/change-selection.ts';
import { askIfLocked } from './unlock.ts';

/** Selects the n-th room, counted from 0, if there is one. */
export const goToRoom = (context: ActionContext, index: number): void => {
  const room = context.session.chat?.conversations[index];
  if (room === undefined) return;
  changeSelection(context, { kind: 'room', topic: room.topic });
  if (!askIfLocked(context)) context.dispatch({ type: 'pane-focused', pane: 'input' });
};

const roomBy = (context: ActionContext, by: 1 | -1): void => {
  const rooms = context.session.chat?.conversations ?? [];
  const { selected } = context.state();
  const index =
    selected?.kind === 'room' ? rooms.findIndex(({ topic }) => topic === selected.topic) : -1;
  const from = index === -1 && by === -1 ? 0 : index;
  goToRoom(context, (from + by + rooms.length) % Math.max(1, rooms.length));
};

/** The index of the next room with unread lines, mentions first; -1 if there is none. */
const unreadRoom = ({ session }: ActionContext): number => {
  const rooms = session.chat?.conversations ?? [];
  const mentioned = rooms.findIndex(({ reading }) => reading.mentions > 0);
  return mentioned === -1 ? rooms.findIndex(({ reading }) => reading.unread > 0) : mentioned;
};

/** Whether there are unread lines in a room that is not on the screen. */
export const hasUnreadElsewhere = ({ session, state }: ActionContext): boolean => {
  const { selected } = state();
  const shown = selected?.kind === 'room' ? selected.topic : undefined;
  return (session.chat?.conversations ?? []).some(
    ({ topic, reading }) => topic !== shown && reading.unread + reading.mentions > 0,
  );
};

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
