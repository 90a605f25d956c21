import type { KeptMessage } from '../model/kept-message.ts';
import { type LaidOut, layOutPayload } from '../payload/decoders.ts';
import { printable } from '../payload/printable.ts';
import { graphemes, takeCells, widthOf, wrapCells } from './cells.ts';
import { count, exactTime, size } from './figures.ts';
import { palette, tokenStyles } from './palette.ts';
import { row, type Span } from './row.ts';

/** Lines laid out of one payload. */
const maximumLines = 2000;

const laidOut = new WeakMap<KeptMessage, LaidOut>();

/** Laid out once per message, however often it is drawn. */
const layOutOnce = (message: KeptMessage): LaidOut => {
  const known = laidOut.get(message);
  if (known !== undefined) return known;
  const fresh = layOutPayload(message.payload, maximumLines);
  laidOut.set(message, fresh);
  return fresh;
};

const field = (name: string, value: string): Span[] => [
  { text: `${name} `, style: palette.dim },
  { text: value },
  { text: '   ' },
];

const facts = (message: KeptMessage): Span[] => [
  { text: `${exactTime(message.receivedAt)}   ` },
  ...field('QoS', String(message.qos)),
  ...field('retain', message.retain ? 'yes' : 'no'),
  ...field('size', size(message.size)),
];

const properties = (message: KeptMessage): Span[][] =>
  Object.entries(message.properties ?? {})
    .filter(([name, value]) => value !== undefined && name !== 'subscriptionIdentifier')
    .map(([name, value]) =>
      field(
        name,
        printable(
          value instanceof Uint8Array
            ? Buffer.from(value).toString('hex')
            : typeof value === 'object'
              ? JSON.stringify(value)
              : String(value),
          500,
        ),
      ),
    );

/** Breaks a line of spans into rows; what goes on begins where the row begins. */
const wrapSpans = (spans: readonly Span[], width: number): Span[][] => {
  const [only] = spans;
  if (spans.length === 1 && only !== undefined)
    return wrapCells(only.text, width).map((text) => [{ ...only, text }]);
  const rows: Span[][] = [[]];
  let used = 0;
  for (const span of spans) {
    let rest = span.text;
    while (used + widthOf(rest) > width) {
      const start = takeCells(rest, width - used) || (used === 0 ? (graphemes(rest)[0] ?? '') : '');
      rows.at(-1)?.push({ ...span, text: start });
      rest = rest.slice(start.length);
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push({ ...span, text: rest });
    used += widthOf(rest);
  }
  return rows;
};

/** One message in full: what it carries beside the payload, then the payload laid out. Rows of `width` cells. */
export const detailsRows = (
  message: KeptMessage,
  width: number,
): { rows: string[]; decoder: string } => {
  const { decoder, lines } = layOutOnce(message);
  const isCut = message.payload.length < message.size;
  const payload = lines.map((line) =>
    line.map(({ text, role }): Span => ({ text, style: tokenStyles[role] })),
  );
  const spans: Span[][] = [
    facts(message),
    ...properties(message),
    ...(isCut
      ? [
          [
            {
              text: `only the first ${size(message.payload.length)} were kept (--payload-limit, --memory)`,
              style: palette.attention,
            },
          ],
        ]
      : []),
    [],
    ...(decoder === 'empty' ? [[{ text: '(empty payload)', style: palette.dim }]] : payload),
  ];
  if (lines.length >= maximumLines)
    spans.push([
      { text: `only the first ${count(maximumLines)} lines are shown`, style: palette.attention },
    ]);
  return {
    decoder,
    rows: spans.flatMap((line) => wrapSpans(line, width).map((part) => row(part, width))),
  };
};
