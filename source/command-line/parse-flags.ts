import meow from 'meow';
import { printable } from '../payload/printable.ts';
import { findCommand } from './commands.ts';
import { type CommandName, environmentName, type Flag } from './flag.ts';
import { flagsFor, isAboutTheScreen, type FlagSource, type FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';
import { commandWord, wordsForMeow } from './words-for-meow.ts';

/** The command, its flags and its other arguments. */
export type CommandLine<Command extends CommandName = CommandName> = {
  readonly command: Command;
  readonly positionals: readonly string[];
  readonly values: FlagValues<Command>;
};

type Value = boolean | number | string | readonly string[];

/** A wrong value for an error message; not repeated where it may be a URL with a password in it. */
const notThis = (text: string): string =>
  text.includes('@') ? '' : `, not "${printable(text, 60)}"`;

/** Parses the value of a flag. Throws `UsageError` if it is invalid; `source` is the flag or variable that the person set. */
const readValue = (flag: Flag, text: string, source: string): Value => {
  const refuse = (expected: string): UsageError =>
    new UsageError(`${source} takes ${expected}${notThis(text)}.`);
  switch (flag.type) {
    case 'boolean':
      if (/^(1|true|yes|on)$/i.test(text)) return true;
      if (/^(0|false|no|off|)$/i.test(text)) return false;
      throw refuse('1 or 0');
    case 'string':
    case 'strings':
      if (text === '' && !(flag.type === 'string' && flag.mayBeEmpty === true))
        throw new UsageError(`${source} needs a value: ${source} ${flag.placeholder ?? ''}.`);
      return text;
    case 'integer':
    case 'number':
    case 'qos': {
      const [least, most] = flag.type === 'qos' ? [0, 2] : flag.range;
      const isDecimal = flag.type === 'number';
      const form = isDecimal ? /^\d{1,9}(\.\d{1,9})?$/ : /^\d{1,9}$/;
      if (!form.test(text) || Number(text) < least || Number(text) > most)
        throw refuse(
          isDecimal
            ? `a number from ${least} to ${most}, such as 0.5`
            : `a whole number from ${least} to ${most}`,
        );
      return Number(text);
    }
    case 'choice': {
      const choice = flag.spellings?.get(text) ?? text;
      if (!flag.choices.includes(choice)) throw refuse(`one of ${flag.choices.join(', ')}`);
      return choice;
    }
  }
};

/**
 * The items of a list in a variable, separated by commas; `\,` is a comma in an item, and `\\` a backslash
 * before a comma. Everywhere else a backslash is one, as in paths on Windows.
 */
const listItems = (text: string): readonly string[] =>
  text
    .replaceAll(/\\*,/g, (found) => {
      const backslashes = found.length - 1;
      // No variable can contain a null character.
      return `${'\\'.repeat(backslashes / 2)}${backslashes % 2 === 0 ? '\0' : ','}`;
    })
    .split('\0');

const fromEnvironment = (
  flag: Flag,
  environment: Readonly<Record<string, string | undefined>>,
): Value | undefined => {
  const name = environmentName(flag);
  const text = flag.isTypedOnly === true ? undefined : environment[name];
  const mayBeEmpty = flag.type === 'string' && flag.mayBeEmpty === true;
  if (text === undefined || (text === '' && !mayBeEmpty)) return undefined;
  if (flag.type !== 'strings') return readValue(flag, text, name);
  return listItems(text).map((one) => String(readValue(flag, one, name)));
};

const whenUnset = (flag: Flag): Value | undefined => {
  if (flag.type === 'boolean') return false;
  return flag.default ?? (flag.type === 'strings' ? [] : undefined);
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

/** Parses the command line, which takes precedence over the environment. Throws `UsageError` with one sentence. */
export const parseFlags = (
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine => {
  const command = findCommand(commandWord(argv));
  // Node.js replaces invalid UTF-8 with it, so something else would be sent.
  if (argv.some((argument) => argument.includes('\ufffd')))
    throw new UsageError(
      'The command line has bytes that are not UTF-8. Publish such bytes with pub --file or pub --stdin.',
    );
  const own = flagsFor(command.name);
  const parsed = parse(wordsForMeow(argv, command), own);
  const positionals = command.typed === '' ? parsed.input : parsed.input.slice(1);
  if (positionals.length > command.positionals)
    throw new UsageError('Too many arguments; quote a text that contains spaces.');
  // The demo is the same for everybody, whatever broker or name they have set.
  const isDemo = parsed.flags['demo'] === true;
  const values: Record<string, Value | undefined> = {};
  const sources = new Map<string, FlagSource>();
  for (const flag of own) {
    const set = isDemo && !isAboutTheScreen(flag) ? undefined : fromEnvironment(flag, environment);
    const typed = parsed.flags[camelCase(flag.name)] as boolean | string | string[] | undefined;
    const isTyped = typed !== undefined && !(Array.isArray(typed) && typed.length === 0);
    values[flag.name] = isTyped
      ? typeof typed === 'string'
        ? readValue(flag, typed, `--${flag.name}`)
        : typed
      : (set ?? whenUnset(flag));
    sources.set(flag.name, isTyped ? 'typed' : set === undefined ? 'default' : 'environment');
  }
  const sourceOf = (name: string): FlagSource | undefined => sources.get(name);
  // The types are derived from the same rows.
  return { command: command.name, positionals, values: { ...values, sourceOf } as never };
};
