import { count } from '../../format/count.ts';
import { isoTime } from '../../format/time.ts';
import type { RawPayload } from '../../history/line-table.ts';
import { DirectRoom } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import { utf8 } from '../../payload/utf8.ts';
import type { KeptLine } from '../../session/chat/kept-lines.ts';
import { shownNick, shownSenderMark } from '../people/shown-nick.ts';

/** How a line of a conversation is written to a file. */
export type RoomRecord = (line: KeptLine) => string;

/** The most characters of a sentence: none is longer. */
const longest = 70_000;

const time = (at: number): string => isoTime(at) ?? '';

/** The start of a payload that is no chat message, and its whole size. */
const rawMembers = ({ bytes, size }: RawPayload): object => {
  const text = utf8(bytes);
  return {
    size,
    ...(text === undefined
      ? { payload_base64: Buffer.from(bytes).toString('base64') }
      : { payload: text }),
    ...(bytes.length < size ? { missing_bytes: size - bytes.length } : {}),
  };
};

/** A line as one JSON object, its text exactly as it was said. */
export const jsonRecord = (room: Room): RoomRecord => {
  const place = room instanceof DirectRoom ? { direct: room.peer.user } : { room: room.topic };
  return ({ at, saidAt, user, say, isAction, message, senderMark, signer, raw }) =>
    `${JSON.stringify({
      time: time(at),
      ...(saidAt === undefined ? {} : { said: time(saidAt) }),
      ...place,
      ...(raw === undefined ? { user, say } : rawMembers(raw)),
      ...(isAction ? { kind: 'action' } : {}),
      ...(message === undefined ? {} : { id: message }),
      ...(senderMark === undefined ? {} : { mark: senderMark }),
      ...(signer === undefined ? {} : { signer }),
    })}\n`;
};

/**
 * A line as time, name and text with tabs between them, as safe to show as on the screen. A sentence of
 * several lines goes on below its text, behind two tabs: no sentence looks like another person's.
 */
export const textRecord: RoomRecord = ({ at, saidAt, user, say, isAction, senderMark, raw }) => {
  const mark = senderMark === undefined ? '' : shownSenderMark(senderMark);
  const name = raw === undefined ? `${shownNick(user, longest)}${mark}` : '?';
  const said = saidAt === undefined ? '' : `[said ${time(saidAt)}] `;
  const text = raw === undefined ? say : `raw, ${count(raw.size)} B: ${say}`;
  const [first = '', ...others] = `${said}${isAction ? '* ' : ''}${text}`
    .split(/\r\n|[\n\r]/)
    .map((line) => printable(line, longest));
  return `${[`${time(at)}\t${name}\t${first}`, ...others.map((line) => `\t\t${line}`)].join('\n')}\n`;
};
