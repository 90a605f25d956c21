import { count } from './count.ts';

const units = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A size in bytes: 12 B, 3.4 KiB, 10 MiB. */
export const size = (bytes: number): string => {
  if (bytes < 1024) return `${count(bytes)} B`;
  let value = bytes / 1024;
  let unit = 0;
  for (; Math.round(value) >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : count(Math.round(value))} ${units[unit]}`;
};
