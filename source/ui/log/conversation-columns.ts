import { printable } from '../../payload/printable.ts';
import { tabsAsBlanks } from '../../payload/tabs.ts';
import { fit, wrapBehind } from '../draw/cells.ts';
import type { Look } from '../theme/theme.ts';
import { timeCell, type TimeFormat, timeWidth } from '../time/time-format.ts';
import { linkRows } from '../widgets/link-spans.ts';
import { type Span, widthOfSpans } from '../widgets/span.ts';
import type { LogRow } from './log-row.ts';

/** Between the nick and the text: blanks, or the mark of a mention. */
const gapWidth = 2;

/** Room on the right for the delivery mark of a line we sent. */
const markWidth = 2;

/** How many characters of a sentence to show; longer ones end in `…`. */
const sayShown = 70_000;

/** The fewest cells of a text beside what comes before it; with fewer it begins in the next row. */
const leastBeside = 8;

/** Wraps a text after some spans. */
const wrapText = (
  text: string,
  look: Look,
  width: number,
  before: readonly Span[] = [],
): (readonly Span[])[] =>
  text.split(/\r\n|[\n\r]/).flatMap((line, index) => {
    const span = { text: printable(tabsAsBlanks(line), sayShown), look };
    const prefix = index === 0 ? widthOfSpans(before) : 0;
    const isBeside = prefix <= width - leastBeside;
    const rows = linkRows(span, wrapBehind(isBeside ? prefix : 0, span.text, width));
    if (prefix === 0) return rows;
    const [first = [], ...others] = rows;
    return isBeside ? [[...before, ...first], ...others] : [before, ...rows];
  });

/** What a line is made of. */
type Parts = {
  readonly at: number;
  readonly label: Span;
  readonly isMention: boolean;
  /** Before the sentence, in a look that no typed text has. */
  readonly lead?: Span | undefined;
  /** The sentence, and why it was not sent. */
  readonly texts: readonly string[];
  readonly look: Look;
  readonly mark?: Span | undefined;
};

/** How a conversation looks. */
export type ConversationLook = {
  readonly width: number;
  readonly nick: string | undefined;
  /** Without columns, so that the mouse can select the text. */
  readonly isFlat: boolean;
  readonly timeFormat: TimeFormat;
};

/** The columns of a conversation. */
export type Columns = {
  readonly format: TimeFormat;
  /** Cells of the time. */
  readonly time: number;
  readonly label: number;
  readonly text: number;
  /** The width of the log when nothing is indented: the text then continues at its edge. */
  readonly flat: number | undefined;
};

/** The columns of a conversation whose widest label has `label` cells. */
export const columnsOf = (
  { width, timeFormat: format, isFlat }: ConversationLook,
  label: number,
): Columns => {
  const time = timeWidth(format.short, width);
  return {
    format,
    time,
    label,
    text: Math.max(8, width - time - 1 - label - gapWidth - markWidth),
    flat: isFlat ? Math.max(8, width) : undefined,
  };
};

/** Rows in columns: the first has time and label, the others are indented. */
const inColumns = (parts: Parts, columns: Columns): readonly LogRow[] => {
  const { at, label, isMention, lead, texts, look, mark } = parts;
  const rows = texts.flatMap((text, index) =>
    wrapText(text, look, columns.text, index === 0 && lead !== undefined ? [lead] : []),
  );
  return rows.map((text, index) =>
    index === 0
      ? {
          kind: 'chat',
          time: timeCell(columns.format.short, at, columns.time),
          label: { ...label, text: fit(label.text, columns.label, 'end') },
          isMention,
          text,
          mark,
        }
      : { kind: 'chat-text', indent: columns.time + 1 + columns.label + gapWidth, text },
  );
};

/** Rows without columns: the first starts with time, mark and nick, the others with text. */
const flat = (
  { at, label, isMention, lead, texts, look, mark }: Parts,
  { short }: TimeFormat,
  width: number,
): LogRow[] => {
  const before: readonly Span[] = [
    { text: `${timeCell(short, at)} `, look: 'dim' },
    ...(mark === undefined ? [] : [{ ...mark, text: `${mark.text} ` }]),
    label,
    isMention ? { text: '» ', look: 'mention-mark' } : { text: '  ' },
    ...(lead === undefined ? [] : [lead]),
  ];
  return texts
    .flatMap((text, index) => wrapText(text, look, width, index === 0 ? before : []))
    .map((text) => ({ kind: 'flat', text }));
};

/** A line as rows: in columns, or without. */
export const layOut = (parts: Parts, columns: Columns): readonly LogRow[] =>
  columns.flat === undefined
    ? inColumns(parts, columns)
    : flat(parts, columns.format, columns.flat);
