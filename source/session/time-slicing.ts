import { setImmediate as whenIdle } from 'node:timers/promises';

/** How many ms of long work are done at a time, so that keys are not held up. */
export const sliceTime = 12;

/** Does something so many times, with a rest after each slice; says `false` when it was not to go on. */
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
