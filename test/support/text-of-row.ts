import { fillRow } from '../../source/ui/widgets/span.ts';
import type { TextRow } from '../../source/ui/widgets/text-row.ts';

/** A row of a text as it is drawn in `width` cells, without colours. */
export const textOfRow = ({ start, end = [] }: TextRow, width: number): string =>
  fillRow(start, end, width)
    .map(({ text }) => text)
    .join('');
