import type { Host } from './host.ts';
import { manPage } from './man-page.ts';
import type { FlagValues } from './flags.ts';
import { printText } from './print-text.ts';

/** Prints the manual page. Resolves with the exit code. */
export const manCommand = async (_: FlagValues<'man'>, host: Host): Promise<number> => {
  await printText(host.stdout, manPage());
  return 0;
};
