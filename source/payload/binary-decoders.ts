import type { Decoder } from './decoder.ts';
import { withModule } from './decoder.ts';
import { untagged, type Value } from './value.ts';

const isList = (value: Value): boolean => value.kind === 'list' && value.items.length > 0;

/**
 * Whether a value can be no chance: nearly every sequence of bytes is valid MessagePack, and many are
 * valid CBOR. Names, or enough items, speak for it.
 */
const convinces = (tagged: Value, size: number): boolean => {
  const { value } = untagged(tagged);
  if (value.kind === 'map')
    return (
      value.members.length > 0 &&
      (size >= 8 || value.members.every(({ source, key }) => source === undefined && key !== ''))
    );
  return isList(value) && size >= 8;
};

/** Where a list, a map or a tag begins in MessagePack. */
const messagePackStart = (byte: number): boolean =>
  (byte >= 0x80 && byte <= 0x9f) || (byte >= 0xdc && byte <= 0xdf);

/** Where a list, a map or a tag begins in CBOR. */
const cborStart = (byte: number): boolean => byte >= 0x80 && byte <= 0xdb;

const valueOrNothing = (make: () => Value): Value | undefined => {
  try {
    return make();
  } catch {
    return undefined;
  }
};

type Rule = {
  readonly kind: string;
  readonly starts: (byte: number) => boolean;
};

const structured =
  ({ kind, starts }: Rule, make: Decoder['decode']): Decoder['decode'] =>
  (input, tools) => {
    const { payload, isChosen } = input;
    if (!isChosen && !starts(payload[0] ?? 0)) return undefined;
    const decoded = make(input, tools);
    const { value } = decoded ?? {};
    return isChosen || value === undefined || convinces(value, payload.length)
      ? decoded && { ...decoded, kind }
      : undefined;
  };

/** MessagePack (msgpack.org). By itself only where all bytes are one convincing array or map. */
export const decodeMessagePack = structured(
  { kind: 'MessagePack', starts: messagePackStart },
  ({ payload }, { messagePack }) =>
    withModule('MessagePack', messagePack, ({ messagePackValue }) => {
      const value = valueOrNothing(() => messagePackValue(payload));
      return value && { kind: '', notes: [], value };
    }),
);

/** CBOR (RFC 8949). By itself only where all bytes are one convincing array or map. */
export const decodeCbor = structured({ kind: 'CBOR', starts: cborStart }, ({ payload }, { cbor }) =>
  withModule('CBOR', cbor, ({ cborValue }) => {
    const value = valueOrNothing(() => cborValue(payload));
    return value && { kind: '', notes: [], value };
  }),
);

/** Protobuf of a type that was named: `protobuf:my.pkg.Reading`. */
export const decodeProtobuf: Decoder['decode'] = ({ payload, isChosen, argument }, tools) => {
  const { protoTypes } = tools;
  if (!isChosen || protoTypes === undefined || argument === '') return undefined;
  const value = valueOrNothing(() => protoTypes.decode(argument, payload));
  return value && { kind: `Protobuf ${argument.split('.').at(-1)}`, notes: [], value };
};
