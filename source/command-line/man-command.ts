import type { Host } from './host.ts';
import { manPage } from './man-page.ts';
import type { FlagValues } from './flags.ts';

/** Prints the manual page. Resolves with the exit code. */
export const manCommand = async (_: FlagValues<'man'>, host: Host): Promise<number> => {
  await new Promise<void>((resolve) => {
    host.stdout.on('error', () => resolve());
    host.stdout.write(manPage(), () => resolve());
  });
  return 0;
};
