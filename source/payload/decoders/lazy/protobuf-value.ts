import protobuf from 'protobufjs';
import { floatText } from './float-text.ts';
import { mapEntryOf } from './protobuf-maps.ts';
import { sentText, sentValue, valueKey } from './sent-text.ts';
import {
  deepestValue,
  type Member,
  numberValue,
  textValue,
  tooDeep,
  type Value,
  ValueBudget,
} from '../../value.ts';

/** A message as the library represents it: its fields by name. */
type Fields = { readonly [name: string]: unknown; readonly $unknowns?: readonly Uint8Array[] };

/** Keeps strings that are not UTF-8, which the library's own readers refuse or change. */
class ExactReader extends protobuf.BufferReader {
  override string(): string {
    const bytes = this.bytes() as Buffer;
    return sentText(bytes, 0, bytes.length);
  }

  override stringVerify(): string {
    return this.string();
  }
}

/** Reads a message; throws if the bytes are something else. Unknown fields are kept. */
export const readMessage = (type: protobuf.Type, payload: Uint8Array): Fields => {
  const reader = new ExactReader(Buffer.from(payload.buffer, payload.byteOffset, payload.length));
  reader.discardUnknown = false;
  return type.decode(reader);
};

const scalar = (field: protobuf.Field, from: unknown): Value => {
  if (typeof from === 'boolean') return { kind: 'boolean', value: from };
  if (typeof from === 'string') return sentValue(from);
  // The library has an empty array where a map's member has no bytes.
  if (field.type === 'bytes')
    return { kind: 'bytes', bytes: from instanceof Uint8Array ? from : new Uint8Array() };
  if (field.resolvedType instanceof protobuf.Enum) {
    const name = field.resolvedType.valuesById[Number(from)];
    return name === undefined
      ? numberValue(Number(from))
      : { kind: 'tag', tag: String(from), value: textValue(name) };
  }
  if (typeof from === 'number' && (field.type === 'float' || field.type === 'double'))
    return { kind: 'number', text: floatText(from, field.type === 'float' ? 4 : 8) };
  // 64-bit numbers come as objects that know all their digits.
  return { kind: 'number', text: String(from) };
};

const isPresent = (from: unknown): boolean =>
  from !== undefined && from !== null && !(Array.isArray(from) && from.length === 0);

/** A message as a value: the fields that were sent, ordered by number. */
export const messageValue = (type: protobuf.Type, message: Fields): Value => {
  const budget = new ValueBudget();
  const single = (field: protobuf.Field, from: unknown, depth: number): Value =>
    field.resolvedType instanceof protobuf.Type
      ? valueOf(field.resolvedType, from as Fields, depth + 1)
      : scalar(field, from);
  const fieldValue = (field: protobuf.Field, from: unknown, depth: number): Value => {
    const entry = mapEntryOf(field);
    if (entry !== undefined)
      return budget.map(from as readonly Fields[], (item) => ({
        ...valueKey(scalar(entry.key, item[entry.key.name])),
        value: single(entry.value, item[entry.value.name] ?? {}, depth + 1),
      }));
    if (Array.isArray(from)) return budget.list(from, (item) => single(field, item, depth + 1));
    return single(field, from, depth);
  };
  const valueOf = (of: protobuf.Type, from: Fields, depth: number): Value => {
    if (depth >= deepestValue) return tooDeep;
    const present = of.fieldsArray
      .filter(({ name }) => Object.hasOwn(from, name) && isPresent(from[name]))
      .toSorted((a, b) => a.id - b.id);
    const known = budget.map(present, (field): Member => ({
      // As the .proto file spells it: the library's own files have another spelling too.
      key: (field as { protoName?: string }).protoName ?? field.name,
      value: fieldValue(field, from[field.name], depth),
    }));
    const unknown = from.$unknowns ?? [];
    if (unknown.length === 0) return known;
    const bytes = Buffer.concat(unknown);
    const rest: Member = {
      key: 'unknown fields',
      source: '(unknown fields)',
      value: { kind: 'bytes', bytes },
    };
    return { ...known, members: [...known.members, rest] };
  };
  return valueOf(type, message, 0);
};
