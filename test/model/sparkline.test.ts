import { expect, it } from 'vitest';
import { sparkline } from '../../source/model/sparkline.ts';

it.each([
  [[], ''],
  [[5], '▁'],
  [[3, 3, 3], '▁▁▁'],
  [[0, 1, 2, 3, 4, 5, 6, 7, 8], '▁▂▃▄▅▆▇██'],
  [[-1, 0, 1], '▁▅█'],
  [[-Number.MAX_VALUE, 0, Number.MAX_VALUE], '▁▅█'],
])('%j is drawn as %s', (numbers, drawn) => {
  expect(sparkline(numbers)).toBe(drawn);
});
