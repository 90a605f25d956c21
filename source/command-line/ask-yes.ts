import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Host } from './host.ts';

/** Asks a question on the terminal; anything but y or yes means no, and so does a signal. */
export const askYes = async (
  { stdin, stderr }: Pick<Host, 'stdin' | 'stderr'>,
  question: string,
  signal: AbortSignal,
): Promise<boolean> => {
  const lines = createInterface({ input: stdin, terminal: false });
  try {
    stderr.write(`${question} [y/N] `);
    const [line] = (await Promise.race([
      once(lines, 'line', { signal }),
      once(lines, 'close', { signal }),
    ])) as [string | undefined];
    if (line === undefined) stderr.write('\n');
    return /^\s*y(es)?\s*$/i.test(line ?? '');
  } catch {
    stderr.write('\n');
    return false;
  } finally {
    lines.close();
  }
};
