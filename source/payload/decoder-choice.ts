import { topicMatches } from '../mqtt/topic.ts';
import { decoders } from './decoders.ts';

/** A decoder that somebody chose, as `hex` or `protobuf:my.pkg.Reading`. */
export type DecoderChoice = { readonly name: string; readonly argument: string };

/** Topics that match the filter are decoded this way. */
export type DecodeRule = { readonly filter: string; readonly choice: DecoderChoice };

/** What was typed, as a choice; a text says in one sentence why it is none. */
export const readChoice = (typed: string, typeNames: readonly string[]): DecoderChoice | string => {
  const colon = typed.indexOf(':');
  const name = (colon === -1 ? typed : typed.slice(0, colon)).trim().toLowerCase();
  const argument = colon === -1 ? '' : typed.slice(colon + 1).trim();
  if (!decoders.some((decoder) => decoder.name === name))
    return `There is no decoder "${name}": take ${decoders.map((decoder) => decoder.name).join(', ')}.`;
  if (name !== 'protobuf')
    return argument === ''
      ? { name, argument }
      : `The decoder ${name} takes nothing behind a colon.`;
  if (typeNames.length === 0)
    return 'Protobuf needs the message types of a .proto file: start with --proto FILE.';
  if (argument === '') return 'Which message type? protobuf:my.pkg.Reading';
  if (typeNames.includes(argument)) return { name, argument };
  // The last part is enough where it tells which.
  const ends = typeNames.filter((type) => type.endsWith(`.${argument}`));
  const [only] = ends;
  if (ends.length === 1 && only !== undefined) return { name, argument: only };
  return ends.length > 1
    ? `Several message types are called ${argument}: ${ends.join(', ')}.`
    : `No .proto file has the message type ${argument}; there are ${typeNames.slice(0, 10).join(', ')}${typeNames.length > 10 ? ' …' : ''}.`;
};

/** Content types (MQTT 5, 3.3.2.3.9), the more exact first. */
const contentTypes: readonly (readonly [RegExp, string])[] = [
  [/^application\/(?:.*\+)?json$|^text\/json$/, 'json'],
  [/^application\/(?:.*\+)?cbor$/, 'cbor'],
  [/^application\/(?:x-|vnd\.)?(?:msgpack|messagepack)$/, 'msgpack'],
  [/^application\/(?:x-)?gzip$/, 'gzip'],
  [/^application\/zlib$/, 'zlib'],
  [/^image\/(?!svg)/, 'image'],
  [/^text\//, 'text'],
];

const protobufType =
  /^application\/(?:x-|vnd\.google\.)?protobuf\s*;.*?\b(?:message)?type="?([\w.]+)"?/i;

/** The decoder that a content type stands for; for Protobuf it must name the message type. */
export const choiceForContentType = (contentType: string): DecoderChoice | undefined => {
  const protobuf = protobufType.exec(contentType)?.[1];
  if (protobuf !== undefined) return { name: 'protobuf', argument: protobuf };
  const bare = contentType.replace(/;.*$/s, '').trim().toLowerCase();
  const name = contentTypes.find(([pattern]) => pattern.test(bare))?.[1];
  return name === undefined ? undefined : { name, argument: '' };
};

/** The first rule whose filter the topic matches. */
export const choiceForTopic = (
  rules: readonly DecodeRule[],
  topic: string,
): DecoderChoice | undefined => rules.find(({ filter }) => topicMatches(filter, topic))?.choice;
