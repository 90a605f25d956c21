import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { jsonText } from '../../source/payload/json.ts';
import { connected } from '../support/connections.ts';
import { findProgram } from '../support/find-program.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { builtProgram } from '../terminal/program.ts';
import { type CorpusMessage, liveCorpus, retainedCorpus } from './message-corpus.ts';

const clientsMissing =
  findProgram('mosquitto_sub') === undefined
    ? 'the program "mosquitto_sub" is not installed'
    : undefined;

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

/** Mosquitto cuts such bytes there. */
const hasNull = ({ payload, options }: CorpusMessage): boolean =>
  payload.includes(0) || options.properties?.correlationData?.includes(0) === true;

describeWith(mosquittoMissing ?? clientsMissing, 'mqtt-tui sub beside mosquitto_sub', () => {
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

    const [own, other] = [jsonOf(jsons![0]!.ours), jsonOf(jsons![0]!.theirs)];
    expect(own.length).toBe(all.length + 1);
    for (const [index, message] of all.entries())
      if (!hasNull(message)) expect.soft(own[index], '%j').toBe(other[index]);

    const [kept, rewritten] = [jsonOf(jsons![1]!.ours), jsonOf(jsons![1]!.theirs)];
    expect(kept.length).toBe(all.length + 1);
    for (const [index, message] of all.entries()) {
      const text = message.payload.length === 0 ? 'null' : jsonText(message.payload);
      if (text === undefined) expect.soft(kept[index], '%J').toBe('');
      else {
        const bytes = Buffer.from(text).toString('latin1');
        expect.soft(kept[index]?.endsWith(`,"payload":${bytes}}`), '%J').toBe(true);
        const before = kept[index]?.slice(0, -`,"payload":${bytes}}`.length) ?? '';
        if (!hasNull(message))
          expect.soft(before, '%J').toBe(rewritten[index]?.slice(0, before.length));
      }
    }
  }, 90_000);
});
