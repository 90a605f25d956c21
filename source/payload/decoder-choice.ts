import { topicMatches } from '../mqtt/topic.ts';
import type { Decoder, Schemas } from './decoder.ts';
import { decoderNamed, decoders } from './decoders.ts';

/** An explicitly chosen decoder, such as `hex` or `protobuf:my.pkg.Reading`. */
export type DecoderChoice = { readonly name: string; readonly argument: string };

/** The decoder for topics that match a topic filter; for all without one. */
export type DecodeRule = { readonly filter?: string; readonly choice: DecoderChoice };

/** A choice as it is typed. */
export const choiceText = ({ name, argument }: DecoderChoice): string =>
  argument === '' ? name : `${name}:${argument}`;

/** Every possible choice. */
export const decoderChoices = (schemas: Schemas): DecoderChoice[] =>
  decoders.flatMap(({ name, argument }) =>
    (argument === undefined ? [''] : (schemas[name]?.names ?? [])).map((text) => ({
      name,
      argument: text,
    })),
  );

/** Parses a choice as it was typed; a string says in one sentence what is wrong. */
export const readChoice = (typed: string, schemas: Schemas): DecoderChoice | string => {
  const colon = typed.indexOf(':');
  const name = (colon === -1 ? typed : typed.slice(0, colon)).trim().toLowerCase();
  const argument = colon === -1 ? '' : typed.slice(colon + 1).trim();
  const decoder = decoderNamed(name);
  if (decoder === undefined)
    return `There is no decoder "${name}"; use one of ${decoders.map((known) => known.name).join(', ')}.`;
  if (decoder.argument === undefined)
    return argument === '' ? { name, argument } : `The decoder ${name} takes no argument.`;
  const read = decoder.argument.read(argument, schemas[name]);
  return typeof read === 'string' ? read : { name, ...read };
};

type ContentTypeRow = { readonly pattern: RegExp; readonly decoder: Decoder };

const isPattern = (contentType: string): boolean => contentType.includes('*');

/** The content types of all decoders, those without `*` first. */
const contentTypes: readonly ContentTypeRow[] = decoders
  .flatMap((decoder) => (decoder.contentTypes ?? []).map((text) => ({ text, decoder })))
  .toSorted((a, b) => Number(isPattern(a.text)) - Number(isPattern(b.text)))
  .map(({ text, decoder }) => ({
    pattern: new RegExp(`^${text.replaceAll(/[.+]/g, String.raw`\$&`).replaceAll('*', '.*')}$`),
    decoder,
  }));

/** A parameter of a content type: `; charset=utf-8`, `; messageType="my.pkg.Reading"`. */
const parameter = /;\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s;"]+))/g;

/** The decoder for a content type (MQTT 5, 3.3.2.3.9), with the argument that it needs. */
export const choiceForContentType = (contentType: string): DecoderChoice | undefined => {
  if (contentType === '') return undefined;
  const mediaType = contentType.replace(/;.*$/s, '').trim().toLowerCase();
  const decoder = contentTypes.find(({ pattern }) => pattern.test(mediaType))?.decoder;
  if (decoder === undefined) return undefined;
  const { name, argument } = decoder;
  if (argument === undefined) return { name, argument: '' };
  for (const [, key = '', quoted, bare] of contentType.matchAll(parameter))
    if (argument.parameters.includes(key.toLowerCase()))
      return { name, argument: quoted ?? bare ?? '' };
  return undefined;
};

/** The choice of the first rule whose filter the topic matches. */
export const choiceForTopic = (
  rules: readonly DecodeRule[],
  topic: string,
): DecoderChoice | undefined =>
  rules.find(({ filter }) => filter === undefined || topicMatches(filter, topic))?.choice;
