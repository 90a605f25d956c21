import { expect, it } from 'vitest';
import { KnownIds } from '../../source/model/known-ids.ts';

const known = (ids: KnownIds, wanted: readonly string[]): boolean[] =>
  wanted.map((id) => ids.has(id));

it('the newest ten thousand ids are known', () => {
  const ids = new KnownIds();
  for (let index = 0; index < 10_000; index += 1) ids.add(`${index}`);
  expect(known(ids, ['0', '9999', '10000'])).toEqual([true, true, false]);
  ids.add('9999');
  expect(known(ids, ['0'])).toEqual([true]);
  ids.add('10000');
  expect(known(ids, ['0', '1', '10000'])).toEqual([false, true, true]);
});

it('the id of an earlier message takes the place of none', () => {
  const ids = new KnownIds();
  for (let index = 0; index < 9999; index += 1) ids.add(`${index}`);
  ids.addEarlier('earlier');
  ids.addEarlier('too much');
  expect(known(ids, ['0', 'earlier', 'too much'])).toEqual([true, true, false]);
});
