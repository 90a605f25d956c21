import type { Flag } from './flag.ts';
import { flags } from './flags.ts';

/** Whether a `no-` flag stands beside a flag of the name without it, as `--no-history` beside `--history COUNT`. */
const hasNamesake = ({ name }: Flag): boolean => flags.some((other) => `no-${other.name}` === name);

/**
 * The name that a flag has for meow, and whether meow's `false` is its "on". Meow reads
 * `--no-chat` as `chat` set to false; where `chat` would be another flag it gets a name of its own.
 */
export const meowName = (flag: Flag): { readonly name: string; readonly isNegative: boolean } => {
  const isNegative = flag.name.startsWith('no-') && !hasNamesake(flag);
  if (isNegative) return { name: flag.name.slice(3), isNegative };
  return { name: flag.name.replace(/^no-/, 'without-'), isNegative };
};
