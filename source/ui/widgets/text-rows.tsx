import type { ReactNode } from 'react';
import { Row } from './row.tsx';
import type { TextRow } from './text-row.ts';

type TextRowsProps = {
  readonly rows: readonly TextRow[];
  /** Cells of each row. */
  readonly width: number;
};

/** The rows of a text, one below the other. */
export const TextRows = ({ rows, width }: TextRowsProps): ReactNode =>
  rows.map((row, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- rows are known by their position
    <Row key={index} width={width} {...row} />
  ));
