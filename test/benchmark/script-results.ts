import { atLeast, type Goal } from './goal.ts';
import { printedBytes } from './load.ts';
import type { ScriptRound } from './script-round.ts';
import { median } from './statistics.ts';
import { fixed, table, times, whole } from './table.ts';

/** What came out of one script. */
export type ScriptResults = { readonly title: string; readonly rounds: readonly ScriptRound[] };

/** The program and its model. */
export type PairResults = { readonly ours: ScriptResults; readonly theirs: ScriptResults };

/** What they print, */
export const scriptShape = { topics: 1000, size: 64 } as const;

/** and how many messages of it in a round at least, at full scale. */
export const scriptMessages = 500_000;

/** How many times the messages a second of `mosquitto_sub -v` it must write. */
const bound = 2;

const figure = ({ rounds }: ScriptResults, what: 'perSecond' | 'cpu'): number =>
  median(rounds.map((round) => round[what]));

const ratio = ({ ours, theirs }: PairResults, what: 'perSecond' | 'cpu'): number =>
  figure(ours, what) / figure(theirs, what);

const total = ({ rounds }: ScriptResults, what: 'messages' | 'lines' | 'bytes'): number =>
  rounds.reduce((sum, round) => sum + round[what], 0);

const rowOf = (script: ScriptResults, ratios: readonly string[]): string[] => [
  `\`${script.title} > file\``,
  whole(figure(script, 'perSecond')),
  `${fixed(figure(script, 'cpu'))} µs`,
  whole(total(script, 'messages')),
  whole(total(script, 'lines')),
  ...ratios,
];

/** Speed and CPU of each, and how many of the messages became lines. */
export const scriptTable = (pairs: readonly PairResults[]): string => {
  return table(
    ['', 'messages/s', 'CPU for each', 'messages', 'lines', 'speed, ratio', 'CPU, ratio'],
    pairs.flatMap((pair) => [
      rowOf(pair.ours, [times(ratio(pair, 'perSecond')), times(ratio(pair, 'cpu'))]),
      rowOf(pair.theirs, ['', '']),
    ]),
  );
};

const lineGoal = (script: ScriptResults): Goal => ({
  what: `\`${script.title} > file\`: a line for each message`,
  measured: `${whole(total(script, 'messages'))} sent, ${whole(total(script, 'lines'))} lines`,
  isReached: total(script, 'lines') === total(script, 'messages'),
});

const byteGoal = (script: ScriptResults): Goal => {
  const toBytes = printedBytes(scriptShape);
  const wanted = script.rounds.reduce((sum, { messages }) => sum + toBytes(messages), 0);
  return {
    what: `\`${script.title} > file\`: every byte`,
    measured: `${whole(total(script, 'bytes'))} of ${whole(wanted)}`,
    isReached: total(script, 'bytes') === wanted,
  };
};

/** The pair that prints topics and payloads has a goal for its speed. */
export const scriptGoals = (verbose: PairResults, json: PairResults): Goal[] => [
  atLeast({
    what: `\`${verbose.ours.title} > file\`: messages/s of \`${verbose.theirs.title} > file\``,
    value: ratio(verbose, 'perSecond'),
    bound,
    show: times,
  }),
  lineGoal(verbose.ours),
  byteGoal(verbose.ours),
  lineGoal(json.ours),
];
