import { expect, it } from 'vitest';
import { LazyModule } from '../../source/payload/lazy-module.ts';

it('a module is loaded once, when it is first asked for', async () => {
  let [loads, told] = [0, 0];
  const module = new LazyModule(
    () => {
      loads += 1;
      return Promise.resolve('module');
    },
    () => (told += 1),
  );
  expect([loads, module.get(), module.get()]).toEqual([0, undefined, undefined]);
  await module.ready();
  expect([loads, told, module.get(), module.hasFailed]).toEqual([1, 1, 'module', false]);
});

it('a module that cannot be loaded says so, and is not tried again', async () => {
  let [loads, told] = [0, 0];
  const module = new LazyModule(
    () => {
      loads += 1;
      return Promise.reject(new Error('damaged'));
    },
    () => (told += 1),
  );
  await module.ready();
  await module.ready();
  expect([loads, told, module.get(), module.hasFailed]).toEqual([1, 1, undefined, true]);
});
