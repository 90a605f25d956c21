import { withoutMark } from './byte-order-mark.ts';
import { type Decimal, decimalOf } from './decimal.ts';
import { type JsonMember, jsonMember } from './json-member.ts';
import type { JsonPath } from './json-path.ts';
import { decimalIn } from './number-with-unit.ts';
import { utf8 } from './utf8.ts';
import { untagged, type Value } from './value.ts';

/** A value to compare: its text as it was sent, and its number if it is one. */
export type ComparableValue = { readonly text: string; readonly number: Decimal | undefined };

/** A number of JSON: its text is looked for where it is asked for. */
class NumberValue implements ComparableValue {
  readonly number: Decimal;

  constructor(number: Decimal) {
    this.number = number;
  }

  get text(): string {
    return this.number.text;
  }
}

/** Payloads larger than this, in bytes, are not compared. */
const largest = 256 * 1024;

/** Texts longer than this, in UTF-16 units, are not compared. */
const longest = 1024;

const comparableOf = (text: string): ComparableValue | undefined =>
  text.length > longest ? undefined : { text: text.trim(), number: decimalIn(text) };

const memberOf = (text: string, path: JsonPath): ComparableValue | undefined => {
  let found: JsonMember | undefined;
  try {
    found = jsonMember(text, path);
  } catch {
    return undefined;
  }
  if (typeof found === 'string') return comparableOf(found);
  if (typeof found === 'object' && found !== null) return new NumberValue(found);
  return found === undefined ? undefined : comparableOf(String(found));
};

/**
 * The value of a payload, or of the member of its JSON at a path. `undefined` if there is nothing to
 * compare: not text, no such member, an object or array, too large. Never throws.
 */
export const comparableIn = (payload: Uint8Array, path?: JsonPath): ComparableValue | undefined => {
  const text = payload.length > largest ? undefined : utf8(withoutMark(payload));
  if (text === undefined) return undefined;
  return path === undefined ? comparableOf(text) : memberOf(text, path);
};

/** The value at a path; the last of members that share a name, as in `JSON.parse`. */
const memberAt = (root: Value, path: JsonPath): Value | undefined => {
  let at: Value | undefined = untagged(root).value;
  for (const key of path) {
    const inner: Value | undefined =
      at.kind === 'list' && typeof key === 'number'
        ? at.items[key]
        : at.kind === 'map' && typeof key === 'string'
          ? at.members.findLast((member) => member.key === key)?.value
          : undefined;
    if (inner === undefined) return undefined;
    at = untagged(inner).value;
  }
  return at;
};

/** The member of a decoded value at a path, by the rules that `comparableIn` has for JSON. */
export const comparableAt = (root: Value, path: JsonPath): ComparableValue | undefined => {
  const value = memberAt(root, path);
  if (value?.kind === 'number') return { text: value.text, number: decimalOf(value.text) };
  if (value?.kind === 'string') return comparableOf(value.text);
  if (value?.kind === 'boolean') return comparableOf(String(value.value));
  return value?.kind === 'null' ? comparableOf('null') : undefined;
};
