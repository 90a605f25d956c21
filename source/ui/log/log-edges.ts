import { DirectRoom } from '../../model/direct-room.ts';
import { printable } from '../../payload/printable.ts';
import { EncryptedConversation } from '../../session/chat/encrypted-conversation.ts';
import { LockedRoom } from '../../session/chat/locked-room.ts';
import { SecretRoom } from '../../session/chat/secret-room.ts';
import type { MqttSession } from '../../session/session.ts';
import { count, plural } from '../../format/count.ts';
import { roomName } from '../rooms/room-name.ts';
import { loggedNode, selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';
import type { LogSource } from './log-window.ts';

const titleOf = (
  session: MqttSession,
  state: Pick<UiState, 'selected'>,
): { readonly title: string; readonly note: string } => {
  const room = selectedRoom(session, state);
  if (room instanceof DirectRoom)
    return {
      title: roomName(session, room),
      note: room instanceof EncryptedConversation ? 'direct messages' : 'not encrypted',
    };
  if (room instanceof LockedRoom) return { title: roomName(session, room), note: '' };
  // The reason is too long for many screens: it is said in the room.
  if (room?.access.putAside !== undefined)
    return { title: roomName(session, room), note: 'put aside' };
  if (room?.access.problem !== undefined)
    return { title: roomName(session, room), note: printable(room.access.problem, 300) };
  if (room !== undefined) {
    const check = room instanceof SecretRoom ? ` · check ${room.checkCode}` : '';
    return {
      title: roomName(session, room),
      note: `${plural(room.people.count, 'person', 'people')}${check}`,
    };
  }
  const node = loggedNode(session, state);
  if (node === undefined) return { title: 'Log', note: '' };
  return {
    title: state.selected === undefined ? 'All messages' : printable(node.topic, 300) || '(empty)',
    note: plural(node.messagesBelow, 'message', 'messages'),
  };
};

/** The text in the upper border: the title, after the name of the broker if it matters, and how many people or messages there are. */
export const logTitle = (
  session: MqttSession,
  state: Pick<UiState, 'selected'>,
  server = '',
): { readonly title: string; readonly note: string } => {
  const { title, note } = titleOf(session, state);
  return { title: server + title, note };
};

/** The text in the lower border: whether the log is paused, and what is below the `last` row shown. */
export const logFootnote = (
  { anchor, leftAt, isPaused, past }: Pick<UiState, 'anchor' | 'leftAt' | 'isPaused' | 'past'>,
  { end }: Pick<LogSource<unknown>, 'end'>,
  last: number,
): string => {
  const below = anchor === undefined ? 0 : Math.max(0, end - 1 - last);
  const fresh = Math.max(0, end - leftAt);
  const more = below > 0 ? `↓ ${fresh > 0 ? `${count(fresh)} new` : `${count(below)} more`}` : '';
  return [isPaused ? 'paused' : '', past === undefined ? more : '↓ the newest']
    .filter((text) => text !== '')
    .join(' · ');
};
