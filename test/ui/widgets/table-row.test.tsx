import { render } from 'ink-testing-library';
import { expect, it } from 'vitest';
import { type Column, TableRow } from '../../../source/ui/widgets/table-row.tsx';

const columns: readonly Column[] = [{ width: 6 }, { width: 4, align: 'end' }, { width: 5, gap: 2 }];

/** The row, without the blanks at its end. */
const drawn = (...texts: readonly string[]): string | undefined =>
  render(
    <TableRow columns={columns} cells={texts.map((text) => ({ text }))} width={18} />,
  ).lastFrame();

it('puts each text in its column', () => {
  expect(drawn('topic', '12', 'on')).toBe('topic   12  on');
});

it('cuts a text that is too long, and leaves its neighbours where they are', () => {
  expect(drawn('客厅温度', '12345', 'granted')).toBe('客厅… 123…  gran…');
});

it('leaves a column blank for which there is nothing', () => {
  expect(drawn('topic', '', 'on')).toBe('topic       on');
  expect(drawn('topic')).toBe('topic');
});
