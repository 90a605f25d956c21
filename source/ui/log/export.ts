import { printable } from '../../payload/printable.ts';
import { FileExists } from '../../session/recording/writable-file.ts';
import { writeText } from '../../session/write-text.ts';
import { showsChart } from '../chart/state.ts';
import type { ContextWith } from '../action-context.ts';
import { chartRecords, type Export, historyExport, seriesNow } from './export-rows.ts';
import { plural } from '../../format/count.ts';
import { size } from '../../format/size.ts';
import { readFileArguments } from '../input/file-arguments.ts';
import { seriesStoreOf } from '../chart/series-store.ts';
import { loggedNode } from '../topics/tree-list.ts';

/** What is shown: the chart, or the messages of a topic or branch. */
const shownExport = ({ session, state }: ContextWith<'topics'>): Export | undefined => {
  if (showsChart(state())) {
    const { series } = state().chart;
    const numbers = seriesStoreOf(session).numbersOf(series);
    const records = chartRecords(
      series.flatMap((name, index) => {
        const found = numbers[index];
        return found === undefined ? [] : [seriesNow(name, found)];
      }),
    );
    return { records, cut: 0 };
  }
  const node = loggedNode(session, state());
  const log = node === undefined ? undefined : session.monitor.openLog(node);
  return log === undefined ? undefined : historyExport(log);
};

/** `/export FILE [--force]`. */
export const exportShown = (context: ContextWith<'topics'>, text: string): string | undefined => {
  const { session } = context;
  const asked = readFileArguments(text);
  if (typeof asked === 'string') return asked;
  const [path, more] = asked.words;
  if (path === undefined) return 'Which file? /export FILE.csv';
  if (more !== undefined) return 'A name with blanks goes in double quotes: /export "FILE.csv".';
  if (asked.mode === 'append') return 'A CSV file has one header row: --append is not possible.';
  const shownNow = shownExport(context);
  if (shownNow === undefined) return 'Choose a topic or show the chart first.';
  const { records, cut } = shownNow;
  const shown = printable(path, 300);
  const lacking =
    cut === 0
      ? ''
      : `; ${plural(cut, 'payload', 'payloads')} only in part (--payload-limit, --memory)`;
  writeText(session.publisher.placeOf(path), asked.mode, records).then(
    (bytes) => session.notify(`Exported to ${shown} (${size(bytes)})${lacking}.`),
    (error: unknown) =>
      session.notify(
        error instanceof FileExists
          ? `${shown} exists already; --force replaces it.`
          : (error as Error).message,
      ),
  );
  return undefined;
};
