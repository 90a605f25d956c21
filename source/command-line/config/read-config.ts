import { dirname, join, resolve } from 'node:path';
import { printable } from '../../payload/printable.ts';
import type { Host } from '../host.ts';
import { UsageError } from '../usage-error.ts';
import { xdgFolder } from '../xdg-folder.ts';
import { checkConfig } from './check-config.ts';
import { type Config, noConfig, type Problem, type Table } from './config.ts';
import { fileModeProblems } from './file-mode.ts';
import { linesIn } from './line-of.ts';
import { FileProblem, isThere, readText } from './read-file.ts';

/** Which file is read. */
export type ConfigPlace = {
  readonly path: string | undefined;
  /** Whether somebody has named it: then it must be there. */
  readonly isNamed: boolean;
  readonly home: string;
};

/** The file of `--config` or its variable, or else ours in the XDG folder. */
export const configPlace = (
  typed: string | undefined,
  { environment, home }: Pick<Host, 'environment' | 'home'>,
): ConfigPlace => {
  const variable = environment['MQTT_TUI_CONFIG'];
  const named = typed ?? variable;
  if (named !== undefined && named !== '') return { path: resolve(named), isNamed: true, home };
  const folder = xdgFolder('config', environment, home);
  const path = folder === undefined ? undefined : join(folder, 'config.toml');
  return { path, isNamed: false, home };
};

/** The path as a person writes it, with `~` for the home folder. */
export const pathInWords = (path: string, home: string): string =>
  printable(home !== '' && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path);

/** A sentence about a place in the file, as compilers write it. */
export const located = (
  path: string,
  home: string,
  line: number | undefined,
  sentence: string,
): string => `${pathInWords(path, home)}:${line === undefined ? '' : `${line}:`} ${sentence}`;

const problemsInWords = async (
  { path = '', text = '' }: Config,
  home: string,
  problems: readonly Problem[],
): Promise<readonly string[]> => {
  if (problems.length === 0) return [];
  const lineOf = await linesIn(text);
  return problems.map((one) => located(path, home, lineOf(one.path), one.sentence));
};

const parse = async (text: string): Promise<Table> => {
  const { parse: parseToml, TomlError } = await import('smol-toml');
  try {
    return parseToml(text, { integersAsBigInt: true });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The lines after the first quote the file, which may have a password in it.
    const [first = ''] = error.message.split('\n', 1);
    const what = first.replace('Invalid TOML document: ', '');
    throw new FileProblem(`This is not TOML: ${what} (column ${error.column}).`, error.line);
  }
};

/** Says more about a table that belongs to another part of the program: `theme` or `keys`. */
export type CheckTable = (config: Config) => Promise<readonly Problem[]>;

/** What a file says, and everything that is wrong with it, each with file and line. */
export type LookedInto = { readonly config: Config; readonly problems: readonly string[] };

/** Reads the file, and checks it by the tables. */
export const lookInto = async (
  { path, isNamed, home }: ConfigPlace,
  checks: readonly CheckTable[] = [],
): Promise<LookedInto> => {
  if (path === undefined || (!isNamed && !isThere(path)))
    return { config: { ...noConfig, path }, problems: [] };
  try {
    const text = readText(path);
    const checked = checkConfig(await parse(text), { folder: dirname(path), home });
    const { top, profiles, keys } = checked;
    const config = { ...top, path, text, profiles, keys };
    const more = await Promise.all(checks.map((check) => check(config)));
    const problems = [...checked.problems, ...more.flat(), ...fileModeProblems(config)];
    return { config, problems: await problemsInWords(config, home, problems) };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return {
      config: { ...noConfig, path },
      problems: [located(path, home, error.line, error.message)],
    };
  }
};

/** Reads the file. Rejects with `UsageError` if there is a mistake anywhere in it: nothing opens half configured. */
export const readConfig = async (
  place: ConfigPlace,
  checks: readonly CheckTable[] = [],
): Promise<Config> => {
  const { config, problems } = await lookInto(place, checks);
  const [first, ...others] = problems;
  if (first === undefined) return config;
  const verb = others.length === 1 ? 'is' : 'are';
  const more =
    others.length === 0
      ? ''
      : ` There ${verb} ${others.length} more: mqtt-tui config check lists them all.`;
  throw new UsageError(`${first}${more}`);
};
