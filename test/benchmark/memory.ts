import { caughtUp } from './client.ts';
import { atMost, type Goal } from './goal.ts';
import type { LoadShape } from './load.ts';
import { startLoadServer, type LoadSource } from './load-source.ts';
import { idleMemory } from './memory-idle.ts';
import { memoryOfPeers } from './memory-peers.ts';
import { peakMemory, residentMemory } from './process-figures.ts';
import { startProgram } from './program.ts';
import type { Report, Run } from './run.ts';
import { mean } from './statistics.ts';
import { megabytes, percent, table, whole } from './table.ts';

type Case = {
  readonly what: string;
  readonly shape: LoadShape;
  readonly flags?: readonly string[];
  /** The number of messages after which the program keeps all that its limits allow. */
  readonly filling: number;
  /** How many more follow at full scale, in which the memory must stay as it is. */
  readonly messages: number;
  /** Whether it is too much for the memory limit. */
  readonly isTight: boolean;
  /** Bytes. */
  readonly bound: number;
};

/** What the program keeps by default, and 200 MB for all else that it is. */
const bound = 256 * 1024 * 1024 + 200e6;

const cases: readonly Case[] = [
  {
    // With the default of 100 messages a topic it would never get near the memory limit.
    what: '1,000 topics × 64 B, --history 100000',
    shape: { topics: 1000, size: 64 },
    flags: ['--history', '100000'],
    filling: 3_000_000,
    messages: 7_000_000,
    isTight: true,
    bound,
  },
  {
    what: '100,000 topics × 1 KiB',
    shape: { topics: 100_000, size: 1024 },
    filling: 300_000,
    messages: 2_700_000,
    isTight: true,
    bound,
  },
  {
    what: '100,000 topics × 64 B, one message each',
    shape: { topics: 100_000, size: 64 },
    filling: 100_001,
    messages: 0,
    isTight: false,
    bound: 150e6,
  },
];

/** ms between two looks at the resident memory. */
const interval = 100;

/** Once the limits are reached, the means of the middle and of the last third may differ by so much, percent. */
const drift = 5;

type Measured = {
  /** What was resident once the limits were reached. */
  readonly samples: readonly number[];
  readonly peak: number;
  /** Messages that had to go to stay under the memory limit. */
  readonly evicted: number;
};

const measure = async (
  { shape, flags = [], filling }: Case,
  messages: number,
  source: LoadSource,
  program: string,
): Promise<Measured> => {
  await source.shape(shape);
  const client = await startProgram({ program, port: source.port, flags });
  const samples: number[] = [];
  let sampler: NodeJS.Timeout | undefined;
  try {
    await source.send({ messages: filling });
    sampler = setInterval(() => samples.push(residentMemory(client.pid)), interval);
    if (messages > 0) await source.send({ messages });
    const { received } = await caughtUp(client, filling + messages);
    if (received !== filling + messages)
      throw new Error(`${whole(filling + messages - received)} messages are not on the screen`);
    const peak = peakMemory(client.pid);
    return { samples, peak, evicted: (await client.counters()).evicted };
  } finally {
    clearInterval(sampler);
    await client.stop();
  }
};

const thirds = (samples: readonly number[]): readonly number[] => {
  const length = Math.max(1, Math.floor(samples.length / 3));
  return [0, 1, 2].map((third) => mean(samples.slice(third * length, (third + 1) * length)));
};

const driftOf = ({ samples }: Measured): number => {
  const [, middle, last] = thirds(samples);
  return (Math.abs(last! - middle!) / middle!) * 100;
};

const goalsOf = ({ what, messages, isTight, bound: most }: Case, measured: Measured): Goal[] => [
  ...(messages > 0
    ? [
        atMost({
          what: `memory, ${what}: last third from the middle third`,
          value: driftOf(measured),
          bound: drift,
          show: percent,
        }),
      ]
    : []),
  ...(isTight
    ? [
        {
          what: `memory, ${what}: the memory limit was at work`,
          measured: `${whole(measured.evicted)} evicted`,
          isReached: measured.evicted > 0,
        },
      ]
    : []),
  atMost({ what: `memory, ${what}: peak`, value: measured.peak, bound: most, show: megabytes }),
];

const loadedMemory = async ({
  program,
  scale,
  note,
}: Run): Promise<Pick<Report, 'text' | 'goals'>> => {
  const rows: string[][] = [];
  const goals: Goal[] = [];
  const source = await startLoadServer();
  try {
    for (const one of cases) {
      const messages = Math.round(one.messages * scale.messages);
      const measured = await measure(one, messages, source, program);
      note(`${one.what}: ${megabytes(measured.peak)} at most`);
      rows.push([
        one.what,
        whole(one.filling + messages),
        ...(messages > 0 ? thirds(measured.samples).map(megabytes) : ['', '', '']),
        megabytes(measured.peak),
        whole(measured.evicted),
      ]);
      goals.push(...goalsOf(one, measured));
    }
  } finally {
    await source.close();
  }
  return {
    text: table(
      [
        '',
        'messages',
        'full, mean of the first third',
        'middle third',
        'last third',
        'peak',
        'evicted',
      ],
      rows,
    ),
    goals,
  };
};

/** What the program holds in memory over a long time, over many topics, idle, and beside others. */
export const memory = async (run: Run): Promise<Report> => {
  const loaded = await loadedMemory(run);
  const idle = await idleMemory(run);
  return {
    title: 'Resident memory',
    text: [loaded.text, idle.text, await memoryOfPeers(run)].join('\n\n'),
    goals: [...loaded.goals, ...idle.goals],
  };
};
