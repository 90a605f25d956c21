import type { BranchLog } from '../../model/branch-log.ts';
import type { NumberSeries } from '../../model/number-series.ts';
import { type TimedMessage, topicRows } from '../../model/topic-rows.ts';
import { csvRecord } from '../../payload/csv.ts';
import { isoTime } from '../../format/time.ts';
import { utf8 } from '../../payload/utf8.ts';
import type { SeriesName } from '../chart/state.ts';

const time = (at: number): string => isoTime(at) ?? '';

const messageRecord = ({ message, interval }: TimedMessage): string => {
  const text = utf8(message.payload);
  return csvRecord([
    time(message.receivedAt),
    interval === undefined ? '' : String(interval),
    message.topic,
    String(message.qos),
    message.retain ? '1' : '0',
    String(message.size),
    text ?? '',
    text === undefined ? message.payload.toString('base64') : '',
  ]);
};

function* recordsOf(rows: readonly TimedMessage[]): Generator<string> {
  yield csvRecord([
    'time',
    'interval_ms',
    'topic',
    'qos',
    'retain',
    'size',
    'payload',
    'payload_base64',
  ]);
  for (const row of rows) yield messageRecord(row);
}

/**
 * The messages now in the log of a topic or branch, as records of a CSV file with a header. They are
 * collected at once: while they are being written, the user may select another topic, whose log
 * replaces this one.
 */
export const historyRecords = (log: BranchLog): Iterable<string> => recordsOf([...topicRows(log)]);

/** A snapshot of a line of the chart. */
export type ExportedSeries = {
  readonly name: SeriesName;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** How the numbers were written, where their doubles are written otherwise. */
  readonly texts: readonly (string | undefined)[];
};

/** The numbers as they are now, copied so that later ones do not shift them during the export. */
export const seriesNow = (
  name: SeriesName,
  { times, values, texts, length }: NumberSeries,
): ExportedSeries => ({
  name,
  times: times.slice(0, length),
  values: values.slice(0, length),
  texts: texts.copy(),
});

/** The numbers of a chart as records of a CSV file with a header, one series after another. */
export function* chartRecords(all: readonly ExportedSeries[]): Generator<string> {
  yield csvRecord(['time', 'topic', 'path', 'value']);
  for (const { name, times, values, texts } of all)
    for (const [index, at] of times.entries())
      yield csvRecord([
        time(at),
        name.topic,
        name.path.join(''),
        texts[index] || String(values[index]),
      ]);
}
