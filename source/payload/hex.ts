import type { Line } from './laid-out.ts';

const bytesPerLine = 16;

const hexBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

const ascii = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : '·',
  ).join('');

/** Bytes in one line, as `0x 01 ff …`. */
export const hexPreview = (bytes: Uint8Array, maximumBytes: number): string =>
  `0x ${hexBytes(bytes.subarray(0, maximumBytes))}${bytes.length > maximumBytes ? ' …' : ''}`;

/** A hex dump: offset, sixteen bytes, the same as ASCII. Takes every payload. */
export const layOutHex = (payload: Uint8Array, maximumLines: number): readonly Line[] => {
  const lines: Line[] = [];
  const digits = Math.max(4, payload.length.toString(16).length);
  for (
    let offset = 0;
    offset < payload.length && lines.length < maximumLines;
    offset += bytesPerLine
  ) {
    const bytes = payload.subarray(offset, offset + bytesPerLine);
    lines.push([
      { role: 'offset', text: `${offset.toString(16).padStart(digits, '0')}  ` },
      { role: 'text', text: `${hexBytes(bytes).padEnd(bytesPerLine * 3)} ` },
      { role: 'offset', text: ascii(bytes) },
    ]);
  }
  return lines;
};
