import { showsChart } from '../chart/state.ts';
import type { ActionContext } from '../action-context.ts';
import { exportRoom } from './export-room.ts';
import { chartExport, type Export, historyExport } from './export-rows.ts';
import { readFileArguments } from '../input/file-arguments.ts';
import { seriesStoreOf } from '../chart/series-store.ts';
import { loggedNode, selectedRoom } from '../topics/tree-list.ts';
import { writeExport } from './write-export.ts';

/** What is shown: the chart, or the messages of a topic or branch. */
const shownExport = ({ session, state }: ActionContext): Export | undefined => {
  if (showsChart(state())) {
    const { series } = state().chart;
    return chartExport(series, seriesStoreOf(session).numbersOf(series));
  }
  const node = loggedNode(session, state());
  const log = node === undefined ? undefined : session.monitor?.openLog(node);
  return log === undefined ? undefined : historyExport(log);
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
  const shown = shownExport(context);
  if (shown === undefined) return 'Choose a room or topic, or show the chart first.';
  const { records, lacking } = shown;
  const part = lacking === '' ? '' : `; ${lacking}`;
  writeExport(session, file, records, (where) => `Exported to ${where}${part}.`);
  return undefined;
};
