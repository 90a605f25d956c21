import { readTimeFormat, type TimeFormat } from '../ui/time/time-format.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** How times are shown, from the flag. Throws `UsageError`. */
export const timeFormatFlag = (values: FlagValues<'show'>): TimeFormat => {
  const format = readTimeFormat(values['time-format']);
  if (typeof format === 'string') throw new UsageError(`--time-format: ${format}`);
  return format;
};
