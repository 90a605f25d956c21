import { join } from 'node:path';
import { KeptByName } from '../session/kept-by-name.ts';
import type { FlagValues } from './flags.ts';
import type { Host } from './host.ts';
import { xdgFolder } from './xdg-folder.ts';

/** When each profile was opened last, in a file that all running instances share. */
export type LastUsed = {
  /** By the profile's name, ms since the epoch; empty if the file cannot be read. */
  readonly times: () => ReadonlyMap<string, number>;
  /** A profile is opened at `now`, ms since the epoch; if that cannot be remembered, returns the reason in one sentence. */
  readonly keep: (profile: string, now: number) => string | undefined;
};

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

const reason = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error as Error).message;

/** Opens the file of times. One that cannot be used is left alone, and told of once. */
export const openLastUsed = (file: string): LastUsed => {
  const kept = new KeptByName(file, 'a file of times', isTime);
  let isTold = false;
  return {
    times: () => {
      try {
        return kept.read();
      } catch {
        return new Map();
      }
    },
    keep: (profile, now) => {
      try {
        kept.keep(profile, now);
        return undefined;
      } catch (error) {
        if (isTold) return undefined;
        isTold = true;
        return `When you used ${profile} last cannot be remembered in ${file} (${reason(error)}).`;
      }
    },
  };
};

/** When the profiles were used last; `undefined` if nothing is kept. */
export const lastUsed = (
  values: Pick<FlagValues<'screen'>, 'no-history'>,
  { environment, home }: Pick<Host, 'environment' | 'home'>,
): LastUsed | undefined => {
  const folder = xdgFolder('state', environment, home);
  return folder === undefined || values['no-history']
    ? undefined
    : openLastUsed(join(folder, 'last-used.json'));
};
