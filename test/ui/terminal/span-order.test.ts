import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { blankScreenRow } from '../../../source/ui/terminal/screen-row.ts';
import type { CellSpan } from '../../../source/ui/terminal/span.ts';
import { linkedSpans } from '../../../source/ui/terminal/span-order.ts';

const columns = 20;

/** Spans of one cell each, by their columns. */
const rowOf = (places: readonly number[], y: number): CellSpan[] =>
  places.map((start) => ({
    row: blankScreenRow(columns),
    y,
    start,
    end: start + 1,
    as: 'text',
    style: undefined,
    next: undefined,
  }));

const places = fc
  .uniqueArray(fc.nat(columns - 1), { minLength: 1, maxLength: 8 })
  .map((each) => each.toSorted((a, b) => a - b));

it('holds each span once, whatever links cost', () => {
  fc.assert(
    fc.property(
      fc.array(places, { maxLength: 6 }),
      fc.infiniteStream(fc.nat(12)),
      (table, costs) => {
        const rows = table.map(rowOf);
        const order = linkedSpans(rows, { between: () => costs.next().value ?? 0 });
        expect(order).toHaveLength(rows.flat().length);
        expect(new Set(order)).toEqual(new Set(rows.flat()));
      },
    ),
  );
});
