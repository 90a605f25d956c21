import type { Look } from '../theme/theme.ts';

const looks: readonly Look[] = ['series0', 'series1', 'series2', 'series3', 'series4', 'series5'];

const lastLooks: readonly Look[] = ['last0', 'last1', 'last2', 'last3', 'last4', 'last5'];

/** The look of a series by index, from 0; its number tells it apart too. */
export const seriesLook = (index: number): Look => looks[index] ?? 'plain';

/** The look of a series' last value, which stands out. */
export const lastLook = (index: number): Look => lastLooks[index] ?? 'strong';
