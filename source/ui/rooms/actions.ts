import type { Controls } from '../controls.ts';
import { selectPlace } from '../topics/select-place.ts';
import { askIfLocked } from './unlock.ts';

/** Goes to the n-th room, counted from 0; stays where there is none. */
export const goToRoom = (controls: Controls, index: number): void => {
  const room = controls.session.chat?.conversations[index];
  if (room === undefined) return;
  selectPlace(controls, { kind: 'room', topic: room.topic });
  controls.dispatch({ type: 'pane-focused', pane: 'input' });
  askIfLocked(controls);
};

const roomBy = (controls: Controls, by: 1 | -1): void => {
  const rooms = controls.session.chat?.conversations ?? [];
  const { selected } = controls.state();
  const index =
    selected?.kind === 'room' ? rooms.findIndex(({ topic }) => topic === selected.topic) : -1;
  const from = index === -1 && by === -1 ? 0 : index;
  goToRoom(controls, (from + by + rooms.length) % Math.max(1, rooms.length));
};

/** Where the next unread lines are, mentions first; -1 where there are none. */
const unreadRoom = ({ session }: Controls): number => {
  const rooms = session.chat?.conversations ?? [];
  const mentioned = rooms.findIndex(({ mentions }) => mentions > 0);
  return mentioned === -1 ? rooms.findIndex(({ unread }) => unread > 0) : mentioned;
};

/** Whether lines in another room than the one on the screen are unread. */
export const hasUnreadElsewhere = ({ session, state }: Controls): boolean => {
  const { selected } = state();
  const shown = selected?.kind === 'room' ? selected.topic : undefined;
  return (session.chat?.conversations ?? []).some(
    ({ topic, unread, mentions }) => topic !== shown && unread + mentions > 0,
  );
};

const nextUnread = (controls: Controls): void => {
  const index = unreadRoom(controls);
  if (index === -1) controls.session.notify('No room has unread lines.');
  else goToRoom(controls, index);
};

/** What the keys do that go from room to room. */
export const roomActions = {
  next: (controls: Controls): void => roomBy(controls, 1),
  previous: (controls: Controls): void => roomBy(controls, -1),
  nextUnread,
} satisfies Record<string, (controls: Controls) => void>;
