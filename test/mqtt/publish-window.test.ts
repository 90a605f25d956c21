import { expect, it } from 'vitest';
import { PublishWindow } from '../../source/mqtt/publish-window.ts';

/** A window, and its publishes: how many have begun, and a way to end the oldest. */
const aWindow = (size?: number) => {
  const window = new PublishWindow(size);
  const waiting: (() => void)[] = [];
  let begun = 0;
  const publish = (): Promise<void> => {
    begun += 1;
    return new Promise((resolve) => waiting.push(resolve));
  };
  return {
    window,
    add: () => window.add(publish),
    begun: () => begun,
    endOne: () => waiting.shift()?.(),
  };
};

/** All that can go on by itself has done so. */
const calm = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

it.each([
  [3, 3],
  [200, 200],
  [65_535, 200],
  [undefined, 200],
])('with a size of %s, %i publishes wait at once', async (size, most) => {
  const { add, begun, endOne } = aWindow(size);
  for (let count = 0; count < most; count += 1) await add();
  expect(begun()).toBe(most);
  const oneMore = add();
  await calm();
  expect(begun()).toBe(most);
  endOne();
  await oneMore;
  expect(begun()).toBe(most + 1);
});

it('is settled when all have been answered', async () => {
  const { window, add, endOne } = aWindow(5);
  await window.settled();
  await add();
  await add();
  let isSettled = false;
  const settled = window.settled().then(() => {
    isSettled = true;
    return undefined;
  });
  endOne();
  await calm();
  expect(isSettled).toBe(false);
  endOne();
  await settled;
});
