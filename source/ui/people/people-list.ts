import type { Attention } from '../../model/attention.ts';
import { DirectRoom } from '../../model/direct-room.ts';
import { type Person, shortIdentifier } from '../../model/person.ts';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import type { ActionContext } from '../action-context.ts';
import { peopleFrom } from '../layout/visible-panes.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';
import { senderMarkText, shownNick } from './shown-nick.ts';

/** Whether the key that has signed a person's presence, or what they said last if they have none, was verified. */
export const isVerified = ({ user, key }: Person, { keys }: Attention): boolean =>
  keys.isVerified(user, key);

/** A nick, with a suffix if others look like it. */
export const nameOf = (person: Person, room: Room): string => {
  const user = shownNick(person.user, 100);
  return room.people.isAmbiguous(person.user)
    ? `${user}${senderMarkText}${printable(shortIdentifier(person), 8)}`
    : user;
};

/** The room whose people can be listed next to the log, or `undefined`. */
export const peopleOf = (
  session: MqttSession,
  state: Pick<UiState, 'selected'>,
): Room | undefined => {
  const room = selectedRoom(session, state);
  return room === undefined || room instanceof DirectRoom ? undefined : room;
};

/** Whether there is room to list people next to the log. */
export const hasRoomForPeople = ({ session, state, boxes }: ActionContext): boolean =>
  boxes.inside('screen').columns >= peopleFrom && peopleOf(session, state()) !== undefined;
