/**
 * Changes the source in small ways, one at a time, and counts how many of these mutants a test notices. Stryker does the
 * work; reports are in .stryker/. It is no part of `npm test`.
 *
 *     npm run mutate                               every twentieth mutant of all folders: the score in CONTRIBUTING.md
 *     npm run mutate -- chat model/room.ts         of one folder and of one file
 *     npm run mutate -- --every 1 model/room.ts    all mutants of it
 *     npm run mutate -- --offset 7                 another sample: 7, 27, 47 …
 *
 * It needs mosquitto, and a machine with nothing else to do: a test that times out counts as one that noticed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** Each is measured by its own tests, not by others that happen to pass through it. */
const folders = ['chat', 'history', 'model', 'mqtt', 'payload', 'session'];

type Report = {
  readonly files: Readonly<
    Record<string, { readonly mutants: readonly { readonly status: string }[] }>
  >;
};

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: 'string', default: '20' },
    offset: { type: 'string', default: '0' },
  },
});

const paths = (positionals.length === 0 ? folders : positionals).map((path) =>
  path.replace(/^source\//, '').replace(/\/$/, ''),
);

const folderOf = (path: string): string => path.split('/', 1)[0] ?? '';

const problem = (): string | undefined => {
  const unknown = paths.find(
    (path) => !folders.includes(folderOf(path)) || !existsSync(`source/${path}`),
  );
  if (unknown !== undefined)
    return `There is no source/${unknown} in the folders that are measured: ${folders.join(', ')}.`;
  const [every, offset] = [Number(flags.every), Number(flags.offset)];
  if (!Number.isInteger(every) || every < 1) return '--every is a number of 1 or more.';
  if (!Number.isInteger(offset) || offset < 0 || offset >= every)
    return '--offset is a number from 0 up to what --every says.';
  return undefined;
};

const glob = (path: string): string =>
  statSync(`source/${path}`).isDirectory() ? `source/${path}/**/*.ts` : `source/${path}`;

/** Returns whether there is a report: without mutants all tests must pass. */
const mutate = (folder: string): boolean => {
  const { status } = spawnSync(
    process.execPath,
    [
      'test/mutation/node_modules/@stryker-mutator/core/bin/stryker.js',
      'run',
      'test/mutation/stryker.config.ts',
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        MUTATE_FOLDER: folder,
        MUTATE_FILES: paths
          .filter((path) => folderOf(path) === folder)
          .map(glob)
          .join(','),
        MUTATE_EVERY: flags.every,
        MUTATE_OFFSET: flags.offset,
      },
    },
  );
  return status === 0;
};

/** What became of the mutants that were drawn. */
const outcomes = (folder: string): string[] => {
  const report = JSON.parse(readFileSync(`.stryker/${folder}.json`, 'utf8')) as Report;
  return Object.values(report.files)
    .flatMap(({ mutants }) => mutants.map(({ status }) => status))
    .filter((status) => status !== 'CompileError');
};

const isKilled = (status: string): boolean => ['Killed', 'Timeout'].includes(status);

/** Not those that are ignored, as static ones are. */
const isCounted = (status: string): boolean =>
  isKilled(status) || ['Survived', 'NoCoverage'].includes(status);

const scoreLine = (name: string, statuses: readonly string[]): string => {
  const killed = statuses.filter(isKilled).length;
  const counted = statuses.filter(isCounted).length;
  const score = ((killed / counted) * 100).toFixed(1);
  return `${name.padEnd(8)} ${score.padStart(5)} %  ${killed} of ${counted} mutants noticed`;
};

const complaint = problem();
if (complaint === undefined) {
  const wanted = folders.filter((folder) => paths.some((path) => folderOf(path) === folder));
  const measured = wanted.filter((folder) => mutate(folder));
  const all = measured.map((folder) => ({ name: folder, statuses: outcomes(folder) }));
  const rows = [...all, { name: 'all', statuses: all.flatMap(({ statuses }) => statuses) }];
  for (const { name, statuses } of rows.filter((row) => row.statuses.some(isCounted)))
    process.stdout.write(`${scoreLine(name, statuses)}\n`);
  if (measured.length < wanted.length) {
    process.stderr.write('Not all folders were measured: their tests must pass without mutants.\n');
    process.exitCode = 1;
  }
} else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 2;
}
