import protobuf from 'protobufjs';
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

/** The fewest digits that give the same 32-bit number. */
export const floatText = (value: number): string => {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
};

/** Reads a message; throws if the bytes are something else. Unknown fields are kept. */
export const readMessage = (type: protobuf.Type, payload: Uint8Array): Fields => {
  const reader = protobuf.Reader.create(payload);
  reader.discardUnknown = false;
  return type.decode(reader);
};

const scalar = (field: protobuf.Field, from: unknown): Value => {
  if (typeof from === 'boolean') return { kind: 'boolean', value: from };
  if (typeof from === 'string') return textValue(from);
  if (from instanceof Uint8Array) return { kind: 'bytes', bytes: from };
  if (field.resolvedType instanceof protobuf.Enum) {
    const name = field.resolvedType.valuesById[Number(from)];
    return name === undefined
      ? numberValue(Number(from))
      : { kind: 'tag', tag: String(from), value: textValue(name) };
  }
  if (field.type === 'float' && typeof from === 'number')
    return { kind: 'number', text: floatText(from) };
  // 64-bit numbers come as objects that know all their digits.
  return { kind: 'number', text: String(from) };
};

const isPresent = (from: unknown): boolean => {
  if (from === undefined || from === null) return false;
  if (Array.isArray(from)) return from.length > 0;
  const isPlain = typeof from === 'object' && Object.getPrototypeOf(from) === Object.prototype;
  return !isPlain || Object.keys(from).length > 0;
};

/** A message as a value: the fields that were sent, ordered by number. */
export const messageValue = (type: protobuf.Type, message: Fields): Value => {
  const budget = new ValueBudget();
  const single = (field: protobuf.Field, from: unknown, depth: number): Value =>
    field.resolvedType instanceof protobuf.Type
      ? valueOf(field.resolvedType, from as Fields, depth + 1)
      : scalar(field, from);
  const fieldValue = (field: protobuf.Field, from: unknown, depth: number): Value => {
    if (field.map)
      return budget.map(Object.entries(from as object), ([key, item]) => ({
        key,
        value: single(field, item, depth + 1),
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
      key: field.name,
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
