import { expect, it } from 'vitest';
import { KnownIds, type MessageIdentity } from '../../source/model/known-ids.ts';

const message = (id: string, more: Partial<MessageIdentity> = {}): MessageIdentity => ({
  id,
  signer: undefined,
  user: 'bob',
  say: 'hello',
  ...more,
});

const known = (ids: KnownIds, wanted: readonly string[]): boolean[] =>
  wanted.map((id) => ids.has(message(id)));

it('the newest ten thousand ids are known', () => {
  const ids = new KnownIds();
  for (let index = 0; index < 10_000; index += 1) ids.add(message(`${index}`));
  expect(known(ids, ['0', '9999', '10000'])).toEqual([true, true, false]);
  ids.add(message('9999'));
  expect(known(ids, ['0'])).toEqual([true]);
  ids.add(message('10000'));
  expect(known(ids, ['0', '1', '10000'])).toEqual([false, true, true]);
});

it('the id of an earlier message takes the place of none', () => {
  const ids = new KnownIds();
  for (let index = 0; index < 9999; index += 1) ids.add(message(`${index}`));
  ids.addEarlier(message('earlier'));
  ids.addEarlier(message('too much'));
  expect(known(ids, ['0', 'earlier', 'too much'])).toEqual([true, true, false]);
});

it('an id is known only together with its signer, its name and its text', () => {
  const ids = new KnownIds();
  ids.add(message('1', { signer: 'a' }));
  const others = [{}, { signer: 'b' }, { signer: 'a', user: 'eve' }, { signer: 'a', say: 'no' }];
  expect(others.map((more) => ids.has(message('1', more)))).toEqual(Array(4).fill(false));
  expect(ids.has(message('1', { signer: 'a' }))).toBe(true);
});
