import type { MessageProperties, UserProperties } from '../../mqtt/message.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import { looksLikeText } from '../../payload/text.ts';
import { utf8 } from '../../payload/utf8.ts';
import type { FormProblem, PublishForm } from './publish-form.ts';

/** The most bytes that a two-byte length can express (MQTT 5, 1.5.4 and 1.5.6). */
const longest = 65_535;

/** The longest message expiry interval, s (MQTT 5, 3.3.2.3.3). */
const longestExpiry = 4_294_967_295;

/** Bytes written as hex digits. */
const hexForm = /^0x(?:[\da-f]{2})*$/i;

/** Correlation data as it is typed: text, or hex such as `0x01ff` where text would not read back the same. */
export const correlationText = (bytes: Uint8Array): string => {
  const text = utf8(bytes);
  return text !== undefined && looksLikeText(text) && !hexForm.test(text) && !/[\r\n]/.test(text)
    ? text
    : `0x${Buffer.from(bytes).toString('hex')}`;
};

const correlationBytes = (text: string): Buffer =>
  hexForm.test(text) ? Buffer.from(text.slice(2), 'hex') : Buffer.from(text);

/** Escapes for characters that a line cannot contain. */
const written: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r' };
const meant: Readonly<Record<string, string>> = { n: '\n', r: '\r' };

const escaped = (text: string, pattern: RegExp): string =>
  text.replaceAll(pattern, (character) => `\\${written[character] ?? character}`);

const plain = (text: string): string =>
  text.replaceAll(/\\([^])/g, (_, character: string) => meant[character] ?? character);

/** User properties as they are typed: `name=value`, one per line; a backslash escapes `=` in a name and itself; `\n` and `\r` are line breaks. */
export const userPropertiesText = (properties: UserProperties): string =>
  properties
    .map(([name, value]) => `${escaped(name, /[\\=\n\r]/g)}=${escaped(value, /[\\\n\r]/g)}`)
    .join('\n');

const userProperties = (text: string): UserProperties | string => {
  const pairs: (readonly [string, string])[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const parts = /^((?:[^\\=]|\\[^])*)=([^]*)$/.exec(line);
    if (parts === null) return 'User properties are written name=value, one per line.';
    const name = plain(parts[1] ?? '');
    const value = plain(parts[2] ?? '');
    if ([name, value].some((one) => Buffer.byteLength(one) > longest || one.includes('\0')))
      return `A user property has at most ${longest} bytes in its name and value, and no null character.`;
    pairs.push([name, value]);
  }
  return pairs;
};

const problemOf = ({
  contentType,
  responseTopic,
  expiry,
}: PublishForm): FormProblem | undefined => {
  if (Buffer.byteLength(contentType) > longest || contentType.includes('\0'))
    return {
      member: 'contentType',
      problem: `A content type has at most ${longest} bytes and no null character.`,
    };
  const topic = responseTopic === '' ? undefined : topicNameProblem(responseTopic);
  if (topic !== undefined)
    return { member: 'responseTopic', problem: `The response topic cannot be used: ${topic}` };
  if (expiry.trim() !== '' && (!/^\d+$/.test(expiry.trim()) || Number(expiry) > longestExpiry))
    return {
      member: 'expiry',
      problem: `The message expiry is a whole number of seconds, 0 to ${longestExpiry}.`,
    };
  return undefined;
};

/** The MQTT 5 properties of a form; `undefined` if there are none. */
export const formProperties = (
  form: PublishForm,
): { readonly properties: MessageProperties | undefined } | FormProblem => {
  const problem = problemOf(form);
  if (problem !== undefined) return problem;
  const pairs = userProperties(form.userProperties);
  if (typeof pairs === 'string') return { member: 'userProperties', problem: pairs };
  const correlationData = correlationBytes(form.correlationData);
  if (correlationData.length > longest)
    return {
      member: 'correlationData',
      problem: `Correlation data has at most ${longest} bytes.`,
    };
  const { contentType, responseTopic, expiry, isUtf8 } = form;
  const properties: MessageProperties = {
    ...(isUtf8 ? { payloadFormatIndicator: true } : {}),
    ...(expiry.trim() === '' ? {} : { messageExpiryInterval: Number(expiry) }),
    ...(contentType === '' ? {} : { contentType }),
    ...(responseTopic === '' ? {} : { responseTopic }),
    ...(form.correlationData === '' ? {} : { correlationData }),
    ...(pairs.length === 0 ? {} : { userProperties: pairs }),
  };
  return { properties: Object.keys(properties).length === 0 ? undefined : properties };
};
