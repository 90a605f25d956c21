import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findProgram } from '../support/find-program.ts';
import { goalTable } from './goal.ts';
import { day } from './day.ts';
import { idleCpu } from './idle.ts';
import { ingestFromLoadServer, ingestThroughMosquitto } from './ingest.ts';
import { keyLatency } from './latency.ts';
import { machine } from './machine.ts';
import { memory } from './memory.ts';
import { paced } from './paced.ts';
import { peerProblem } from './peers.ts';
import { writeFigures } from './figures-page.ts';
import { fullScale, quickScale, type Report, type Run } from './run.ts';
import { scriptIngest } from './scripts.ts';
import { startUp } from './start-up.ts';

/** Measures the built program and judges it; see docs/benchmarks.md. Exit code 1: a goal was not reached. */
const parts: Readonly<Record<string, (run: Run) => Promise<Report>>> = {
  start: startUp,
  idle: idleCpu,
  paced,
  latency: keyLatency,
  ingest: ingestFromLoadServer,
  mosquitto: ingestThroughMosquitto,
  scripts: scriptIngest,
  memory,
  day,
};

const { values: flags } = parseArgs({
  options: {
    /** Fewer messages and rounds. */
    quick: { type: 'boolean', default: false },
    /** Only this part, repeatable. */
    only: { type: 'string', multiple: true, default: Object.keys(parts) },
    /** Put the tables into docs/benchmarks.md. */
    write: { type: 'boolean', default: false },
    program: { type: 'string', default: 'dist/cli.js' },
  },
});

const problem = (): string | undefined => {
  if (process.platform !== 'linux') return 'The benchmark reads /proc: it runs on Linux only.';
  if (!existsSync(flags.program)) return `${flags.program} is missing: npm run build makes it.`;
  for (const name of ['mosquitto', 'mosquitto_sub', 'openssl'])
    if (findProgram(name) === undefined) return `The program "${name}" is not installed.`;
  const peers = peerProblem();
  if (peers !== undefined) return peers;
  const unknown = flags.only.find((name) => parts[name] === undefined);
  if (unknown !== undefined)
    return `There is no part "${unknown}", but ${Object.keys(parts).join(', ')}.`;
  if (flags.write && (flags.quick || flags.only.length < Object.keys(parts).length))
    return '--write is for the whole benchmark, without --quick and --only.';
  return undefined;
};

const note = (text: string): void => void process.stderr.write(`  ${text}\n`);

/** A part that fails must not take the others' figures along. */
const failure = (name: string, error: unknown): Report => {
  note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return {
    title: name,
    text: 'It could not be measured.',
    goals: [{ what: name, measured: 'failed', isReached: false }],
  };
};

const bench = async (): Promise<void> => {
  const run: Run = { program: flags.program, scale: flags.quick ? quickScale : fullScale, note };
  const reports: Report[] = [];
  for (const name of flags.only) {
    process.stderr.write(`${name}\n`);
    reports.push(await parts[name]!(run).catch((error: unknown) => failure(name, error)));
  }
  const goals = reports.flatMap((report) => report.goals);
  const text = [
    `Measured on ${machine()}.`,
    ...reports.flatMap((report) => [`### ${report.title}`, report.text]),
    '### Goals',
    goalTable(goals),
  ].join('\n\n');
  process.stdout.write(`${text}\n`);
  if (flags.write) writeFigures(text);
  if (goals.some(({ isReached }) => !isReached)) process.exitCode = 1;
};

// The clients and servers are ended on exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => process.exit(1));

const complaint = problem();
if (complaint === undefined) await bench();
else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 2;
}
