import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Host } from './host.ts';
import type { FlagValues } from './flags.ts';
import { readFlagFile } from './read-flag-file.ts';
import { UsageError } from './usage-error.ts';

/** The largest payload that fits in a packet, in bytes (MQTT 5, 1.5.5). */
const most = 268_435_455;

const sources = ['message', 'file', 'lines', 'stdin', 'null'] as const;

/** What `pub` publishes, and how often. */
type PayloadFlags = Pick<FlagValues<'pub'>, (typeof sources)[number] | 'repeat' | 'repeat-delay'>;

const isGiven = (value: string | boolean | undefined): boolean =>
  value !== undefined && value !== false;

const tooLong = (): UsageError => new UsageError(`A message can have at most ${most} bytes.`);

/** The lines of a stream as bytes, without their line breaks; the last line need not have one. */
export async function* linesOf(stream: Readable): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, at)]);
      begun = [];
      size = 0;
      from = at + 1;
    }
    if (from === chunk.length) continue;
    begun.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > most) throw tooLong();
  }
  if (size > 0) yield Buffer.concat(begun);
}

const wholeOf = async (stream: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) throw tooLong();
  }
  return Buffer.concat(chunks);
};

async function* repeated(
  payload: Buffer,
  times: number,
  delay: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  for (let count = 0; count < times; count += 1) {
    if (count > 0 && delay > 0) {
      // A signal ends the wait early; the consumer of the payloads then stops.
      await wait(delay, undefined, { signal }).catch(() => undefined);
    }
    yield payload;
  }
}

/** The payloads that `pub` publishes, in order. Throws `UsageError` at once if the flags contradict each other. */
export const pubPayloads = (
  values: PayloadFlags,
  host: Host,
  signal: AbortSignal,
): AsyncGenerator<Buffer> => {
  const given = sources.filter((name) => isGiven(values[name]));
  const [source] = given;
  if (source === undefined || given.length > 1)
    throw new UsageError(
      'Publish what? Use one of --message, --file, --lines, --stdin and --null.',
    );
  const times = values.repeat;
  const delay = values['repeat-delay'] * 1000;
  const again = (payload: Buffer): AsyncGenerator<Buffer> =>
    repeated(payload, times, delay, signal);
  switch (source) {
    case 'lines':
      if (times > 1) throw new UsageError('--repeat cannot be used with --lines.');
      return linesOf(host.stdin);
    case 'stdin':
      return (async function* () {
        yield* again(await wholeOf(host.stdin));
      })();
    case 'file': {
      const payload = readFlagFile('file', values.file ?? '');
      if (payload.length > most) throw tooLong();
      return again(payload);
    }
    case 'message':
      return again(Buffer.from(values.message ?? ''));
    case 'null':
      return again(Buffer.alloc(0));
  }
};

/** The payload that `request` publishes. Throws `UsageError` if the flags contradict each other. */
export const requestPayload = async (
  values: FlagValues<'request'>,
  host: Host,
): Promise<Buffer> => {
  const given = sources.filter((name) => name !== 'lines' && isGiven(values[name]));
  if (given.length > 1)
    throw new UsageError(`Use only one of ${given.map((name) => `--${name}`).join(' and ')}.`);
  if (given.length === 0)
    throw new UsageError('Request what? Use one of --message, --file, --stdin and --null.');
  const once = { ...values, lines: false, repeat: 1, 'repeat-delay': 0 };
  const payloads = pubPayloads(once, host, new AbortController().signal);
  const next: IteratorResult<Buffer, void> = await payloads.next();
  return next.value ?? Buffer.alloc(0);
};
