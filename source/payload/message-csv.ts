import { isoTime } from '../format/time.ts';
import { csvRecord } from './csv.ts';
import { utf8 } from './utf8.ts';

/** A message for a CSV file. */
export type CsvMessage = {
  /** ms since the epoch. */
  readonly receivedAt: number;
  readonly topic: string;
  readonly qos: number;
  readonly retain: boolean;
  readonly payload: Uint8Array;
  /** The size of the payload as it came, bytes; a part of it may not have been kept. */
  readonly size: number;
  /** The payload decoded, if that is wanted: it takes the place of its text. */
  readonly decoded?: string | undefined;
};

/** The header of a CSV file of messages, with its line break. */
export const csvMessageHeader = csvRecord([
  'time',
  'interval_ms',
  'topic',
  'qos',
  'retain',
  'size',
  'payload',
  'payload_base64',
  'missing_bytes',
]);

/**
 * A message as a record of a CSV file, with its line break: its payload as text, or else in base64.
 * `interval` is the time since the one before, ms.
 */
export const csvMessage = (message: CsvMessage, interval: number | undefined): string => {
  const { receivedAt, topic, qos, retain, payload, size, decoded } = message;
  const text = utf8(payload);
  return csvRecord([
    isoTime(receivedAt) ?? '',
    interval === undefined ? '' : String(interval),
    topic,
    String(qos),
    retain ? '1' : '0',
    String(size),
    decoded ?? text ?? '',
    text === undefined ? Buffer.from(payload).toString('base64') : '',
    String(size - payload.length),
  ]);
};
