import type { Controls } from '../controls.ts';
import { deviceRows, type LazyRows } from '../devices/device-rows.ts';
import { helpRows } from '../help/help-rows.ts';
import { statisticsRows } from '../statistics/statistics-rows.ts';
import type { PageName } from '../ui-state.ts';
import { watchRows } from '../watches/watch-rows.ts';

/** What pages are made from. */
export type PageSource = Pick<Controls, 'session' | 'tables'>;

/** What fills the whole screen for a while: a title, and rows of `width` cells. */
export const pages: Readonly<
  Record<
    PageName,
    {
      readonly title: string;
      readonly rows: (source: PageSource, width: number) => LazyRows;
    }
  >
> = {
  help: { title: 'Help', rows: ({ tables }, width) => helpRows(tables, width) },
  statistics: {
    title: 'Statistics',
    rows: ({ session }, width) => statisticsRows(session, width, session.clock.moment.now),
  },
  devices: {
    title: 'Devices',
    rows: ({ session }, width) => deviceRows(session, width, session.clock.moment.now),
  },
  watches: { title: 'Watches', rows: ({ session }, width) => watchRows(session, width) },
};
