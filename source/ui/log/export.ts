import { showsChart } from '../chart/state.ts';
import type { ActionContext } from '../action-context.ts';
import { exportRoom } from './export-room.ts';
import { writeExport } from './write-export.ts';
import { chartRecords, historyRecords, seriesNow } from './export-rows.ts';
import { readFileArguments } from '../input/file-arguments.ts';
import { seriesStoreOf } from '../chart/series-store.ts';
import { loggedNode, selectedRoom } from '../topics/tree-list.ts';

/** What is shown, as records of a CSV file: the chart, or the messages of a topic or branch. */
const shownRecords = ({ session, state }: ActionContext): Iterable<string> | undefined => {
  if (showsChart(state())) {
    const { series } = state().chart;
    const numbers = seriesStoreOf(session).numbersOf(series);
    return chartRecords(
      series.flatMap((name, index) => {
        const found = numbers[index];
        return found === undefined ? [] : [seriesNow(name, found)];
      }),
    );
  }
  const node = loggedNode(session, state());
  const log = node === undefined ? undefined : session.monitor?.openLog(node);
  return log === undefined ? undefined : historyRecords(log);
};

/** `/export FILE [--force]`. */
export const exportShown = (context: ActionContext, text: string): string | undefined => {
  const { session, state } = context;
  const asked = readFileArguments(text);
  if (typeof asked === 'string') return asked;
  const [path, more] = asked.words;
  const room = showsChart(state()) ? undefined : selectedRoom(session, state());
  if (path === undefined) return `Which file? /export FILE.${room === undefined ? 'csv' : 'txt'}`;
  if (more !== undefined) return 'A name with blanks goes in double quotes: /export "FILE".';
  if (asked.mode === 'append') return 'An export is a whole: --append is not possible.';
  const file = { path, mode: asked.mode };
  if (room !== undefined) return exportRoom(session, room, file);
  const records = shownRecords(context);
  if (records === undefined) return 'Choose a room or topic, or show the chart first.';
  writeExport(session, file, records, (where) => `Exported to ${where}.`);
  return undefined;
};
