import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { endOfName, endSpans } from '../../../source/ui/widgets/name-end.ts';

describe('the end of a name', () => {
  it.each([
    ['site/1/temperature', 18, 'site/1/temperature'],
    ['site/1/temperature', 17, '…te/1/temperature'],
    ['客厅/灯', 7, '客厅/灯'],
    ['客厅/灯', 6, '…厅/灯'],
    ['客厅/灯', 5, '…/灯'],
    ['ab', 1, '…'],
  ])('%s in %i cells', (name, width, shown) => {
    expect(endOfName(name, width)).toBe(shown);
  });

  it('keeps the looks of its pieces', () => {
    const spans = endSpans(
      [{ text: 'site/' }, { text: 'lamp', look: 'value' }, { text: '/on' }],
      8,
    );
    expect(spans.map(({ text, look }) => (look === 'value' ? `<${text}>` : text)).join('')).toBe(
      '…<lamp>/on',
    );
  });

  it('fits, whatever it is', () => {
    const name = fc.string({ unit: fc.constantFrom('a', '灯', '/', 'é') });
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 30 }), (text, width) => {
        const shown = endOfName(text, width);
        expect(widthOf(shown)).toBeLessThanOrEqual(width);
        expect(text.endsWith(shown.replace(/^…/, ''))).toBe(true);
      }),
    );
  });
});
