import { atLeast, atMost, type Goal } from './goal.ts';
import { caseName, cpuBound, type IngestCase } from './ingest-cases.ts';
import type { Measurement } from './ingest-round.ts';
import type { Counters } from './program.ts';
import type { Receiver, ReceiverName } from './receivers.ts';
import { median } from './statistics.ts';
import { fixed, table, times, whole } from './table.ts';

/** What came out with one load: the rounds of each receiver. */
export type CaseResults = {
  readonly of: IngestCase;
  readonly rounds: ReadonlyMap<ReceiverName, readonly Measurement[]>;
};

type Figure = 'perSecond' | 'seenPerSecond' | 'cpu';

const roundsOf = ({ rounds }: CaseResults, name: ReceiverName): readonly Measurement[] =>
  rounds.get(name) ?? [];

const medianOf = (results: CaseResults, name: ReceiverName, what: Figure): number =>
  median(roundsOf(results, name).map((round) => round[what]));

const total = (results: CaseResults, name: ReceiverName, what: 'messages' | 'received'): number =>
  roundsOf(results, name).reduce((sum, round) => sum + round[what], 0);

/** The program's figure to another's. */
const ratio = (results: CaseResults, other: ReceiverName, what: Figure): number =>
  medianOf(results, 'mqtt-tui', what === 'seenPerSecond' ? 'perSecond' : what) /
  medianOf(results, other, what);

const sumOf = (results: CaseResults, what: keyof Counters): number =>
  roundsOf(results, 'mqtt-tui').reduce(
    (sum, { counters }) => sum + (counters?.[what] ?? Number.NaN),
    0,
  );

const lost = (results: CaseResults, name: ReceiverName): string => {
  const share = total(results, name, 'received') / total(results, name, 'messages');
  return share === 1 ? '' : ` (${fixed(share * 100)} % received)`;
};

const cell = (results: CaseResults, name: ReceiverName, what: Figure): string =>
  `${whole(medianOf(results, name, what))} · ${fixed(medianOf(results, name, 'cpu'))} µs${lost(results, name)}`;

const ratioCell = (results: CaseResults, name: ReceiverName, what: Figure): string =>
  `${times(ratio(results, name, what))} · ${times(ratio(results, name, 'cpu'))}`;

/** The rows of a receiver: two where its acknowledgements run ahead of its screen. */
const rowsOf = (
  receiver: Receiver,
  all: readonly CaseResults[],
  show: (results: CaseResults, name: ReceiverName, what: Figure) => string,
): string[][] => {
  const row = (title: string, what: Figure): string[] => [
    title,
    ...all.map((results) => show(results, receiver.name, what)),
  ];
  return receiver.acknowledgesEarly === true
    ? [
        row(`${receiver.title}, read from its socket`, 'perSecond'),
        row(`${receiver.title}, on its screen`, 'seenPerSecond'),
      ]
    : [row(receiver.title, 'perSecond')];
};

const framesRow = (all: readonly CaseResults[]): string[] => [
  'frames/s of mqtt-tui',
  ...all.map((results) => {
    const time = roundsOf(results, 'mqtt-tui').reduce(
      (sum, { received, perSecond }) => sum + received / perSecond,
      0,
    );
    return whole(sumOf(results, 'frames') / time);
  }),
];

const ownCpu = (all: readonly CaseResults[]): number =>
  Math.max(
    ...all.flatMap(({ rounds }) => [...rounds.values()].flat().map((round) => round.ownCpu)),
  );

/** Speed and CPU of all, and how the program's stand to the others'. */
export const ingestTables = (
  receivers: readonly Receiver[],
  all: readonly CaseResults[],
): string => {
  const cases = all.map(({ of }) => caseName(of));
  const others = receivers.filter(({ name }) => name !== 'mqtt-tui' && name !== 'discarding');
  return [
    table(
      ['messages/s · CPU for each', ...cases],
      [...receivers.flatMap((receiver) => rowsOf(receiver, all, cell)), framesRow(all)],
    ),
    table(
      ['mqtt-tui to …, speed · CPU for each', ...cases],
      others.flatMap((receiver) => rowsOf(receiver, all, ratioCell)),
    ),
    `The measuring process took ${fixed(ownCpu(all), 0)} % of a core at most.`,
  ].join('\n\n');
};

/** Every message must have been received, and each one recorded or knowingly left out. */
const countGoal = (what: string, results: CaseResults): Goal => {
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

/** What was to be reached from the load server; what is not installed is no goal. */
export const loadServerGoals = (all: readonly CaseResults[]): Goal[] =>
  all.flatMap((results) => {
    const what = `${caseName(results.of)} through the load server`;
    const bounds = Object.entries(results.of.bounds) as [ReceiverName, number][];
    return [
      ...bounds
        .filter(([other]) => roundsOf(results, other).length > 0)
        .map(([other, bound]) =>
          atLeast({
            what: `${what}: messages/s of ${other}`,
            value: ratio(results, other, 'perSecond'),
            bound,
            show: times,
          }),
        ),
      countGoal(what, results),
    ];
  });

/** The same for a broker that is the slowest part. */
export const mosquittoGoals = (all: readonly CaseResults[]): Goal[] =>
  all.flatMap((results) => {
    const what = `${caseName(results.of)} through Mosquitto`;
    return [
      atMost({
        what: `${what}: CPU of MQTT.js for each message`,
        value: ratio(results, 'MQTT.js', 'cpu'),
        bound: cpuBound,
        show: times,
      }),
      countGoal(what, results),
    ];
  });
