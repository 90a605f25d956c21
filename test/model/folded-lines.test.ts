import { expect, it } from 'vitest';
import { FoldedLines } from '../../source/model/folded-lines.ts';

it('a folded line counts on, with the time that it stands for', () => {
  const folded = new FoldedLines((lines) => `bob: ${lines}`, 5000);
  folded.add(5000);
  expect(folded.text).toBe('bob: 1 more line in 1 s, not shown');
  folded.add(6001);
  folded.add(5500);
  expect(folded.text).toBe('bob: 3 more lines in 2 s, not shown');
  for (let index = 0; index < 1997; index += 1) folded.add(1_505_000);
  expect(folded.text).toBe('bob: 2,000 more lines in 25 min, not shown');
  expect([folded.kind, folded.at, folded.count]).toEqual(['event', 5000, 2000]);
});
