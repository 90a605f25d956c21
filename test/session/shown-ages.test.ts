import { expect, it } from 'vitest';
import { ShownAges } from '../../source/session/shown-ages.ts';

it('announces a part when an age in it reads differently, and only then', () => {
  const ages = new ShownAges();
  const stop = ages.show([0, 10_000], 'work');
  ages.show([500], 'messages');
  expect(ages.changed(11_600, 12_400)).toEqual(['work']);
  expect(ages.changed(11_000, 12_000)).toEqual(['work', 'messages']);
  // From a minute on it reads in minutes.
  expect(ages.changed(129_000, 131_000)).toEqual(['work']);
  expect(ages.changed(132_000, 133_000)).toEqual([]);
  stop();
  expect(ages.changed(0, 1e9)).toEqual(['messages']);
});
