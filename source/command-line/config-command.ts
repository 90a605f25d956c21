import { plural } from '../format/count.ts';
import { checkKeys } from './config/check-keys.ts';
import { checkThemes } from './config/check-themes.ts';
import type { Config } from './config/config.ts';
import { environmentLayer } from './config/layers.ts';
import { findProfile, profileInUse } from './config/profile-choice.ts';
import { profileNameProblem } from './config/profile-name.ts';
import {
  type ConfigPlace,
  configPlace,
  type LookedInto,
  lookInto,
  pathInWords,
  readConfig,
} from './config/read-config.ts';
import { isThere } from './config/read-file.ts';
import { type ConfigWord, configWords } from './config/words.ts';
import { settingsFor, type FlagValues } from './flags.ts';
import type { Host } from './host.ts';
import { nearest } from './nearest.ts';
import { printable } from '../payload/printable.ts';
import { printText } from './print-text.ts';
import { UsageError } from './usage-error.ts';

type Place = ConfigPlace & { readonly path: string };

/** Runs what a word after `config` means; resolves with the exit code. */
type Run = (place: Place, host: Host, name: string | undefined) => Promise<number>;

const checks = [checkThemes, checkKeys];

/** Everything that is wrong with the file; with file and line. */
const problemsIn = async (place: Place, host: Host): Promise<LookedInto> => {
  const { config, problems } = await lookInto(place, checks);
  if (problems.length > 0) return { config, problems };
  const { thoroughCheck } = await import('./config/thorough-check.ts');
  return { config, problems: await thoroughCheck(config, host) };
};

const sayProblems = ({ stderr }: Host, problems: readonly string[]): number => {
  // It may name a file, which may be called anything.
  for (const problem of problems) stderr.write(`mqtt-tui: ${printable(problem)}\n`);
  return problems.length === 0 ? 0 : 2;
};

const sayGood = async ({ path, home }: Place, { stdout }: Host, config: Config): Promise<void> => {
  const shown = pathInWords(path, home);
  const found = plural(config.profiles.size, 'profile', 'profiles');
  await printText(
    stdout,
    config.text === undefined ? `There is no ${shown}.\n` : `${shown}: no mistakes, ${found}.\n`,
  );
};

const check: Run = async (place, host) => {
  const { config, problems } = await problemsIn(place, host);
  if (problems.length > 0) return sayProblems(host, problems);
  await sayGood(place, host, config);
  return 0;
};

const edit: Run = async (place, host) => {
  const { editFile } = await import('./config/edit-file.ts');
  const { config, problems } = await editFile(place.path, host, () => problemsIn(place, host));
  if (problems.length > 0) return 2;
  await sayGood(place, host, config);
  return 0;
};

const show: Run = async (place, host, name) => {
  const config = await readConfig(place, checks);
  if (name !== undefined) findProfile(config, name);
  const environment = environmentLayer(settingsFor('screen'), host.environment);
  const profile = name ?? profileInUse('screen', [environment], config);
  const { showConfig } = await import('./config/show-config.ts');
  const shown = pathInWords(place.path, place.home);
  const head =
    config.text === undefined
      ? `There is no ${shown}.`
      : `${shown}, ${profile === undefined ? 'no profile' : `profile ${profile}`}`;
  const text = await showConfig(config, profile, host.environment);
  await printText(host.stdout, `${head}\n\n${text}\n`);
  return 0;
};

/** Also for a file that is wrong: who has mistyped an action looks here. */
const keys: Run = async (place, host) => {
  const { config } = await lookInto(place);
  const { keysText } = await import('./config/keys-text.ts');
  await printText(host.stdout, keysText(config.keys));
  return 0;
};

const importFrom: Run = async (place, host, file) => {
  if (file === undefined)
    throw new UsageError(
      "mqtt-tui config import takes a file of MQTT Explorer, MQTTX or Mosquitto's clients.",
    );
  // A file that is named need not be there yet: this creates it.
  const { profiles: known } = await readConfig({ ...place, isNamed: false });
  const { findConnections } = await import('./config/import/find-connections.ts');
  const destination = { path: place.path, taken: known.keys(), home: place.home };
  const found = findConnections(file, destination);
  if (typeof found === 'string') throw new UsageError(printable(found));
  const problem = await found.save();
  if (problem !== undefined) {
    host.stderr.write(`mqtt-tui: ${printable(problem)}\n`);
    return 1;
  }
  const lines = found.connections.flatMap(({ name, address, leftOut }) => [
    `${name}: ${address}`,
    ...leftOut.map((sentence) => `  ${sentence}`),
  ]);
  await printText(host.stdout, lines.map((line) => `${printable(line)}\n`).join(''));
  return 0;
};

const schema: Run = async (_, host) => {
  const { configSchema } = await import('./config/schema.ts');
  await printText(host.stdout, `${JSON.stringify(configSchema(), undefined, 2)}\n`);
  return 0;
};

/** For the completion of shells: says nothing of a file that is wrong. */
const profiles: Run = async (place, host) => {
  const { config } = await lookInto(place);
  // A shell may take what is no name for something to run.
  const names = [...config.profiles.keys()].filter(
    (name) => profileNameProblem(name) === undefined,
  );
  await printText(host.stdout, names.map((name) => `${name}\n`).join(''));
  return 0;
};

const printPath: Run = async ({ path }, host) => {
  await printText(host.stdout, `${path}\n`);
  if (!isThere(path))
    host.stderr.write('mqtt-tui: There is no such file yet; mqtt-tui config edit creates it.\n');
  return 0;
};

const runs: Readonly<Record<ConfigWord, Run>> = {
  edit,
  check,
  show,
  keys,
  import: importFrom,
  schema,
  profiles,
};

const runOf = (word: string): Run => {
  const known = configWords.find((one) => one === word);
  if (known !== undefined) return runs[known];
  const guess = nearest(word, configWords);
  throw new UsageError(
    guess === undefined
      ? `mqtt-tui config takes one of ${configWords.join(', ')}, or nothing.`
      : `mqtt-tui config has no such command; did you mean "${guess}"?`,
  );
};

/** Prints where the settings are, or shows, edits, checks or imports them. Resolves with the exit code; rejects with `UsageError`. */
export const configCommand = async (
  values: FlagValues<'config'>,
  host: Host,
  [word, name, ...rest]: readonly string[],
): Promise<number> => {
  const place = configPlace(values.config, host);
  const run = word === undefined ? printPath : runOf(word);
  const takesName = run === show || run === importFrom;
  if ((name !== undefined && !takesName) || rest.length > 0)
    throw new UsageError(`mqtt-tui config ${word} takes no more arguments.`);
  if (place.path === undefined)
    throw new UsageError('There is no home folder for a config.toml; name one with --config FILE.');
  return run({ ...place, path: place.path }, host, name);
};
