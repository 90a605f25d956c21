import { exactTime } from './figures.ts';

/** Hours, minutes, seconds and milliseconds of a time in ms since the epoch, by the local clock. */
export const millisecondTime = (at: number): string =>
  `${exactTime(at)}.${String(Math.floor(((at % 1000) + 1000) % 1000)).padStart(3, '0')}`;
