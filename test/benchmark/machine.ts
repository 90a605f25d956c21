import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { findProgram } from '../support/find-program.ts';

const mosquittoVersion = (): string => {
  const program = findProgram('mosquitto');
  if (program === undefined) return 'no Mosquitto';
  // It ends with an exit code of its own after its help.
  const help = ((): string => {
    try {
      return execFileSync(program, ['-h'], { encoding: 'utf8' });
    } catch (error) {
      return String((error as { stdout?: unknown }).stdout);
    }
  })();
  return `Mosquitto ${/version (\S+)/.exec(help)?.[1] ?? '?'}`;
};

/** What the figures depend on, in one line. */
export const machine = (): string =>
  [
    `${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${availableParallelism()} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    'Linux',
    `Node.js ${process.versions.node}`,
    mosquittoVersion(),
  ].join(' · ');
