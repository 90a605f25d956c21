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

/** A value as JSON text, with all digits and duplicates; bytes become strings of hexadecimal digits. */
const jsonText = (value: Value): string => {
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
      return `[${value.items.map((item) => jsonText(item)).join(',')}]`;
    case 'map':
      return `{${value.members
        .map((member) => `${keyText(member)}:${jsonText(member.value)}`)
        .join(',')}}`;
    case 'tag':
      return jsonText(value.value);
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
