import { withoutMark } from './byte-order-mark.ts';
import { type Decimal, decimalOf, knownDecimal, longestNumber } from './decimal.ts';
import { hasTwins, type JsonMember, jsonMember } from './json-member.ts';
import { decimalIn, unitIn } from './number-with-unit.ts';
import { untagged, type Value } from './value.ts';
import { memberSegments, type ValuePath } from './value-path.ts';

/** A number that a chart can draw: a double holds it. */
const drawable = (number: Decimal | undefined): Decimal | undefined =>
  Number.isFinite(number?.double) ? number : undefined;

const switched = (isOn: boolean): Decimal => knownDecimal(isOn ? '1' : '0');

/** Without a copy of the bytes. */
const textOf = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('utf8');

/** The number to chart in a text payload. */
export const numberInPayload = (marked: Uint8Array): Decimal | undefined => {
  const payload = withoutMark(marked);
  if (payload.length === 0 || payload.length > longestNumber) return undefined;
  const first = payload[0] ?? 0;
  // Most other payloads begin with a letter or a bracket.
  if (first > 0x39) return undefined;
  return drawable(decimalIn(textOf(payload)));
};

/** A value as a number to chart: 1 for true, 0 for false, and for a text the number in it. */
export const numericValue = (tagged: Value): Decimal | undefined => {
  const { value } = untagged(tagged);
  switch (value.kind) {
    case 'number':
      return drawable(decimalOf(value.text));
    case 'boolean':
      return switched(value.value);
    case 'string':
      return drawable(decimalIn(value.text));
    case 'null':
    case 'undefined':
    case 'bytes':
    case 'list':
    case 'map':
    case 'tag':
    case 'omitted':
      return undefined;
  }
};

const plainNumber = (value: JsonMember | undefined): Decimal | undefined => {
  if (typeof value === 'boolean') return switched(value);
  return drawable(typeof value === 'string' ? decimalIn(value) : (value ?? undefined));
};

/** The key of a path segment; `undefined` for the second member of the same name. */
const keyOf = (segment: string): string | number | undefined => {
  if (segment.startsWith('.')) return segment.includes('#') ? undefined : segment.slice(1);
  if (!segment.startsWith('[')) return undefined;
  try {
    const [key] = JSON.parse(segment) as unknown[];
    return typeof key === 'string' || typeof key === 'number' ? key : undefined;
  } catch {
    return undefined;
  }
};

/** `{` and `[`. */
const openingBrackets: ReadonlySet<number> = new Set([0x7b, 0x5b]);

/** What is at a path of a JSON payload; `undefined` if that takes a decoder. */
const quickJsonAt = (
  marked: Uint8Array,
  path: ValuePath,
): { readonly value: JsonMember | undefined } | undefined => {
  const payload = withoutMark(marked);
  if (!openingBrackets.has(payload[0] ?? 0)) return undefined;
  const keys = path.flatMap((segment) => keyOf(segment) ?? []);
  if (keys.length < path.length) return undefined;
  const text = textOf(payload);
  try {
    const value = jsonMember(text, keys);
    // `.a` is the first member of the name, which `JSON.parse` does not return.
    return hasTwins(text, keys) ? undefined : { value };
  } catch {
    return undefined;
  }
};

/** The unit at a path of a payload that is text or JSON: `°C` of `21.5 °C`. Text from outside. */
export const quickUnitAt = (payload: Uint8Array, path: ValuePath): string | undefined => {
  if (path.length === 0)
    return payload.length > longestNumber ? undefined : unitIn(Buffer.from(payload).toString());
  const value = quickJsonAt(payload, path)?.value;
  return typeof value === 'string' ? unitIn(value) : undefined;
};

/**
 * The number at a path of a payload that is a number or JSON, without decoding it; `'elsewhere'` if
 * that takes a decoder.
 */
export const quickNumberAt = (
  payload: Uint8Array,
  path: ValuePath,
): Decimal | 'elsewhere' | undefined => {
  if (path.length === 0) return numberInPayload(payload) ?? wordAsNumber(payload) ?? 'elsewhere';
  const found = quickJsonAt(payload, path);
  return found === undefined ? 'elsewhere' : plainNumber(found.value);
};

const wordAsNumber = (marked: Uint8Array): Decimal | undefined => {
  const payload = withoutMark(marked);
  if (payload.length > 5) return undefined;
  const text = Buffer.from(payload).toString('latin1');
  return text === 'true' || text === 'false' ? switched(text === 'true') : undefined;
};

/** Members that say when or which, and seldom what was measured. */
const metadataName = /^\.(?:time|timestamp|ts|seq|sequence|id)$/i;

/** Members that say how a device is doing, and are rarely charted first. */
const upkeepName = /^\.(?:battery(?:_level)?|link_?quality|lqi|rssi|snr|uptime)$/i;

/**
 * The paths to the numbers inside a value that a chart can draw, looking at no more than `limit` values.
 * Texts such as `21.5 °C` count. What is measured comes in its order, then how the device is doing; the
 * others are times, sequence numbers and identifiers, then what is true or false.
 */
export const numbersIn = (
  root: Value,
  limit = 2000,
): { readonly measured: readonly ValuePath[]; readonly others: readonly ValuePath[] } => {
  let left = limit;
  const measured: ValuePath[] = [];
  const upkeep: ValuePath[] = [];
  const metadata: ValuePath[] = [];
  const switches: ValuePath[] = [];
  const look = (tagged: Value, path: ValuePath): void => {
    left -= 1;
    if (left < 0) return;
    const { value } = untagged(tagged);
    if (value.kind === 'list')
      for (const [index, item] of value.items.entries()) look(item, [...path, `[${index}]`]);
    else if (value.kind === 'map') {
      const segments = memberSegments(value.members.map(({ key }) => key));
      for (const [index, member] of value.members.entries())
        look(member.value, [...path, segments[index] ?? '']);
    } else if (numericValue(value) === undefined) return;
    else if (value.kind === 'boolean') switches.push(path);
    else if (path.some((segment) => metadataName.test(segment))) metadata.push(path);
    else (path.some((segment) => upkeepName.test(segment)) ? upkeep : measured).push(path);
  };
  look(root, []);
  return { measured: [...measured, ...upkeep], others: [...metadata, ...switches] };
};
