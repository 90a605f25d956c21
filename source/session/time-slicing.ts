import { setImmediate as whenIdle } from 'node:timers/promises';

/** How long work may run before it yields, ms, so that keys are not held up. */
export const sliceTime = 12;

/** Calls `act` the given number of times and yields after each slice; returns `false` if it was stopped by `mayGoOn`. */
export const inTimeSlices = async (
  times: number,
  mayGoOn: () => boolean,
  act: (number: number) => Promise<void> | void,
): Promise<boolean> => {
  let end = performance.now() + sliceTime;
  for (let number = 0; number < times; number += 1) {
    const acting = act(number);
    if (acting !== undefined) await acting;
    if (!mayGoOn()) return false;
    if (performance.now() < end) continue;
    await whenIdle();
    if (!mayGoOn()) return false;
    end = performance.now() + sliceTime;
  }
  return true;
};
