import { DirectRoom } from '../../model/direct-room.ts';
import { type Person, shortIdentifier } from '../../model/people.ts';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import type { Controls } from '../controls.ts';
import { deviceSection, deviceSectionHeight } from '../devices/device-section.ts';
import { doubtMark } from '../draw/doubt-mark.ts';
import type { CellSize } from '../layout/cell-size.ts';
import { peopleFrom } from '../layout/visible-panes.ts';
import { nickStyle, palette } from '../draw/palette.ts';
import { rowWithEnd } from '../draw/row.ts';
import { shownNick } from '../input/shown-nick.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';

/** A name as it tells itself apart from those that look like it. */
export const nameOf = (person: Person, room: Room): string => {
  const user = shownNick(person.user, 100);
  return room.people.isAmbiguous(person.user)
    ? `${user}${doubtMark}${printable(shortIdentifier(person), 8)}`
    : user;
};

const stateOf = (person: Person, session: MqttSession): string => {
  if (session.chat?.attention.isIgnored(person.user) === true) return ' ignored';
  return person.state === 'away' ? ' away' : '';
};

/** The room whose people can be listed beside the log, or `undefined`. */
export const peopleOf = (
  session: MqttSession,
  state: Pick<UiState, 'selected'>,
): Room | undefined => {
  const room = selectedRoom(session, state);
  return room === undefined || room instanceof DirectRoom ? undefined : room;
};

/** Whether the list of people can be seen beside the log that is shown. */
export const hasRoomForPeople = ({ session, state, boxes }: Controls): boolean =>
  boxes.inside('screen').columns >= peopleFrom && peopleOf(session, state()) !== undefined;

/** Who is in a room, by name, as many as there is room for; and how many are not shown. */
export const peopleRows = (
  session: MqttSession,
  room: Room,
  { columns, rows }: CellSize,
  showsDevices: boolean,
): { rows: string[]; more: number } => {
  const people = room.people.list();
  const below = showsDevices ? deviceSectionHeight(session, people.length, rows) : 0;
  const shown = people.slice(0, rows - below).map((person) => {
    const state = stateOf(person, session);
    const style = state === '' ? nickStyle(person.user) : palette.dim;
    return rowWithEnd(
      [{ text: nameOf(person, room), style }],
      [{ text: state, style: palette.dim }],
      columns,
    );
  });
  const devices = deviceSection(session, below, columns);
  const unlisted = below === 0 ? 0 : (session.monitor?.devices.counts.all ?? 0) - below + 1;
  return { rows: [...shown, ...devices], more: people.length - shown.length + unlisted };
};
