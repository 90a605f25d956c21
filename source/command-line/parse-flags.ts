import meow from 'meow';
import { type Command as CommandRow, findCommand } from './commands.ts';
import { type Config, type Layer, noConfig, type Settings } from './config/config.ts';
import { type Environment, environmentLayer, fileLayers, mergeLayers } from './config/layers.ts';
import { asksForProfile, profileInUse } from './config/profile-choice.ts';
import type { CommandName, Flag } from './flag.ts';
import { readValue, type Value } from './flag-value.ts';
import {
  flagsFor,
  type FlagSource,
  type FlagValues,
  isAboutTheScreen,
  isOfOneBroker,
  settingsFor,
} from './flags.ts';
import { UsageError } from './usage-error.ts';
import { commandWord, wordsForMeow } from './words-for-meow.ts';

/** The command, its flags and its other arguments. */
export type CommandLine<Command extends CommandName = CommandName> = {
  readonly command: Command;
  readonly positionals: readonly string[];
  readonly values: FlagValues<Command>;
  /** The profile of config.toml in use. */
  readonly profile: string | undefined;
  /** Whether the screen first asks which of several profiles to open. */
  readonly asksForProfile: boolean;
  /** Names of settings that belong to other servers than the ones typed or in the environment, and so do not count. */
  readonly leftOut: readonly string[];
};

const camelCase = (name: string): string =>
  name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The rows as meow's flag definitions. Numbers are declared as strings: meow would accept "1e3" and "0x10", and turn "abc" into NaN. */
export const meowFlags = (own: readonly Flag[]) =>
  Object.fromEntries(
    own.map(({ name, type, short }) => [
      camelCase(name),
      {
        type: type === 'boolean' ? ('boolean' as const) : ('string' as const),
        ...(type === 'strings' ? { isMultiple: true } : {}),
        ...(short === undefined ? {} : { shortFlag: short }),
      },
    ]),
  );

const parse = (argv: readonly string[], own: readonly Flag[]) => {
  try {
    return meow({
      importMeta: import.meta,
      pkg: { name: 'mqtt-tui' },
      argv,
      autoHelp: false,
      autoVersion: false,
      // Not set is not the same as off: the environment may have turned it on.
      booleanDefault: undefined,
      flags: meowFlags(own),
    });
  } catch (error) {
    // A flag was given twice; meow names it in camel case.
    const { message } = error as Error;
    throw new UsageError(
      message.replaceAll(/(?<=\w)[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
  }
};

/** The values that were typed, by the names of the flags. Throws `UsageError`. */
const typedSettings = (
  own: readonly Flag[],
  parsed: Readonly<Record<string, unknown>>,
): Settings => {
  const typed = new Map<string, Value>();
  for (const flag of own) {
    const value = parsed[camelCase(flag.name)] as boolean | string | string[] | undefined;
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    typed.set(
      flag.name,
      typeof value === 'string' ? readValue(flag, value, `--${flag.name}`) : value,
    );
  }
  return typed;
};

/** Whether the first argument after the command is in front of `--`. */
const isInFront = (
  words: readonly string[],
  own: readonly Flag[],
  command: CommandRow,
): boolean => {
  const end = words.indexOf('--');
  if (end === -1) return true;
  return parse(words.slice(0, end), own).input.length > (command.typed === '' ? 0 : 1);
};

/** The values of a command's flags, of all that sets them. */
const valuesFrom = <Name extends CommandName>(
  command: Name,
  layers: readonly Layer[],
): Pick<CommandLine<Name>, 'values' | 'leftOut'> => {
  const { values, sources, leftOut } = mergeLayers(settingsFor(command), layers);
  const sourceOf = (name: string): FlagSource | undefined => sources.get(name);
  // The types are derived from the same rows.
  return { values: { ...values, sourceOf } as never, leftOut };
};

/** What was typed, and what the environment sets, without what config.toml says. */
type Typed = {
  readonly command: CommandRow;
  readonly positionals: readonly string[];
  readonly isDemo: boolean;
  readonly layers: readonly Layer[];
};

const readTyped = (argv: readonly string[], environment: Environment, config: Config): Typed => {
  const command = findCommand(commandWord(argv), [...config.profiles.keys()]);
  // Node.js replaces invalid UTF-8 with it, so something else would be sent.
  if (argv.some((argument) => argument.includes('\ufffd')))
    throw new UsageError(
      'The command line has bytes that are not UTF-8. Publish such bytes with pub --file or pub --stdin.',
    );
  const own = flagsFor(command.name);
  const words = wordsForMeow(argv, command);
  const parsed = parse(words, own);
  const rest = command.typed === '' ? parsed.input : parsed.input.slice(1);
  const typed = new Map(typedSettings(own, parsed.flags));
  const [first = ''] = rest;
  const namesProfile =
    own.some(({ name }) => name === 'profile') &&
    !typed.has('profile') &&
    config.profiles.has(first) &&
    isInFront(words, own, command);
  if (namesProfile) typed.set('profile', first);
  const positionals = namesProfile ? rest.slice(1) : rest;
  if (positionals.length > command.positionals)
    throw new UsageError('Too many arguments; quote a text that contains spaces.');
  // The demo is the same for everybody, whatever broker or name they have set.
  const isDemo = typed.get('demo') === true;
  const settable = isDemo ? own.filter(isAboutTheScreen) : own;
  return {
    command,
    positionals,
    isDemo,
    layers: [{ source: 'typed', settings: typed }, environmentLayer(settable, environment)],
  };
};

/** The layers without the settings of some flags. */
const without = (
  layers: readonly Layer[],
  rows: readonly Flag[],
  isLeftOut: (flag: Flag) => boolean,
): readonly Layer[] => {
  const names = new Set(rows.filter(isLeftOut).map(({ name }) => name));
  return layers.map(({ source, settings }) => ({
    source,
    settings: new Map([...settings].filter(([name]) => !names.has(name))),
  }));
};

/**
 * Parses the command line, which takes precedence over the environment, and that over config.toml. Throws `UsageError`
 * with one sentence.
 */
export const parseFlags = (
  argv: readonly string[],
  environment: Environment,
  config: Config = noConfig,
): CommandLine => {
  const { command, positionals, isDemo, layers } = readTyped(argv, environment, config);
  const profile = isDemo ? undefined : profileInUse(command.name, layers, config);
  const fromFile = fileLayers(config, profile);
  const isNotForDemo = (flag: Flag): boolean => isDemo && !isAboutTheScreen(flag);
  return {
    command: command.name,
    positionals,
    profile,
    asksForProfile: !isDemo && asksForProfile(command.name, layers, config),
    ...valuesFrom(command.name, [
      ...layers,
      ...without(fromFile, settingsFor(command.name), isNotForDemo),
    ]),
  };
};

/**
 * The screen's values for one more profile, or with `undefined` for none. What was typed or set in the environment about the broker counts for
 * the profile that the program has started with, and not for this one. Throws `UsageError`.
 */
export const valuesForProfile = (
  argv: readonly string[],
  environment: Environment,
  config: Config,
  profile: string | undefined,
): FlagValues<'screen'> => {
  const { command, layers } = readTyped(argv, environment, config);
  const ofAll: readonly Layer[] = [
    ...without(layers, settingsFor('screen'), isOfOneBroker),
    ...(command.name === 'watch'
      ? [{ source: 'typed' as const, settings: new Map([['no-chat', true]]) }]
      : []),
  ];
  return valuesFrom('screen', [...ofAll, ...fileLayers(config, profile)]).values;
};
