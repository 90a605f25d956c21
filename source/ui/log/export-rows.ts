import type { BranchLog } from '../../model/branch-log.ts';
import type { NumberSeries } from '../../model/number-series.ts';
import type { StoredMessage } from '../../model/stored-message.ts';
import { type TimedMessage, topicRows } from '../../model/topic-rows.ts';
import { plural } from '../../format/count.ts';
import { csvRecord } from '../../payload/csv.ts';
import { csvMessage, csvMessageHeader } from '../../payload/message-csv.ts';
import { isoTime } from '../../format/time.ts';
import type { SeriesName } from '../chart/state.ts';

const time = (at: number): string => isoTime(at) ?? '';

/** How many bytes of a payload the limits did not keep. */
const missingBytes = ({ payload, size }: StoredMessage): number => size - payload.length;

function* recordsOf(rows: readonly TimedMessage[]): Generator<string> {
  yield csvMessageHeader;
  for (const { message, interval } of rows) yield csvMessage(message, interval);
}

/** What is exported. */
export type Export = {
  /** The records of a CSV file with a header. */
  readonly records: Iterable<string>;
  /** What is not in it as it was sent, in a few words; empty if all is. */
  readonly lacking: string;
};

/**
 * The messages now in the log of a topic or branch. They are collected at once: while they are being
 * written, the user may select another topic, whose log replaces this one.
 */
export const historyExport = (log: BranchLog): Export => {
  const rows = [...topicRows(log)];
  const cut = rows.filter(({ message }) => missingBytes(message) > 0).length;
  const lacking =
    cut === 0
      ? ''
      : `${plural(cut, 'payload', 'payloads')} only in part (--payload-limit, --memory)`;
  return { records: recordsOf(rows), lacking };
};

/** A snapshot of a line of the chart: copied so that later numbers do not shift these during the export. */
type ExportedSeries = {
  readonly name: SeriesName;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** How the numbers were written, where their doubles are written otherwise. */
  readonly texts: readonly (string | undefined)[];
};

const seriesNow = (
  name: SeriesName,
  { times, values, texts, length }: NumberSeries,
): ExportedSeries => ({
  name,
  times: times.slice(0, length),
  values: values.slice(0, length),
  texts: texts.copy(),
});

function* seriesRecords(all: readonly ExportedSeries[]): Generator<string> {
  yield csvRecord(['time', 'topic', 'path', 'value']);
  for (const { name, times, values, texts } of all)
    for (const [index, at] of times.entries()) {
      const text = texts[index] ?? '';
      const value = text === '' ? String(values[index]) : text;
      yield csvRecord([time(at), name.topic, name.path.join(''), value]);
    }
}

/** The numbers of a chart as they are now, one series after another. */
export const chartExport = (
  names: readonly SeriesName[],
  numbers: readonly NumberSeries[],
): Export => {
  const rounded = numbers.reduce((sum, { texts }) => sum + texts.rounded, 0);
  const lacking =
    rounded === 0
      ? ''
      : `${plural(rounded, 'number', 'numbers')} rounded: there was no room for all digits`;
  const series = names.flatMap((name, index) => {
    const found = numbers[index];
    return found === undefined ? [] : [seriesNow(name, found)];
  });
  return { records: seriesRecords(series), lacking };
};
