import { count } from '../format/count.ts';
import type { Decoded } from './decoded.ts';
import type { TokenLine } from './laid-out.ts';

const bytesPerLine = 16;

/** How many bytes of a line a narrow pane has room for. */
const fewerPerLine = [8, 4];

const hexBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

const ascii = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : '·',
  ).join('');

/** Bytes on one line, as `0x 01 ff …`. */
export const hexPreview = (bytes: Uint8Array, maximumBytes: number): string =>
  `0x ${hexBytes(bytes.subarray(0, maximumBytes))}${bytes.length > maximumBytes ? ' …' : ''}`;

/** The most lines of one dump. */
const mostLines = 2000;

const dumpLine = (offset: string, digits: string, characters: string, bytes: number): TokenLine => [
  { role: 'offset', text: `${offset}  ` },
  { role: 'text', text: `${digits.padEnd(bytes * 3)} ` },
  { role: 'offset', text: characters },
];

/** Splits a line of a dump into lines of 8 or 4 bytes if it is wider than `cells`. */
const foldDumpLine = (line: TokenLine, cells: number): readonly TokenLine[] => {
  const [offset = '', digits = '', characters = ''] = [
    line[0]?.text.trimEnd(),
    line[1]?.text,
    line[2]?.text,
  ];
  const widthOf = (bytes: number): number => offset.length + 3 + bytes * 4;
  if (widthOf(bytesPerLine) <= cells) return [line];
  const bytes = fewerPerLine.find((many) => widthOf(many) <= cells) ?? 4;
  const first = Number.parseInt(offset, 16);
  return Array.from({ length: Math.ceil(characters.length / bytes) }, (_, index) => {
    const from = index * bytes;
    return dumpLine(
      (first + from).toString(16).padStart(offset.length, '0'),
      digits.slice(from * 3, (from + bytes) * 3).trimEnd(),
      characters.slice(from, from + bytes),
      bytes,
    );
  });
};

/** A hex dump: offset, sixteen bytes, the same bytes as ASCII. Accepts every payload. */
export const decodeHex = (payload: Uint8Array): Decoded => {
  const lines: TokenLine[] = [];
  const digits = Math.max(4, payload.length.toString(16).length);
  for (
    let offset = 0;
    offset < payload.length && lines.length < mostLines;
    offset += bytesPerLine
  ) {
    const bytes = payload.subarray(offset, offset + bytesPerLine);
    const start = offset.toString(16).padStart(digits, '0');
    lines.push(dumpLine(start, hexBytes(bytes), ascii(bytes), bytesPerLine));
  }
  return {
    kind: 'hex',
    notes: [],
    lines,
    fold: foldDumpLine,
    ...(payload.length > mostLines * bytesPerLine
      ? { problem: `Only the first ${count(mostLines * bytesPerLine)} bytes are shown.` }
      : {}),
  };
};
