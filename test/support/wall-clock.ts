import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** The wall clock of programs under test. */
export type WallClock = {
  /** What a program needs in its environment to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Sets it for programs that start from now on. */
  readonly set: (time: string) => void;
  /** Turns it back (below 0) or forward by minutes, for a running program too, which has noticed when this resolves. */
  readonly turn: (
    minutes: number,
    program: { readonly kill: (signal: NodeJS.Signals) => void },
  ) => Promise<void>;
};

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** A clock that starts at a time (in a form for `Date.parse`) and goes on from there, until the test is over. */
export const wallClock = (start: string): WallClock => {
  const file = join(temporaryFolder(), 'offset');
  let offset = 0;
  const write = (ms: number): void => {
    offset = ms;
    writeFileSync(file, String(offset));
  };
  const set = (time: string): void => write(Date.parse(time) - Date.now());
  set(start);
  return {
    env: {
      NODE_OPTIONS: `--import=${new URL('wall-clock.mjs', import.meta.url).href}`,
      TEST_WALL_CLOCK: file,
      TZ: 'UTC',
    },
    set,
    turn: async (minutes, program) => {
      write(offset + minutes * 60_000);
      program.kill('SIGUSR2');
      await vi.waitUntil(() => read(`${file}.taken`) === String(offset), {
        timeout: 10_000,
        interval: 5,
      });
    },
  };
};
