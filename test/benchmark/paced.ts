import { atMost, type Goal } from './goal.ts';
import { startBroker } from './load-source.ts';
import { type Strokes, talkAndType } from './paced-talking.ts';
import { type Cost, type Pace, paces, watch } from './paced-watching.ts';
import type { Report, Run } from './run.ts';
import { startSiteSource } from './site-source.ts';
import { median } from './statistics.ts';
import { fixed, kilobytes, percent, table, whole } from './table.ts';
import { mqttui, ourWatcher } from './watchers.ts';

/** What a pace may cost: percent of a core, and bytes a second. */
const bounds: Readonly<Record<Pace, Cost>> = {
  0: { cpu: 0.3, bytes: 0 },
  10: { cpu: 4, bytes: 4000 },
  150: { cpu: 6, bytes: 16_000 },
  1000: { cpu: 7, bytes: 16_000 },
};

/** Bytes that a key and a line of another person may cost. */
const strokeBounds = { keys: 60, lines: 3000 } as const;

const strokeNames = { keys: 'a key', lines: 'a line in a full log' } as const;

const bytes = (value: number): string => `${whole(value)} B`;

const inOrder = paces.toSorted((a, b) => a - b);

const paceName = (pace: Pace): string =>
  pace === 0 ? 'quiet for 10 s' : `${whole(pace)} messages/s`;

type Costs = ReadonlyMap<Pace, Cost>;

const costRow = (name: string, costs: Costs): string[] => [
  name,
  ...inOrder.map((pace) => {
    const cost = costs.get(pace)!;
    return `${percent(cost.cpu)} · ${kilobytes(cost.bytes)}/s`;
  }),
];

const costGoals = (costs: Costs): Goal[] =>
  inOrder.flatMap((pace) => {
    const cost = costs.get(pace)!;
    const bound = bounds[pace];
    return [
      atMost({ what: `CPU, ${paceName(pace)}`, value: cost.cpu, bound: bound.cpu, show: percent }),
      atMost({
        what: `to the terminal a second, ${paceName(pace)}`,
        value: cost.bytes,
        bound: bound.bytes,
        show: bytes,
      }),
    ];
  });

const strokeKinds = ['keys', 'lines'] as const;

const strokeTable = (strokes: Strokes): string =>
  table(
    ['bytes to the terminal', 'median', 'most'],
    strokeKinds.map((kind) => [
      strokeNames[kind],
      whole(median(strokes[kind])),
      whole(Math.max(...strokes[kind])),
    ]),
  );

const strokeGoals = (strokes: Strokes): Goal[] =>
  strokeKinds.map((kind) =>
    atMost({
      what: `to the terminal, ${strokeNames[kind]}`,
      value: median(strokes[kind]),
      bound: strokeBounds[kind],
      show: bytes,
    }),
  );

/** What the program costs while messages come as they do in a house, beside mqttui where it is installed. */
export const paced = async ({ program, scale, note }: Run): Promise<Report> => {
  const broker = await startBroker();
  try {
    const source = await startSiteSource(broker.port);
    const watching = { port: broker.port, source, time: scale.pacedTime };
    try {
      const ours = ourWatcher(program);
      const costs = await watch(ours, watching);
      note(costRow(ours.name, costs).join(', '));
      const other = mqttui();
      const otherRow =
        other === undefined
          ? ['mqttui', 'not installed', '', '', '']
          : costRow(other.name, await watch(other, watching));
      note(otherRow.join(', '));
      const strokes = await talkAndType({
        program,
        port: broker.port,
        source,
        times: scale.strokes,
      });
      note(`a key: ${bytes(median(strokes.keys))}, a line: ${bytes(median(strokes.lines))}`);
      return {
        title: `At a steady pace, over ${fixed(scale.pacedTime / 1000, 0)} s`,
        text: [
          table(
            ['of a core · to the terminal', ...inOrder.map(paceName)],
            [costRow(ours.name, costs), otherRow],
          ),
          strokeTable(strokes),
        ].join('\n\n'),
        goals: [...costGoals(costs), ...strokeGoals(strokes)],
      };
    } finally {
      await source.close();
    }
  } finally {
    await broker.stop();
  }
};
