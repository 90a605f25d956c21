import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestTerminal } from '../support/terminal.ts';
import { atMost } from './goal.ts';
import { type LoadSource, startLoadServer } from './load-source.ts';
import { startProgram } from './program.ts';
import type { Report, Run } from './run.ts';
import { median, percentile } from './statistics.ts';
import { milliseconds, table, whole } from './table.ts';

/** The p99 in the flood may be so much over the idle one, ms. */
const bound = 15;

/** The input box is emptied after this many characters: they all fit in one line. */
const lineLength = 26;

/** Between two keys 50 to 150 ms, in no step with frames, and the same at every run. */
const pause = (index: number): number => 50 + 100 * ((index * Math.SQRT2) % 1);

/** Types one more character; resolves with the ms until a whole frame shows all of the line before the cursor. */
const typeAndSee = async (terminal: TestTerminal, line: string): Promise<number> => {
  const start = performance.now();
  // The cursor is looked at in whole frames only: within one it may be anywhere.
  const seen = terminal.waitFor((screen) => {
    const { x, y } = terminal.cursor();
    return (screen[y] ?? '').slice(0, x).endsWith(` ${line}`);
  });
  terminal.type(line.slice(-1));
  await seen;
  return performance.now() - start;
};

const typeKeys = async (terminal: TestTerminal, keys: number): Promise<number[]> => {
  const times: number[] = [];
  let line = '';
  for (let index = 0; index < keys; index += 1) {
    if (index % lineLength === 0) {
      line = '';
      terminal.press('Ctrl+U');
      await terminal.waitFor((screen) =>
        (screen[terminal.cursor().y] ?? '').startsWith('│ › Publish to load '),
      );
    }
    line += String.fromCodePoint(0x61 + line.length);
    await sleep(pause(index));
    times.push(await typeAndSee(terminal, line));
  }
  return times;
};

type Measured = { readonly times: readonly number[]; readonly ownDelay: number };

/** Along with how late this process itself was, which is part of each time. */
const measure = async (terminal: TestTerminal, keys: number): Promise<Measured> => {
  const resolution = 1;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  const times = await typeKeys(terminal, keys);
  delay.disable();
  return { times, ownDelay: delay.percentile(99) / 1e6 - resolution };
};

/** A round: while nothing happens, and in a flood of `perSecond` messages. */
type Round = { readonly idle: Measured; readonly flood: Measured; readonly perSecond: number };

const measureRound = async (
  terminal: TestTerminal,
  source: LoadSource,
  keys: number,
): Promise<Round> => {
  const idle = await measure(terminal, keys);
  const sent = source.send({});
  // When the keys fail, that is what went wrong.
  sent.catch(() => undefined);
  await sleep(1000);
  const flood = await measure(terminal, keys);
  source.stop();
  const { messages, startedAt, takenAt } = await sent;
  return { idle, flood, perSecond: (messages / (takenAt - startedAt)) * 1000 };
};

const p99 = ({ times }: Measured): number => percentile(times, 99);

const row = (name: string, rounds: readonly Measured[]): string[] => [
  name,
  ...[
    median(rounds.map(({ times }) => percentile(times, 50))),
    median(rounds.map(p99)),
    Math.max(...rounds.flatMap(({ times }) => times)),
    median(rounds.map(({ ownDelay }) => ownDelay)),
  ].map(milliseconds),
];

/** From a key to its character on the screen, while nothing happens and in a flood of messages. */
export const keyLatency = async ({ program, scale, note }: Run): Promise<Report> => {
  const rounds: Round[] = [];
  const source = await startLoadServer();
  try {
    await source.shape({ topics: 1000, size: 64 });
    const { terminal, stop } = await startProgram({ program, port: source.port });
    try {
      for (let index = 0; index < scale.keyRounds; index += 1) {
        const round = await measureRound(terminal, source, scale.keys);
        rounds.push(round);
        const { idle, flood } = round;
        note(`p99: idle ${milliseconds(p99(idle))}, in the flood ${milliseconds(p99(flood))}`);
      }
    } finally {
      await stop();
    }
  } finally {
    await source.close();
  }
  const speed = whole(median(rounds.map(({ perSecond }) => perSecond)));
  return {
    title: `Key to screen (${scale.keys} keys, median of ${scale.keyRounds})`,
    text: table(
      ['', 'p50', 'p99', 'most', 'delay of the measuring process, p99'],
      [
        row(
          'idle',
          rounds.map(({ idle }) => idle),
        ),
        row(
          `in the flood, ${speed} messages/s`,
          rounds.map(({ flood }) => flood),
        ),
      ],
    ),
    goals: [
      atMost({
        what: 'key to screen in the flood, p99 over the idle p99',
        value: median(rounds.map(({ idle, flood }) => p99(flood) - p99(idle))),
        bound,
        show: milliseconds,
      }),
    ],
  };
};
