import { truncate, widthOf } from './cells.ts';
import { palette } from './palette.ts';

type Frame = {
  readonly title: string;
  /** Stands at the right of the upper border. */
  readonly note?: string;
  /** Stands at the right of the lower border. */
  readonly footnote?: string;
  readonly width: number;
  readonly height: number;
  readonly hasFocus: boolean;
  /** Blank columns at each side of the text. */
  readonly margin: number;
};

const edge = (
  corners: readonly [string, string],
  left: string,
  right: string,
  frame: Frame,
): string => {
  const style = frame.hasFocus ? palette.focusedBorder : palette.border;
  const inner = frame.width - 2;
  const note = right === '' ? '' : ` ${truncate(right, Math.max(0, inner - 8))} `;
  const room = inner - widthOf(note) - 2;
  const label = left === '' || room < 4 ? '' : ` ${truncate(left, room - 2)} `;
  const line = '─'.repeat(
    Math.max(0, inner - widthOf(label) - widthOf(note) - (note === '' ? 0 : 1)),
  );
  const title = frame.hasFocus ? palette.title(label) : label;
  return (
    style(corners[0]) +
    title +
    style(line) +
    palette.plain(note) +
    style((note === '' ? '' : '─') + corners[1])
  );
};

/** A bordered pane as rows: `rows` fill the width between border and margin; missing ones are blank. */
export const paneRows = (rows: readonly string[], frame: Frame): string[] => {
  const style = frame.hasFocus ? palette.focusedBorder : palette.border;
  const inner = frame.height - 2;
  const side = style('│');
  const gap = ' '.repeat(frame.margin);
  const blank = ' '.repeat(Math.max(0, frame.width - 2 - 2 * frame.margin));
  return [
    edge(['╭', '╮'], frame.title, frame.note ?? '', frame),
    ...Array.from(
      { length: Math.max(0, inner) },
      (_, index) => side + gap + (rows[index] ?? blank) + gap + side,
    ),
    edge(['╰', '╯'], '', frame.footnote ?? '', frame),
  ];
};
