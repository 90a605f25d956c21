import type { StoredMessage } from '../../model/stored-message.ts';
import { decodeJson } from '../../payload/json.ts';
import { preview } from '../../payload/preview.ts';
import { printable } from '../../payload/printable.ts';
import { looksLikeText } from '../../payload/text.ts';
import { utf8Start } from '../../payload/utf8.ts';
import { size } from '../../format/size.ts';
import { dayInWords, exactTime } from '../../format/time.ts';
import { quoteProblem, takeArgument } from '../../format/command-arguments.ts';
import type { ContextWith } from '../action-context.ts';
import { lastRoom } from '../rooms/last-room.ts';
import { roomName } from '../rooms/room-name.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { withoutMark } from '../../payload/byte-order-mark.ts';

/** Characters of the topic, and of its value, in the sentence. */
const topicShown = 300;
const valueShown = 200;

/** How much of a longer payload to look at, in bytes. */
const looked = 64 * 1024;

/** JSON without the blanks between its tokens; those in strings stay. */
const compact = (json: string): string =>
  json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/gs, (_blank, text: string | undefined) => text ?? '');

/** A payload on one short line: JSON and text as they are, anything else as its kind and size. */
const valueOf = ({ payload, size: whole }: StoredMessage): string => {
  const start = withoutMark(payload).subarray(0, looked);
  if (whole === 0) return '(empty)';
  const text = utf8Start(start, looked);
  if (text === undefined || !looksLikeText(text)) return `(${size(whole)}, binary)`;
  const isJson = decodeJson(start) !== undefined;
  const line = isJson ? compact(text) : text.trim().replaceAll(/\s+/g, ' ');
  const shown = preview(Buffer.from(line), valueShown);
  return whole > start.length || line.length > valueShown ? `${shown} (${size(whole)})` : shown;
};

/** A topic's value as a sentence: `site/1/temperature = 21.5 °C (21:03:04)`; `now` in ms. */
const valueSentence = (message: StoredMessage, now: number): string => {
  const { topic, receivedAt, retain } = message;
  const day = dayInWords(receivedAt);
  const time = `${day === dayInWords(now) ? '' : `${day}, `}${exactTime(receivedAt)}`;
  return `${printable(topic, topicShown)} = ${valueOf(message)} (${time}${retain ? ', retained' : ''})`;
};

/** Says a topic's value in the room that is or was last shown. */
export const share = (
  context: ContextWith<'chat' | 'topics'>,
  text: string,
): string | undefined => {
  const { session, state } = context;
  const { chat, monitor } = session;
  const { selected } = state();
  const { first, rest } = takeArgument(text.trim());
  const problem = quoteProblem(text.trim());
  if (problem !== undefined) return problem;
  if (rest.trim() !== '') return 'A topic with blanks goes in double quotes: /share "my topic".';
  const topic = first || (selected?.kind === 'topic' ? selected.topic : '');
  if (topic === '') return 'Which topic? /share TOPIC';
  const room = lastRoom(session, state());
  if (room === undefined) return 'You are not in a room: /join one first.';
  const node = monitor.tree.find(topic);
  const last = node === undefined || node.messages === 0 ? undefined : monitor.tree.last(node);
  if (last === undefined)
    return `No value of ${printable(topic, 200)} is known${(node?.topicsBelow ?? 0) > 0 ? ': it is a branch' : ''}.`;
  const sentence = valueSentence(last, Date.now());
  const refusal = chat.send(room.topic, sentence);
  if (refusal !== undefined) return refusal;
  if (selectedRoom(session, state()) !== room)
    session.notify(`Said in ${roomName(session, room)}: ${sentence}`);
  return undefined;
};
