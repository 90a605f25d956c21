import type { KeptMessage } from '../model/kept-message.ts';
import { layOutPayload } from '../payload/decoders.ts';
import { preview } from '../payload/preview.ts';
import { printable } from '../payload/printable.ts';
import { dayInWords, exactTime, size } from './figures.ts';

/** Characters of a topic and of its value in a sentence. */
const topicShown = 300;
const valueShown = 200;

/** Of a longer payload only the beginning is looked at, in bytes. */
const looked = 64 * 1024;

/** JSON without the blanks between its tokens; those in strings stay. */
const compact = (json: string): string =>
  json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/gs, (_blank, text: string | undefined) => text ?? '');

/** A payload in one short line: JSON and text as they are, anything else as its size and kind. */
const valueOf = ({ payload, size: whole }: KeptMessage): string => {
  const start = payload.subarray(0, looked);
  const { decoder } = layOutPayload(start, 1);
  if (decoder === 'empty') return '(empty)';
  if (decoder !== 'JSON' && decoder !== 'text')
    return `(${size(whole)}, ${decoder === 'hex' ? 'binary' : decoder})`;
  const text = Buffer.from(start).toString();
  const line = decoder === 'JSON' ? compact(text) : text.trim().replaceAll(/\s+/g, ' ');
  const shown = preview(Buffer.from(line), valueShown);
  return whole > start.length || line.length > valueShown ? `${shown} (${size(whole)})` : shown;
};

/** A topic's value as a sentence: `site/1/temperature = 21.5 °C (21:03:04)`; `now` in ms. */
export const valueSentence = (message: KeptMessage, now: number): string => {
  const { topic, receivedAt, retain } = message;
  const day = dayInWords(receivedAt);
  const time = `${day === dayInWords(now) ? '' : `${day}, `}${exactTime(receivedAt)}`;
  return `${printable(topic, topicShown)} = ${valueOf(message)} (${time}${retain ? ', retained' : ''})`;
};
