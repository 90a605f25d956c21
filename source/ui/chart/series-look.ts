import type { Look } from '../theme/theme.ts';

const looks: readonly Look[] = [
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
];

const lastLooks: readonly Look[] = ['last-1', 'last-2', 'last-3', 'last-4', 'last-5', 'last-6'];

/** The look of a series by index, from 0; its number tells it apart too. */
export const seriesLook = (index: number): Look => looks[index] ?? 'plain';

/** The look of a series' last value, which stands out. */
export const lastLook = (index: number): Look => lastLooks[index] ?? 'strong';
