import type { Look } from '../theme/theme.ts';

const looks: readonly Look[] = ['series0', 'series1', 'series2', 'series3', 'series4', 'series5'];

/** The look of a series of the chart, from 0; their numbers tell them apart too. */
export const seriesLook = (index: number): Look => looks[index] ?? 'plain';
