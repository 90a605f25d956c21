import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { wrapHints, hintsWithin } from '../../../source/ui/draw/whole-hints.ts';

describe('hints', () => {
  it('leave whole ones out at their end where there is no room', () => {
    const text = 'Ctrl+S publishes · Tab next field · Esc closes';
    expect(hintsWithin(text, 46)).toBe(text);
    expect(hintsWithin(text, 45)).toBe('Ctrl+S publishes · Tab next field');
    expect(hintsWithin(text, 20)).toBe('Ctrl+S publishes');
    expect(hintsWithin(text, 10)).toBe('Ctrl+S pu…');
    expect(hintsWithin(text, 0)).toBe('');
    expect(hintsWithin('', 10)).toBe('');
  });

  it('go on in the next row, one that is long by words', () => {
    expect(wrapHints('one two · three', 9, 2)).toEqual(['one two', 'three']);
    expect(wrapHints('one two three · four', 9, 2)).toEqual(['one two', 'three']);
    expect(wrapHints('one two three · four', 12, 2)).toEqual(['one two', 'three · four']);
    expect(wrapHints('one two three four', 9, 2)).toEqual(['one two', 'three fo…']);
    expect(wrapHints('one · two three four', 5, 2)).toEqual(['one']);
  });

  it('fit, whatever they are', () => {
    const hint = fc.string({ unit: fc.constantFrom('a', '灯', ' ', 'é') });
    fc.assert(
      fc.property(
        fc.array(hint),
        fc.nat(40),
        fc.integer({ min: 1, max: 3 }),
        (all, width, most) => {
          const rows = wrapHints(all.join(' · '), width + 2, most);
          expect(rows.length).toBeLessThanOrEqual(most);
          for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(width + 2);
        },
      ),
    );
  });
});
