import type { Look } from '../theme/theme.ts';

const looks: readonly Look[] = ['series0', 'series1', 'series2', 'series3', 'series4', 'series5'];

/** The look of a series by index, from 0; its number tells it apart too. */
export const seriesLook = (index: number): Look => looks[index] ?? 'plain';
