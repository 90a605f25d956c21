import { closestMatch } from 'leven';
import { printable } from '../payload/printable.ts';
import type { Flag } from './flag.ts';
import { meowName } from './meow-name.ts';
import { UsageError } from './usage-error.ts';

type Names = {
  readonly long: ReadonlyMap<string, Flag>;
  readonly short: ReadonlyMap<string, Flag>;
};

/** Names as they may be typed: a switch can be switched off, and what is on by default on. */
const namesOf = (flags: readonly Flag[]): Names => ({
  long: new Map(
    flags.flatMap((flag) => {
      const names = [flag.name];
      if (flag.kind.is === 'switch' && meowName(flag).isNegative) names.push(flag.name.slice(3));
      else if (flag.kind.is === 'switch' && !flag.name.startsWith('no-'))
        names.push(`no-${flag.name}`);
      return names.map((name) => [name, flag] as const);
    }),
  ),
  short: new Map(
    flags.flatMap((flag) => (flag.short === undefined ? [] : [[flag.short, flag] as const])),
  ),
});

/** A guess must not change more of a word than it keeps. */
const farthest = (name: string): number => {
  if (name.length <= 3) return 1;
  return name.length <= 5 ? 2 : 3;
};

const unknownFlag = (typed: string, names: Names): UsageError => {
  const name = typed.replace(/^-+/, '');
  const nearest = typed.startsWith('--')
    ? closestMatch(name, [...names.long.keys()], { maxDistance: farthest(name) })
    : undefined;
  const shown = printable(typed, 60);
  return new UsageError(
    nearest === undefined
      ? `Unknown flag ${shown}; --help lists them all.`
      : `Unknown flag ${shown}; did you mean --${nearest}?`,
  );
};

const needsValue = (flag: Flag): UsageError =>
  new UsageError(
    `--${flag.name} needs a value: --${flag.name} ${flag.value ?? ''}.${flag.name === 'host' ? ' Help is --help.' : ''}`,
  );

/** `-p1884` as `-p=1884`; what stands behind a letter that is no flag is not looked at. */
const withEquals = (word: string, names: Names): string => {
  const [, letter = '', rest = ''] = /^-([^-=])([^=][^]*)?$/.exec(word) ?? [];
  if (rest === '') return word;
  return names.short.get(letter)?.kind.is === 'switch' ? word : `-${letter}=${rest}`;
};

/**
 * Rewrites the arguments so that each value stands with its flag, `-P -x` as `--password=-x`: what
 * follows a flag that takes a value is its value, whatever it begins with, as for Mosquitto's
 * tools. Throws `UsageError` for flags that do not exist and values that are missing.
 */
export const normalizeArgv = (argv: readonly string[], flags: readonly Flag[]): string[] => {
  const names = namesOf(flags);
  const normal: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = withEquals(argv[index] ?? '', names);
    const parts = /^(--?)([^=]+)(=[^]*)?$/.exec(word);
    if (word === '--') return [...normal, ...argv.slice(index)];
    if (parts === null || word === '-') {
      normal.push(word);
      continue;
    }
    const [, dashes = '', name = '', value] = parts;
    const flag = dashes === '--' ? names.long.get(name) : names.short.get(name);
    if (flag === undefined) throw unknownFlag(dashes + name, names);
    if (flag.kind.is === 'switch') {
      if (value !== undefined) throw new UsageError(`--${name} takes no value.`);
      const { name: known, isNegative } = meowName(flag);
      const isAsMeow = flag.name === name && !isNegative;
      if (dashes === '-') normal.push(isNegative ? `--no-${known}` : `--${known}`);
      else normal.push(isAsMeow ? `--${known}` : word);
      continue;
    }
    const next = value === undefined ? argv[index + 1] : value.slice(1);
    const isEmptyText =
      next === '' &&
      (flag.kind.is === 'texts' || (flag.kind.is === 'text' && flag.kind.mayBeEmpty !== true));
    if (next === undefined || isEmptyText) throw needsValue(flag);
    if (value === undefined) index += 1;
    normal.push(`--${flag.name}=${next}`);
  }
  return normal;
};

/** The first word that is neither a flag nor a flag's value; none behind a flag that does not exist. */
export const firstWord = (argv: readonly string[], flags: readonly Flag[]): string | undefined => {
  const names = namesOf(flags);
  for (let index = 0; index < argv.length; index += 1) {
    const word = withEquals(argv[index] ?? '', names);
    if (word === '--') return argv[index + 1];
    const [, dashes, name = '', value] = /^(--?)([^=]+)(=[^]*)?$/.exec(word) ?? [];
    if (dashes === undefined) return word;
    const flag = (dashes === '--' ? names.long : names.short).get(name);
    // Whoever reads the flags says so.
    if (flag === undefined) return undefined;
    if (flag.kind.is !== 'switch' && value === undefined) index += 1;
  }
  return undefined;
};
