import { expect, it } from 'vitest';
import { LazyPart } from '../../source/payload/lazy-part.ts';

it('a part is loaded once, when it is first asked for', async () => {
  let [loads, told] = [0, 0];
  const part = new LazyPart(
    () => {
      loads += 1;
      return Promise.resolve('part');
    },
    () => (told += 1),
  );
  expect([loads, part.get(), part.get()]).toEqual([0, undefined, undefined]);
  await part.ready();
  expect([loads, told, part.get(), part.hasFailed]).toEqual([1, 1, 'part', false]);
});

it('a part that cannot be loaded says so, and is not tried again', async () => {
  let [loads, told] = [0, 0];
  const part = new LazyPart(
    () => {
      loads += 1;
      return Promise.reject(new Error('damaged'));
    },
    () => (told += 1),
  );
  await part.ready();
  await part.ready();
  expect([loads, told, part.get(), part.hasFailed]).toEqual([1, 1, undefined, true]);
});
