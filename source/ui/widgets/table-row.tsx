import type { ReactNode } from 'react';
import { fit } from '../draw/cells.ts';
import type { Look } from '../theme/theme.ts';
import { Row } from './row.tsx';
import type { Span } from './span.ts';

/** A column of a table. */
export type Column = {
  /** Cells of its texts; longer ones end in `…`. */
  readonly width: number;
  /** Blank cells before them. */
  readonly gap?: number;
  readonly align?: 'start' | 'end';
};

type TableRowProps = {
  readonly columns: readonly Column[];
  /** The text of each column, which has passed `printable`. */
  readonly cells: readonly Span[];
  readonly width: number;
  /** Highlights the whole row. */
  readonly look?: Look | undefined;
};

/** One row of a table. */
export const TableRow = ({ columns, cells, width, look }: TableRowProps): ReactNode => (
  <Row
    width={width}
    look={look}
    start={columns.map(({ width: room, gap = 0, align }, index) => {
      const { text = '', ...own } = cells[index] ?? {};
      return { ...own, text: ' '.repeat(gap) + fit(text, room, align) };
    })}
  />
);
