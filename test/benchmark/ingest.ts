import {
  type Client,
  caughtUp,
  type Expected,
  startBareClient,
  startMosquittoSub,
} from './client.ts';
import { atLeast, atMost, type Goal } from './goal.ts';
import { loadFilter, type LoadShape } from './load.ts';
import { type LoadSource, startLoadServer, startMosquittoSource } from './load-source.ts';
import { cpuTime } from './process-figures.ts';
import { type Counters, type Program, startProgram } from './program.ts';
import type { Report, Run } from './run.ts';
import { median } from './statistics.ts';
import { fixed, table, times, whole } from './table.ts';

type ClientName = 'mqtt-tui' | 'MQTT.js' | 'mosquitto_sub -v';

/** One client took a load once. */
type Measurement = {
  readonly messages: number;
  readonly received: number;
  readonly perSecond: number;
  /** CPU time per message, µs. */
  readonly cpu: number;
  /** What the program says that it received and recorded of it. */
  readonly counters?: Counters;
};

type Case = {
  readonly shape: LoadShape;
  /** The messages of one measurement, at full scale: some seconds for each client. */
  readonly messages: { readonly loadServer: number; readonly mosquitto: number };
  /** What the program must reach through the load server, as a ratio to another client. */
  readonly bounds: Partial<Record<ClientName, number>>;
};

const cases: readonly Case[] = [
  {
    shape: { topics: 1000, size: 64 },
    messages: { loadServer: 1_000_000, mosquitto: 500_000 },
    bounds: { 'MQTT.js': 0.8, 'mosquitto_sub -v': 1.3 },
  },
  {
    shape: { topics: 100_000, size: 64 },
    messages: { loadServer: 800_000, mosquitto: 500_000 },
    bounds: { 'MQTT.js': 0.6 },
  },
  {
    shape: { topics: 1000, size: 1024 },
    messages: { loadServer: 600_000, mosquitto: 400_000 },
    bounds: {},
  },
];

/** Through Mosquitto the program may use so much CPU of what the bare client uses. */
const cpuBound = 1.6;

/** ms: so much later than its acknowledgement a message may be on the screen. */
const screenPatience = 1000;

const clients: readonly ClientName[] = ['mqtt-tui', 'MQTT.js', 'mosquitto_sub -v'];

const isProgram = (client: Client): client is Program => 'counters' in client;

const start = (name: ClientName, expected: Expected, run: Run): Promise<Client> => {
  if (name === 'MQTT.js') return startBareClient(expected);
  if (name === 'mosquitto_sub -v') return startMosquittoSub(expected);
  // A broker hands back what the chat says as well: what is counted is to be the load alone.
  const flags = ['--topic', loadFilter];
  return startProgram({ program: run.program, port: expected.port, flags });
};

const grown = (after: Counters, before: Counters): Counters => ({
  received: after.received - before.received,
  recorded: after.recorded - before.recorded,
  notStored: after.notStored - before.notStored,
  evicted: after.evicted - before.evicted,
  frames: after.frames - before.frames,
});

const through = { loadServer: 'the load server', mosquitto: 'Mosquitto' } as const;

type SourceName = keyof typeof through;

const measure = async (
  client: Client,
  source: LoadSource,
  messages: number,
  sourceName: SourceName,
): Promise<Measurement> => {
  const before = isProgram(client) ? await client.counters() : undefined;
  const cpuBefore = cpuTime(client.pid);
  const { startedAt, takenAt } = await source.send(messages);
  const { received, at } = await caughtUp(client, messages);
  const cpu = cpuTime(client.pid) - cpuBefore;
  // The load server knows better than any look at the client, if the client acknowledges honestly.
  if (sourceName === 'loadServer' && received === messages && at - takenAt > screenPatience)
    throw new Error(`acknowledged ${whole(at - takenAt)} ms before it was shown`);
  const time = (sourceName === 'loadServer' ? takenAt : at) - startedAt;
  const measured = {
    messages,
    received,
    perSecond: (received / time) * 1000,
    cpu: (cpu * 1000) / received,
  };
  if (before === undefined || !isProgram(client)) return measured;
  const counters = grown(await client.counters(), before);
  return { ...measured, received: counters.received, counters };
};

type Results = ReadonlyMap<ClientName, readonly Measurement[]>;

const runCase = async (
  { shape, messages: wanted }: Case,
  source: LoadSource,
  sourceName: SourceName,
  run: Run,
): Promise<Results> => {
  const messages = Math.round(wanted[sourceName] * run.scale.messages);
  const results = new Map<ClientName, Measurement[]>(clients.map((name) => [name, []]));
  await source.shape(shape);
  for (let round = 0; round < run.scale.rounds[sourceName]; round += 1) {
    for (const name of clients) {
      const client = await start(name, { port: source.port, shape, messages }, run);
      try {
        const measured = await measure(client, source, messages, sourceName);
        results.get(name)?.push(measured);
        run.note(
          `${through[sourceName]}, ${inWords(shape)}, ${name}: ${whole(measured.perSecond)}/s`,
        );
      } finally {
        await client.stop();
      }
    }
  }
  return results;
};

