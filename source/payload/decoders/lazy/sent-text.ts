import { isUtf8 } from 'node:buffer';
import { cut } from '../../printable.ts';
import { valueText } from '../../value-text.ts';
import { type Member, textValue, untagged, type Value } from '../../value.ts';

/** Marks bytes that are not text: a lone surrogate, which cannot occur in UTF-8. */
const noText = '\udfff';

/** The replacement character: what the runtime reads bytes as that are not UTF-8. */
const replacement = '\ufffd';

/** What a format says is UTF-8, as text for `sentValue`: bytes that are not UTF-8 are kept in it. */
export const sentText = (bytes: Buffer, start: number, end: number): string => {
  const text = bytes.toString('utf8', start, end);
  return !text.includes(replacement) || isUtf8(bytes.subarray(start, end))
    ? text
    : noText + bytes.toString('latin1', start, end);
};

/** Marks the bytes of a text that is not UTF-8. */
export const invalidText = 'invalid UTF-8';

/** A text as a value; as bytes, and marked, where what was sent is not UTF-8. */
export const sentValue = (text: string): Value =>
  text.startsWith(noText)
    ? {
        kind: 'tag',
        tag: invalidText,
        value: { kind: 'bytes', bytes: Buffer.from(text.slice(1), 'latin1') },
      }
    : textValue(text);

/** The text in bytes as a value. */
export const textOf = (bytes: Buffer): Value => sentValue(sentText(bytes, 0, bytes.length));

/** Longer keys that are no text, in UTF-16 units, are cut: in one another their text would explode. */
const longestKey = 200;

/** A value as the key of a map. */
export const valueKey = (value: Value): Omit<Member, 'value'> => {
  if (value.kind === 'string') return { key: value.text };
  const { value: inner, tags } = untagged(value);
  const key = cut(valueText(inner), longestKey);
  const shown = inner.kind === 'bytes' ? `0x${key}` : key;
  return { key, source: tags === '' ? shown : `${shown} (${tags})` };
};
