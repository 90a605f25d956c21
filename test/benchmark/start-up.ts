import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { terminalEnvironment } from '../support/terminal-environment.ts';
import { atMost } from './goal.ts';
import { firstTopic } from './load.ts';
import { startLoadServer } from './load-source.ts';
import { newHome, openProgram, type ProgramOptions } from './program.ts';
import type { Report, Run } from './run.ts';
import { median } from './statistics.ts';
import { fixed, table, times } from './table.ts';

/** As multiples of the time that `node -e 0` takes. */
const bounds = { frame: 5, version: 2.5 } as const;

/** ms that Node.js takes with these arguments, from start to end. */
const timeOfNode = async (...args: readonly string[]): Promise<number> => {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: 'ignore', env: terminalEnvironment() });
  await once(child, 'exit');
  return performance.now() - start;
};

type Times = {
  readonly node: number;
  readonly version: number;
  readonly frame: number;
  readonly message: number;
};

const measure = async (options: ProgramOptions): Promise<Times> => {
  const node = await timeOfNode('-e', '0');
  const version = await timeOfNode(resolve(options.program), '--version');
  const start = performance.now();
  const terminal = openProgram(options);
  try {
    await terminal.waitFor('╭');
    const frame = performance.now() - start;
    await terminal.waitFor(` ${firstTopic} `);
    const message = performance.now() - start;
    // As a person ends it: what was compiled is kept at the end, not when it is killed.
    terminal.kill('SIGTERM');
    await terminal.exited;
    return { node, version, frame, message };
  } finally {
    await terminal.dispose();
  }
};

/** From the start of the process to the first frame, and to the first message on the screen. */
export const startUp = async ({ program, scale, note }: Run): Promise<Report> => {
  const source = await startLoadServer();
  // A start as any other, not the first one.
  const options = { program, port: source.port, home: newHome() };
  const rounds: Times[] = [];
  try {
    // The first run fills the caches.
    await measure(options);
    for (let round = 0; round < scale.startRounds; round += 1) rounds.push(await measure(options));
  } finally {
    await source.close();
  }
  const time = (what: keyof Times): number => median(rounds.map((round) => round[what]));
  const row = (name: string, what: keyof Times): string[] => [
    name,
    `${fixed(time(what), 0)} ms`,
    times(time(what) / time('node')),
  ];
  note(`first frame after ${fixed(time('frame'), 0)} ms`);
  return {
    title: `Start (median of ${scale.startRounds})`,
    text: table(
      ['', 'time', 'to `node -e 0`'],
      [
        row('`node -e 0`', 'node'),
        row('`mqtt-tui --version`', 'version'),
        row('first frame', 'frame'),
        row('first message on the screen', 'message'),
      ],
    ),
    goals: [
      atMost({
        what: 'first frame, to `node -e 0`',
        value: time('frame') / time('node'),
        bound: bounds.frame,
        show: times,
      }),
      atMost({
        what: '`--version`, to `node -e 0`',
        value: time('version') / time('node'),
        bound: bounds.version,
        show: times,
      }),
    ],
  };
};
