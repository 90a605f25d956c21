import type { MqttSession } from '../../session/session.ts';
import { deviceRows, type LazyRows } from '../devices/device-rows.ts';
import { helpRows } from '../help/help-rows.ts';
import { statisticsRows } from '../statistics/statistics-rows.ts';
import type { PageName } from '../ui-state.ts';
import { watchRows } from '../watches/watch-rows.ts';

/** What fills the whole screen for a while: a title, and rows of `width` cells. */
export const pages: Readonly<
  Record<
    PageName,
    {
      readonly title: string;
      readonly rows: (session: MqttSession, width: number, now: number) => LazyRows;
    }
  >
> = {
  help: { title: 'Help', rows: (_session, width) => helpRows(width) },
  statistics: { title: 'Statistics', rows: statisticsRows },
  devices: { title: 'Devices', rows: deviceRows },
  watches: { title: 'Watches', rows: watchRows },
};
