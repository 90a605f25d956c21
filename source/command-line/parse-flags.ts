import meow from 'meow';
import { printable } from '../payload/printable.ts';
import { findCommand } from './commands.ts';
import { type CommandName, environmentName, type Flag } from './flag.ts';
import type { FlagValues } from './flag-values.ts';
import { flags } from './flags.ts';
import { flagsFor } from './flags-for.ts';
import { meowName } from './meow-name.ts';
import { firstWord, normalizeArgv } from './normalize-argv.ts';
import { UsageError } from './usage-error.ts';

/** The command, its flags, and the words behind it that are no flags. */
export type CommandLine = {
  readonly command: CommandName;
  readonly words: readonly string[];
  readonly values: FlagValues;
};

type Given = string | boolean | readonly string[];

/** A wrong value for an error message; not repeated where it may be a URL with a password in it. */
const shown = (value: string): string =>
  value.includes('@') ? 'what was given' : `"${printable(value, 60)}"`;

const camelCase = (name: string): string =>
  name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

const meowKey = (flag: Flag): string => camelCase(meowName(flag).name);

const meowFlag = (flag: Flag): Record<string, unknown> => ({
  ...(flag.kind.is === 'switch' ? { type: 'boolean' } : { type: 'string' }),
  ...(flag.kind.is === 'texts' ? { isMultiple: true } : {}),
  ...(flag.short === undefined ? {} : { shortFlag: flag.short }),
});

const dashed = (flag: Flag): string => `--${flag.name}`;

/** Throws `UsageError` when a value is not of the flag's kind. `source` is what the person set. */
const check = (flag: Flag, given: Given, source: string): Given => {
  const { kind } = flag;
  const one = typeof given === 'string' ? given : '';
  switch (kind.is) {
    case 'switch':
      return given;
    case 'text':
      if (one === '' && kind.mayBeEmpty !== true)
        throw new UsageError(`${source} needs a value: ${source} ${flag.value ?? ''}.`);
      return one;
    case 'texts': {
      const many = Array.isArray(given) ? given : [one];
      if (many.includes(''))
        throw new UsageError(`${source} needs a value: ${source} ${flag.value ?? ''}.`);
      return many;
    }
    case 'whole':
      if (!/^\d{1,9}$/.test(one) || Number(one) < kind.from || Number(one) > kind.to)
        throw new UsageError(
          `${source} takes a whole number from ${kind.from} to ${kind.to}, not ${shown(one)}.`,
        );
      return one;
    case 'seconds':
      if (!/^\d{1,9}(\.\d{1,9})?$/.test(one) || Number(one) > kind.to)
        throw new UsageError(
          `${source} takes a number of seconds from 0 to ${kind.to}, as 0.5, not ${shown(one)}.`,
        );
      return one;
    case 'factor':
      if (!/^\d{1,9}(\.\d{1,9})?$/.test(one) || Number(one) > kind.to)
        throw new UsageError(
          `${source} takes a number from 0 to ${kind.to}, as 0.5, not ${shown(one)}.`,
        );
      return one;
    case 'choice':
      if (!kind.of.includes(one))
        throw new UsageError(`${source} takes one of ${kind.of.join(', ')}, not ${shown(one)}.`);
      return one;
  }
};

const fromEnvironment = (
  flag: Flag,
  environment: Readonly<Record<string, string | undefined>>,
): Given | undefined => {
  const name = environmentName(flag);
  const value = environment[name];
  const isUnset = value === '' && !(flag.kind.is === 'text' && flag.kind.mayBeEmpty === true);
  if (value === undefined || isUnset) return undefined;
  if (flag.kind.is === 'texts') return check(flag, value.split(','), name);
  if (flag.kind.is !== 'switch') return check(flag, value, name);
  if (/^(1|true|yes|on)$/i.test(value)) return true;
  if (/^(0|false|no|off|)$/i.test(value)) return false;
  throw new UsageError(`${name} takes 1 or 0, not ${shown(value)}.`);
};

const runMeow = (
  argv: readonly string[],
  own: readonly Flag[],
): { input: string[]; flags: Record<string, unknown> } => {
  try {
    return meow('', {
      importMeta: import.meta,
      pkg: { name: 'mqtt-tui' },
      argv: normalizeArgv(argv, own),
      autoHelp: false,
      autoVersion: false,
      booleanDefault: undefined,
      flags: Object.fromEntries(own.map((flag) => [meowKey(flag), meowFlag(flag)])),
    });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message.trim());
  }
};

/**
 * The command's own flags, and those of others that it does not take, so that a sentence can tell
 * them from a slip of the fingers.
 */
const flagsBeside = (own: readonly Flag[]): readonly Flag[] => {
  const names = new Set(own.map(({ name }) => name));
  const letters = new Set(own.map(({ short }) => short));
  const others = new Map<string, Flag>();
  for (const flag of flags) {
    if (names.has(flag.name) || others.has(flag.name)) continue;
    const { short, ...rest } = flag;
    if (short === undefined || letters.has(short)) others.set(flag.name, rest);
    else others.set(flag.name, flag);
    letters.add(short);
  }
  return [...own, ...others.values()];
};

/** Reads the command line over the environment. Throws `UsageError` with one sentence. */
export const parseFlags = (
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine => {
  const command = findCommand(firstWord(argv, flagsBeside(flagsFor('screen'))));
  const own = flagsFor(command.name);
  const readable = flagsBeside(own);
  const parsed = runMeow(argv, readable);
  const words = command.name === 'screen' ? parsed.input : parsed.input.slice(1);
  if (words.length > command.words)
    throw new UsageError(
      'There is more than one argument that is no flag; a text with blanks goes in quotes.',
    );
  const known = new Map(readable.map((flag) => [meowKey(flag), flag]));
  const values = new Map<string, Given>();
  const typed = new Set<string>();
  for (const flag of own) {
    const value = flag.isTypedOnly === true ? undefined : fromEnvironment(flag, environment);
    if (value !== undefined) values.set(flag.name, value);
  }
  for (const [key, raw] of Object.entries(parsed.flags)) {
    const flag = known.get(key);
    if (flag === undefined || raw === undefined || (Array.isArray(raw) && raw.length === 0))
      continue;
    if (!own.includes(flag))
      throw new UsageError(
        `${dashed(flag)} is not a flag of ${['mqtt-tui', command.typed].join(' ').trim()}.`,
      );
    typed.add(flag.name);
    const { isNegative } = meowName(flag);
    values.set(
      flag.name,
      flag.kind.is === 'switch' ? raw !== isNegative : check(flag, raw as Given, dashed(flag)),
    );
  }
  return { command: command.name, words, values: reader(values, typed) };
};

const reader = (values: ReadonlyMap<string, Given>, typed: ReadonlySet<string>): FlagValues => {
  const text = (name: string): string | undefined => values.get(name) as string | undefined;
  const number = (name: string): number | undefined =>
    values.has(name) ? Number(text(name)) : undefined;
  return {
    text,
    texts: (name) => (values.get(name) as readonly string[] | undefined) ?? [],
    whole: number,
    seconds: number,
    factor: number,
    isOn: (name) => values.get(name) === true,
    isTyped: (name) => typed.has(name),
  };
};
