import { expect, it, vi } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { cutSpans, fillRow } from '../../../source/ui/widgets/span.ts';

vi.mock(import('../../../source/ui/draw/cells.ts'), { spy: true });

it('spans are cut to the cells that there are, and say how many they take', () => {
  const spans = [{ text: '你好' }, { text: '' }, { text: ' and so on', look: 'dim' }] as const;
  expect(cutSpans(spans, 20)).toEqual({ spans: [spans[0], spans[2]], cells: 14 });
  expect(cutSpans(spans, 8)).toEqual({
    spans: [spans[0], { text: ' an…', look: 'dim' }],
    cells: 8,
  });
  // Half of a character does not fit.
  expect(cutSpans(spans, 3)).toEqual({ spans: [{ text: '你…' }], cells: 3 });
});

it('a row measures what it shows once', () => {
  vi.mocked(widthOf).mockClear();
  fillRow([{ text: '你好' }, { text: 'lamp' }], [{ text: '12' }], 30);
  expect(vi.mocked(widthOf).mock.calls).toEqual([['12'], ['你好'], ['lamp']]);
});
