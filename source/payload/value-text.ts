import { decodeJson } from './json.ts';
import type { Member, Value } from './value.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const spells = (source: string, key: string): boolean => {
  try {
    return JSON.parse(source) === key;
  } catch {
    return false;
  }
};

/** A key as it was written, if that is JSON. */
const keyText = ({ key, source }: Member): string =>
  source !== undefined && spells(source, key) ? source : JSON.stringify(key);

/** A number of JSON (RFC 8259, section 6). */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** How members and items are put together. */
type Layout = {
  readonly colon: string;
  readonly list: (items: readonly string[]) => string;
  /** `depth`: in how many lists and maps it is. */
  readonly map: (members: readonly string[], depth: number) => string;
};

const compact: Layout = {
  colon: ':',
  list: (items) => `[${items.join(',')}]`,
  map: (members) => `{${members.join(',')}}`,
};

const tabs = (depth: number): string => '\t'.repeat(depth);

/** As `mosquitto_sub --pretty` does it. */
const pretty: Layout = {
  colon: ':\t',
  list: (items) => `[${items.join(', ')}]`,
  map: (members, depth) =>
    `{\n${members.map((member) => tabs(depth + 1) + member).join(',\n')}${members.length === 0 ? '' : '\n'}${tabs(depth)}}`,
};

/** A value as JSON text, with all digits and duplicates; bytes become strings of hexadecimal digits. */
const jsonText = (value: Value, layout = compact, depth = 0): string => {
  const inside = (inner: Value): string => jsonText(inner, layout, depth + 1);
  switch (value.kind) {
    case 'null':
    case 'undefined':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
      return jsonNumber.test(value.text) ? value.text : JSON.stringify(value.text);
    case 'string':
      return value.source === undefined ? JSON.stringify(value.text) : `"${value.source}"`;
    case 'bytes':
      return JSON.stringify(hex(value.bytes));
    case 'list':
      return layout.list(value.items.map(inside));
    case 'map':
      return layout.map(
        value.members.map((member) => keyText(member) + layout.colon + inside(member.value)),
        depth,
      );
    case 'tag':
      return jsonText(value.value, layout, depth);
    case 'omitted':
      return JSON.stringify(value.why);
  }
};

/** A value ready to paste: strings and numbers as they are, bytes in hexadecimal, everything else as JSON. */
export const valueText = (value: Value): string => {
  if (value.kind === 'tag') return valueText(value.value);
  if (value.kind === 'string' || value.kind === 'number') return value.text;
  return value.kind === 'bytes' ? hex(value.bytes) : jsonText(value);
};

/** A value as JSON on one line. */
export const compactJson = (value: Value): string => jsonText(value);

/** A value as JSON over several lines, as `mosquitto_sub --pretty` lays it out. */
export const prettyJson = (value: Value): string => jsonText(value, pretty);

/** A line of JSON over several lines. Strings may have bytes that are not UTF-8: they stay. */
export const prettyLine = (line: Buffer): Buffer => {
  const value = decodeJson(Buffer.from(line.toString('latin1')));
  return value === undefined ? line : Buffer.from(prettyJson(value), 'latin1');
};
