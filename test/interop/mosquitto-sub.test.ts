import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { jsonText } from '../../source/payload/json.ts';
import { connected } from '../support/connections.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { type Mosquitto, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { toolsMissing } from '../support/side-by-side.ts';
import { builtProgram } from '../terminal/program.ts';
import { type CorpusMessage, liveCorpus, retainedCorpus } from './message-corpus.ts';

const all = [...retainedCorpus, ...liveCorpus];

/** What a program has printed, in latin1, and its exit code at the end. */
type Printing = { readonly output: () => string; readonly ended: Promise<unknown> };

const startPrinting = (command: string, args: readonly string[]): Printing => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => void chunks.push(chunk));
  return {
    output: () => Buffer.concat(chunks).toString('latin1'),
    ended: once(child, 'close').then(([code]) => code as unknown),
  };
};

type Row = {
  readonly flags: readonly string[];
  /** How many messages are waited for; all of the corpus by default. */
  readonly count?: number;
  /** The version, as each program writes it. */
  readonly version?: readonly [ours: string, theirs: string];
};

/** The two programs with the same flags. */
const startBoth = ({ port }: Mosquitto, row: Row) => {
  const { flags, count = all.length, version = ['5', '5'] } = row;
  const args = ['-p', `${port}`, '-t', 'corpus/#', '-q', '2', '-C', `${count}`, ...flags];
  const ours = [builtProgram, 'sub', '-h', '127.0.0.1', '-V', version[0], ...args];
  return {
    name: [...flags, `-V ${version[0]}`].join(' '),
    ours: startPrinting(process.execPath, ours),
    theirs: startPrinting('mosquitto_sub', ['-V', version[1], ...args]),
  };
};

const publish = async (port: number, messages: readonly CorpusMessage[]): Promise<void> => {
  const { connection } = await connected({ port });
  await Promise.all(
    messages.map(({ topic, payload, options }) => connection.publish(topic, payload, options)),
  );
  await connection.close();
};

const old = ['3.1.1', '311'] as const;

/**
 * What is the same byte for byte. Not here: `%-p` and `%-x` without a width, behind which Mosquitto puts
 * as many blanks as the payload has bytes.
 */
const same: readonly Row[] = [
  { flags: [] },
  { flags: ['-v'] },
  { flags: ['-N'] },
  { flags: ['-v', '-N'] },
  { flags: ['-v', '-R'], count: liveCorpus.length },
  {
    flags: ['-T', 'corpus/picked'],
    count: all.filter(({ topic }) => topic !== 'corpus/picked').length,
  },
  { flags: ['-F', ''] },
  { flags: ['-F', '%p|%40p|%-40p|%3p|%.3p|%040p|%-3.2p'] },
  { flags: ['-F', '%x|%X|%03x|%4x|%40X|%-60x|%060x|%7x|%5X'] },
  { flags: ['-F', '%t|%10t|%-10t|%.2t|%5.2t|%-5.2t|%05t|%.0t|%400t|%-40.5t'] },
  { flags: ['-F', '%q %r %l|%05l|%-5l|%5l|%m|%5m|%-5m|%05m'] },
  { flags: ['-F', '%C|%20C|%-20C|%.2C|%8.3C|%D|%9D|%P|%9P|%R|%12R|%-12R|%.2R'] },
  { flags: ['-F', '%E|%8E|%08E|%-8E|%F|%3F|%03F|%-3F|%S|%3S|%03S|%A|%2A'] },
  { flags: ['-N', '-F', String.raw`\\|\a\e\n\r\t\v\0|%%|@@|日本 ö😀|%t\n`] },
  { flags: ['-F', '%P'] },
  { flags: ['-v'], version: old },
  { flags: ['-F', '%t|%p|%q|%r|%l|%m|%C|%D|%E|%F|%P|%R|%S|%A'], version: old },
];

const masked = (text: string): string => text.replaceAll(/\d/g, '0');

/** The times of two programs differ; the digits of both are masked. */
const times: readonly Row[] = [
  { flags: ['-F', '%I|%40I|%-40I|%.10I|%U|@H:@M:@S.@N|@s|@c|@T|@R|@r|@X|@x|@I|@k|@l|@n|@t|@E|@O'] },
];

const separator = '\0\n';

/** In JSON, where null characters are escaped, they separate the messages. */
const jsonFormats: readonly Row[] = [
  { flags: ['-F', String.raw`%j\0`] },
  { flags: ['-F', String.raw`%J\0`] },
];

/** The JSON of each message, without its time: Mosquitto 2.0.11 puts a "Z" into it that does not belong there. */
const jsonOf = ({ output }: Printing): readonly string[] =>
  output()
    .split(separator)
    .map((line) => line.replace(/^\{"tst":"[^"]*"/, '{"tst"'));

/** Mosquitto cuts a payload and correlation data at a null character in JSON. */
const isCut = ({ payload, options }: CorpusMessage): boolean =>
  payload.includes(0) || options.properties?.correlationData?.includes(0) === true;

const withoutCut = (lines: readonly string[]): readonly string[] =>
  lines.filter((_, index) => all[index] === undefined || !isCut(all[index]));

/** A line of `%J` with the payload as it was sent, where Mosquitto rewrites it; empty where it is not JSON. */
const asSent = (line: string, index: number): string => {
  const { payload } = all[index] ?? { payload: Buffer.from('{') };
  const text = payload.length === 0 ? 'null' : jsonText(payload);
  const before = line.slice(0, line.indexOf(',"payload":'));
  return text === undefined ? '' : `${before},"payload":${Buffer.from(text).toString('latin1')}}`;
};

describeWith(toolsMissing, 'mqtt-tui sub beside mosquitto_sub', () => {
  it('prints the same bytes of a corpus of messages', async () => {
    const broker = await forThisTest(startMosquitto({ extra: ['max_queued_messages 0'] }));
    await publish(broker.port, retainedCorpus);
    const [texts, timed, jsons] = [same, times, jsonFormats].map((rows) =>
      rows.map((row) => startBoth(broker, row)),
    );
    const subscribed = (): number => broker.log().match(/^Sending SUBACK to /gm)?.length ?? 0;
    await expect
      .poll(subscribed, { interval: 20, timeout: 60_000 })
      .toBe([...same, ...times, ...jsonFormats].length * 2);
    await publish(broker.port, liveCorpus);
    for (const { name, ours, theirs } of [...texts!, ...timed!, ...jsons!])
      expect.soft(await Promise.all([ours.ended, theirs.ended]), name).toEqual([0, 0]);
    for (const { name, ours, theirs } of texts!)
      expect.soft(ours.output(), name).toBe(theirs.output());
    for (const { name, ours, theirs } of timed!)
      expect.soft(masked(ours.output()), name).toBe(masked(theirs.output()));

    // We have published them in their order.
    const pairs = all.map(({ options }) => options.properties?.userProperties ?? []);
    const lines = pairs.map((each) => `${each.map((pair) => pair.join(':')).join(' ')}\n`);
    const published = texts!.find(({ name }) => name.startsWith('-F %P '))?.theirs.output();
    expect.soft(published).toBe(Buffer.from(lines.join('')).toString('latin1'));

    const [asText, asJson] = jsons!;
    expect.soft(withoutCut(jsonOf(asText!.ours))).toEqual(withoutCut(jsonOf(asText!.theirs)));
    expect
      .soft(withoutCut(jsonOf(asJson!.ours)))
      .toEqual(withoutCut(jsonOf(asJson!.theirs).map(asSent)));
  }, 90_000);
});
