import type { MqttSession } from '../session/session.ts';
import { helpRows } from './help-rows.ts';
import { statisticsRows } from './statistics-rows.ts';
import type { PageName } from './ui-state.ts';

/** What fills the whole screen for a while: a title, and rows of `width` cells. */
export const pages: Readonly<
  Record<
    PageName,
    {
      readonly title: string;
      readonly rows: (session: MqttSession, width: number, now: number) => string[];
    }
  >
> = {
  help: { title: 'Help', rows: (_session, width) => helpRows(width) },
  statistics: { title: 'Statistics', rows: statisticsRows },
};

/** A page fills the screen but for the status line; these are the columns inside its border and margin. */
export const pageWidth = (columns: number): number => columns - 4;
