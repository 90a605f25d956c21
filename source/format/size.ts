import { count } from './count.ts';

/** In bytes. */
export const KiB = 1024;
export const MiB = 1024 * KiB;

const units = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A size in bytes: 12 B, 3.4 KiB, 10 MiB. */
export const size = (bytes: number): string => {
  if (bytes < KiB) return `${count(bytes)} B`;
  let value = bytes / KiB;
  let unit = 0;
  for (; Math.round(value) >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : count(Math.round(value))} ${units[unit]}`;
};
