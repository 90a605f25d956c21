import { printable } from '../payload/printable.ts';
import type { Command } from './commands.ts';
import type { Flag } from './flag.ts';
import { flags, flagsFor } from './flags.ts';
import { nearest } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** A word that begins with a dash. */
type FlagWord = {
  /** Its name as typed, with the dashes. */
  readonly typed: string;
  readonly flag: Flag | undefined;
  /** Whether it negates the flag: `--no-insecure`, or `--chat` for the flag `--no-chat`. */
  readonly isOpposite: boolean;
  /** What follows "=", or directly follows the letter, as in `-p1884`. */
  readonly value: string | undefined;
};

const flagWord = (word: string, among: readonly Flag[]): FlagWord => {
  const [typed = word] = word.startsWith('--') ? word.split('=', 1) : (/^-./u.exec(word) ?? []);
  const rest = word.slice(typed.length);
  const value = rest === '' ? undefined : rest.replace(/^=/, '');
  const called = (name: string): Flag | undefined => among.find((flag) => flag.name === name);
  const [name, letter] = [typed.slice(2), typed.slice(1)];
  const flag = typed.startsWith('--') ? called(name) : among.find(({ short }) => short === letter);
  if (flag !== undefined || !typed.startsWith('--'))
    return { typed, flag, isOpposite: false, value };
  const opposite = called(`no-${name}`) ?? called(name.replace(/^no-/, ''));
  const isSwitch = opposite?.type === 'boolean';
  return { typed, flag: isSwitch ? opposite : undefined, isOpposite: isSwitch, value };
};

const unknownFlag = (typed: string, own: readonly Flag[]): UsageError => {
  const name = typed.replace(/^-+/, '');
  const guess = typed.startsWith('--')
    ? nearest(
        name,
        own.map((flag) => flag.name),
      )
    : undefined;
  const shown = printable(typed, 60);
  return new UsageError(
    guess === undefined
      ? `Unknown flag ${shown}; --help lists them all.`
      : `Unknown flag ${shown}; did you mean --${guess}?`,
  );
};

/**
 * The arguments, rewritten where meow would misread them: it mistakes a value that begins with a dash
 * for a flag, strips quotes after "=", reads `--no-chat` as the flag `chat`, mistakes "true" after a
 * switch for its value, and accepts unknown flags and missing values. Throws `UsageError` for those.
 */
export const wordsForMeow = (argv: readonly string[], command: Command): string[] => {
  const own = flagsFor(command.name);
  const words: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--') return [...words, ...argv.slice(index)];
    if (!/^-./.test(word)) {
      words.push(word);
      continue;
    }
    const { typed, flag, isOpposite, value } = flagWord(word, own);
    if (flag === undefined) {
      const other = flagWord(word, flags).flag;
      if (other === undefined) throw unknownFlag(typed, own);
      throw new UsageError(
        `--${other.name} is not a flag of ${`mqtt-tui ${command.typed}`.trim()}.`,
      );
    }
    if (flag.type === 'boolean') {
      if (value !== undefined) throw new UsageError(`${typed} takes no value.`);
      const isPlain = !flag.name.startsWith('no-') && !/^(true|false)$/.test(argv[index + 1] ?? '');
      words.push(isPlain ? word : `--${flag.name}=${!isOpposite}`);
      continue;
    }
    const next = value ?? argv[index + 1];
    const mayBeEmpty = flag.type === 'string' && flag.mayBeEmpty === true;
    if (next === undefined || (next === '' && !mayBeEmpty))
      throw new UsageError(
        `--${flag.name} needs a value: --${flag.name} ${flag.placeholder ?? ''}.${flag.name === 'host' ? ' Help is --help.' : ''}`,
      );
    if (value === undefined) index += 1;
    if (value === undefined && !next.startsWith('-')) words.push(word, next);
    else words.push(`--${flag.name}="${next}"`);
  }
  return words;
};

/** A word up to the first `--`, and the flag that it is, with its value. */
type Walked = {
  readonly word: string;
  readonly index: number;
  readonly flag?: Flag;
  readonly value?: string | undefined;
};

/** The words from the left as far as they are known: where a flag is not, nobody knows whether a value follows. */
function* walk(argv: readonly string[], known: readonly Flag[]): Generator<Walked> {
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--' || !/^-./.test(word)) {
      yield { word, index };
      if (word === '--') return;
      continue;
    }
    const { flag, value } = flagWord(word, known);
    // `wordsForMeow` reports it as unknown.
    if (flag === undefined) return;
    const isBehind = flag.type !== 'boolean' && value === undefined;
    yield { word, index, flag, value: isBehind ? argv[index + 1] : value };
    if (isBehind) index += 1;
  }
}

/** The word that names the command, which decides about the flags: the first that is neither a flag nor a flag's value. */
export const commandWord = (argv: readonly string[]): string | undefined => {
  for (const { word, index, flag } of walk(argv, [...flagsFor('screen'), ...flags]))
    if (flag === undefined) return word === '--' ? argv[index + 1] : word;
  return undefined;
};

/** The value of a flag that must be known before the others are read, such as `--config`; the first of several. */
export const typedValue = (
  argv: readonly string[],
  name: string,
  own: readonly Flag[],
): string | undefined => {
  for (const { flag, value } of walk(argv, own)) if (flag?.name === name) return value;
  return undefined;
};