const inWords = ({ topics, size }: LoadShape): string =>
  `${whole(topics)} topics × ${size < 1024 ? `${size} B` : `${size / 1024} KiB`}`;

const medianOf = (results: Results, name: ClientName, what: 'perSecond' | 'cpu'): number =>
  median((results.get(name) ?? []).map((measured) => measured[what]));

const ratio = (results: Results, what: 'perSecond' | 'cpu', other: ClientName): number =>
  medianOf(results, 'mqtt-tui', what) / medianOf(results, other, what);

const total = (results: Results, name: ClientName, what: 'messages' | 'received'): number =>
  (results.get(name) ?? []).reduce((sum, measured) => sum + measured[what], 0);

const countersOf = (results: Results): readonly (Counters | undefined)[] =>
  (results.get('mqtt-tui') ?? []).map(({ counters }) => counters);

const sumOf = (results: Results, what: keyof Counters): number =>
  countersOf(results).reduce((sum, counters) => sum + (counters?.[what] ?? Number.NaN), 0);

/** s that the program took in all rounds. */
const totalTime = (results: Results): number =>
  (results.get('mqtt-tui') ?? []).reduce((sum, one) => sum + one.received / one.perSecond, 0);

/** Every message must have been received, and each one recorded or knowingly left out. */
const countGoal = (what: string, results: Results): Goal => {
  const sent = total(results, 'mqtt-tui', 'messages');
  const received = sumOf(results, 'received');
  const recorded = sumOf(results, 'recorded');
  const notStored = sumOf(results, 'notStored');
  return {
    what: `${what}: the program's own counters account for each message`,
    measured: `${whole(sent)} sent, ${whole(received)} received, ${whole(recorded)} recorded, ${whole(notStored)} not stored`,
    isReached: received === sent && recorded + notStored === received,
  };
};

const goalsOf = (one: Case, sourceName: SourceName, results: Results): Goal[] => {
  const what = `${inWords(one.shape)} through ${through[sourceName]}`;
  if (sourceName === 'mosquitto')
    return [
      countGoal(what, results),
      atMost({
        what: `${what}: CPU of the bare client`,
        value: ratio(results, 'cpu', 'MQTT.js'),
        bound: cpuBound,
        show: times,
      }),
    ];
  const speeds = Object.entries(one.bounds).map(([other, bound]) =>
    atLeast({
      what: `${what}: messages/s of ${other}`,
      value: ratio(results, 'perSecond', other as ClientName),
      bound,
      show: times,
    }),
  );
  return [...speeds, countGoal(what, results)];
};

const received = (results: Results, name: ClientName): string => {
  const share = total(results, name, 'received') / total(results, name, 'messages');
  return share === 1 ? 'all' : `${fixed(share * 100)} %`;
};

const rowOf = ({ shape }: Case, results: Results): string[] => [
  inWords(shape),
  ...clients.map(
    (name) =>
      `${whole(medianOf(results, name, 'perSecond'))} · ${fixed(medianOf(results, name, 'cpu'), 1)} µs`,
  ),
  fixed(ratio(results, 'perSecond', 'MQTT.js')),
  fixed(ratio(results, 'perSecond', 'mosquitto_sub -v')),
  fixed(ratio(results, 'cpu', 'MQTT.js')),
  clients.map((name) => received(results, name)).join(', '),
  whole(sumOf(results, 'frames') / totalTime(results)),
];

const head: readonly string[] = [
  'messages/s · CPU per message',
  ...clients,
  'speed to MQTT.js',
  'speed to mosquitto_sub',
  'CPU to MQTT.js',
  'received',
  'frames/s',
];

const ingest = async (
  sourceName: SourceName,
  source: LoadSource,
  run: Run,
): Promise<Pick<Report, 'text' | 'goals'>> => {
  const rows: string[][] = [];
  const goals: Goal[] = [];
  try {
    for (const one of cases) {
      const results = await runCase(one, source, sourceName, run);
      rows.push(rowOf(one, results));
      goals.push(...goalsOf(one, sourceName, results));
    }
  } finally {
    await source.close();
  }
  return { text: table(head, rows), goals };
};

/** How fast messages are taken that come as fast as they are taken. */
export const ingestFromLoadServer = async (run: Run): Promise<Report> => ({
  title: `Ingest through the load server (median of ${run.scale.rounds.loadServer})`,
  ...(await ingest('loadServer', await startLoadServer(), run)),
});

/** The same with a real broker, which is the slowest part then. */
export const ingestThroughMosquitto = async (run: Run): Promise<Report> => ({
  title: `Ingest through Mosquitto, at its own limit (median of ${run.scale.rounds.mosquitto})`,
  ...(await ingest('mosquitto', await startMosquittoSource(), run)),
});
