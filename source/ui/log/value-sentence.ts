import type { KeptMessage } from '../../model/kept-message.ts';
import { decodeJson } from '../../payload/json.ts';
import { preview } from '../../payload/preview.ts';
import { printable } from '../../payload/printable.ts';
import { looksLikeText } from '../../payload/text.ts';
import { utf8Start } from '../../payload/utf8.ts';
import { dayInWords, exactTime, size } from '../draw/figures.ts';

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
  if (whole === 0) return '(empty)';
  const text = utf8Start(start, looked);
  if (text === undefined || !looksLikeText(text)) return `(${size(whole)}, binary)`;
  const isJson = decodeJson(start) !== undefined;
  const line = isJson ? compact(text) : text.trim().replaceAll(/\s+/g, ' ');
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
