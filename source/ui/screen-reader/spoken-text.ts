import type { StoredMessage } from '../../model/stored-message.ts';
import type { RoomLine, SaidLine } from '../../model/room-line.ts';
import { preview } from '../../payload/preview.ts';
import { printable } from '../../payload/printable.ts';
import { tabsAsBlanks } from '../../payload/tabs.ts';
import { plural, rate } from '../../format/count.ts';
import { size } from '../../format/size.ts';
import type { PayloadLine } from '../details/payload-line.ts';
import { shownNick } from '../people/shown-nick.ts';
import { roomName } from '../rooms/room-name.ts';
import { type TimeFormat, timeInText } from '../time/time-format.ts';
import { serverName } from '../server-name.ts';
import type { PaneEntry } from '../topics/pane-list.ts';
import type { UiState } from '../ui-state.ts';

/** The most characters of one sentence or value; nobody listens to more. */
const longest = 2000;

/** What the mark after a name means, in words. */
const caveatOf = ({ senderMark }: SaidLine): string => {
  if (senderMark === undefined) return '';
  return senderMark === '≠' ? ', with another key' : ', who may be somebody else';
};

/** A chat line or event as it is spoken: who and what, and whether it mentions the listener. */
export const spokenLine = (line: RoomLine, timeFormat: TimeFormat): string => {
  const time = timeFormat.short.text(line.at).trim();
  if (line.kind === 'event') return `${time} ${printable(line.text, longest)}`;
  if (line.kind === 'raw')
    return `${time} raw, ${size(line.size)}: ${preview(line.payload, longest)}`;
  const user = shownNick(line.user, 200);
  const caveat = caveatOf(line);
  const say = line.say
    .split(/\r\n|[\n\r]/)
    .map((part) => printable(tabsAsBlanks(part), longest))
    .join(' ');
  const when =
    line.saidAt === undefined ? '' : `, said ${timeInText(timeFormat, line.saidAt, line.at)}`;
  const who = `${user}${caveat}${when}`;
  const said = line.isAction ? `${who}${who === user ? '' : ','} ${say}` : `${who}: ${say}`;
  return `${time} ${line.isMention === true ? 'mention, ' : ''}${said}`;
};

/** A topic's message as it is spoken. */
export const spokenMessage = (message: StoredMessage, payloadLine: PayloadLine): string =>
  `${printable(message.topic, 300) || '(empty)'}: ${payloadLine(message, longest)}${message.retain ? ', retained' : ''}`;

/** The kind and name of a row in the left pane, and whether it is unfolded; no figures, which always change. */
export const spokenName = (entry: PaneEntry, { folded }: Pick<UiState, 'folded'>): string => {
  const { session } = entry;
  if (entry.kind === 'broker')
    return `broker ${folded.has(session) ? 'closed' : 'open'} ${serverName(session)}`;
  if (entry.kind === 'room') return `room ${roomName(session, entry.room)}`;
  const { node } = entry;
  const isOpen = session.monitor?.tree.view.isUnfolded(node) === true;
  const kind = node.children === undefined ? 'topic' : `branch ${isOpen ? 'open' : 'closed'}`;
  return `${kind} ${printable(node.level, 200) || '(empty)'}`;
};

/** A row of the left pane as it is spoken, with its figures. */
export const spokenEntry = (
  entry: PaneEntry,
  ui: Pick<UiState, 'folded'>,
  payloadLine: PayloadLine,
): string => {
  const { session } = entry;
  const name = spokenName(entry, ui);
  if (entry.kind === 'broker') return name;
  if (entry.kind === 'room') {
    const { unread } = entry.room.reading;
    return unread > 0 ? `${name}, ${unread} new` : name;
  }
  const { node } = entry;
  const last = session.monitor?.tree.last(node.newestBelow ?? node);
  const topics = node.isFold ? `, ${plural(node.topicsBelow, 'topic', 'topics')}` : '';
  const value = last === undefined ? topics : `${topics}, ${payloadLine(last, longest)}`;
  const perSecond = rate(node.rate.perSecond(session.clock.reading.wall));
  const traffic = `${plural(node.messagesBelow, 'message', 'messages')}${perSecond === '' ? '' : `, ${perSecond}`}`;
  return `${name}${value}, ${traffic}`;
};
