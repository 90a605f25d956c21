import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findProgram } from '../support/find-program.ts';
import { startLoadServer } from './load-source.ts';
import type { Report, Run } from './run.ts';
import { measureScript, type Script, type ScriptRound } from './script-round.ts';
import {
  type PairResults,
  scriptGoals,
  scriptMessages,
  scriptShape,
  scriptTable,
} from './script-results.ts';
import { whole } from './table.ts';

type Pair = Record<keyof PairResults, Script>;

/** Of each pair both print the same way. */
const pairsAt = (program: string, port: number): readonly Pair[] => {
  const ours = (...args: readonly string[]): Script => ({
    title: `mqtt-tui sub ${args.join(' ')}`,
    command: process.execPath,
    args: [resolve(program), 'sub', '--host=127.0.0.1', `--port=${port}`, '-t', '#', ...args],
  });
  const theirs = (...args: readonly string[]): Script => ({
    title: `mosquitto_sub ${args.join(' ')}`,
    command: findProgram('mosquitto_sub')!,
    args: ['-h', '127.0.0.1', '-p', String(port), '-V', 'mqttv5', '-t', '#', ...args],
  });
  return [
    { ours: ours('-v'), theirs: theirs('-v') },
    { ours: ours('--json'), theirs: theirs('-F', '%j') },
  ];
};

/** How many messages programs for scripts write to a file, from the load server. */
export const scriptIngest = async ({ program, scale, note }: Run): Promise<Report> => {
  const folder = mkdtempSync(join(tmpdir(), 'mqtt-tui-scripts-'));
  const source = await startLoadServer();
  const pairs = pairsAt(program, source.port);
  const rounds = new Map<Script, ScriptRound[]>(
    pairs.flatMap(({ ours, theirs }) => [ours, theirs].map((script) => [script, []])),
  );
  const { time, share } = scale.ingest;
  const sending = { time, atLeast: scriptMessages * share };
  try {
    await source.shape(scriptShape);
    for (let round = 0; round < scale.rounds.loadServer; round += 1) {
      for (const [script, measured] of rounds) {
        const one = await measureScript(script, { source, folder, sending });
        measured.push(one);
        note(`${script.title}: ${whole(one.perSecond)}/s`);
      }
    }
  } finally {
    await source.close();
    rmSync(folder, { recursive: true });
  }
  const [verbose, json] = pairs.map(({ ours, theirs }): PairResults => ({
    ours: { title: ours.title, rounds: rounds.get(ours)! },
    theirs: { title: theirs.title, rounds: rounds.get(theirs)! },
  }));
  return {
    title: `Scripts that write to a file (median of ${scale.rounds.loadServer})`,
    text: scriptTable([verbose!, json!]),
    goals: scriptGoals(verbose!, json!),
  };
};
