import type { Decoder, DecoderArgument } from '../decoder.ts';

/** How many names are listed if the typed one is not among them. */
const mostListed = 10;

const readMessageType: DecoderArgument['read'] = (typed, schema) => {
  const names = schema?.names ?? [];
  if (names.length === 0)
    return 'Protobuf needs the message types of a .proto file: start with --proto FILE.';
  if (typed === '') return 'Which message type? protobuf:my.pkg.Reading';
  if (names.includes(typed)) return { argument: typed };
  // The end of a name will do if no other name has the same end, those apart that every compiler has.
  const all = names.filter((name) => name.endsWith(`.${typed}`));
  const own = all.filter((name) => !name.startsWith('google.protobuf.'));
  const ends = own.length > 0 ? own : all;
  const [only] = ends;
  if (ends.length === 1 && only !== undefined) return { argument: only };
  return ends.length > 1
    ? `Several message types are called ${typed}: ${ends.join(', ')}.`
    : `No .proto file has the message type ${typed}; the types are ${names.slice(0, mostListed).join(', ')}${names.length > mostListed ? ' …' : ''}.`;
};

/** Protobuf payloads do not name their type: they are decoded only as a chosen type of a .proto file. */
export const protobuf: Decoder = {
  name: 'protobuf',
  accepts: 'Protobuf of a type from --proto: protobuf:my.pkg.Reading',
  contentTypes: [
    'application/protobuf',
    'application/x-protobuf',
    'application/vnd.google.protobuf',
  ],
  argument: { parameters: ['messagetype', 'type'], read: readMessageType },
  decode: ({ payload, isChosen, argument }, { schemas: { protobuf: types } }) =>
    !isChosen || types === undefined || argument === ''
      ? undefined
      : {
          kind: `Protobuf ${argument.split('.').at(-1)}`,
          notes: [],
          value: types.decode(argument, payload),
        },
};
