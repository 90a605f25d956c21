import { inspect } from 'node:util';

export type Until<Found> = {
  /** What to wait for, in words. */
  readonly what: string;
  /** Any result but `undefined` and `false` ends the wait. */
  readonly find: () => Found | undefined | false;
  /** Calls `look` later, whenever the answer may have changed; returns how to stop that. */
  readonly subscribe: (look: () => void) => () => unknown;
  /** What a person needs to see if it never happens. */
  readonly seen: () => unknown;
  /** ms. */
  readonly timeout?: number | undefined;
};

/** Waits for a condition, driven by events: looks now and whenever `subscribe` calls back. */
export const until = <Found>(wait: Until<Found>): Promise<Found> => {
  const { what, find, subscribe, seen, timeout = 10_000 } = wait;
  // Created here, so that its stack shows the test's line.
  const error = new Error();
  return new Promise((resolve, reject) => {
    let isOver = false;
    const end = (): void => {
      isOver = true;
      clearTimeout(timer);
      unsubscribe();
    };
    const look = (): void => {
      if (isOver) return;
      try {
        const found = find();
        if (found === undefined || found === false) return;
        end();
        resolve(found);
      } catch (thrown) {
        end();
        reject(thrown);
      }
    };
    const timer = setTimeout(() => {
      end();
      const picture = inspect(seen(), { depth: 6, maxArrayLength: 50, breakLength: 100 });
      const place = error.stack?.slice(error.stack.indexOf('\n') + 1);
      error.message = `waited ${timeout} ms for ${what}; seen:\n${picture}`;
      error.stack = `Error: ${error.message}\n${place}`;
      reject(error);
    }, timeout);
    const unsubscribe = subscribe(look);
    look();
  });
};
