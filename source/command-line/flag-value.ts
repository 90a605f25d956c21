import { printable } from '../payload/printable.ts';
import { environmentName, type Flag } from './flag.ts';
import { UsageError } from './usage-error.ts';

/** The value of a flag. */
export type Value = boolean | number | string | readonly string[];

/** A wrong value for an error message; not repeated where it may be a URL with a password in it. */
const notThis = (text: string): string =>
  text.includes('@') ? '' : `, not "${printable(text, 60)}"`;

/** Parses the value of a flag. Throws `UsageError` if it is invalid; `source` is the flag or variable that the person set. */
export const readValue = (flag: Flag, text: string, source: string): Value => {
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

/** The value of a flag's variable; `undefined` if it is not set. Throws `UsageError`. */
export const fromEnvironment = (
  flag: Flag,
  environment: Readonly<Record<string, string | undefined>>,
): Value | undefined => {
  const name = environmentName(flag);
  const text =
    flag.isTypedOnly === true || flag.isFileOnly === true ? undefined : environment[name];
  const mayBeEmpty = flag.type === 'string' && flag.mayBeEmpty === true;
  if (text === undefined || (text === '' && !mayBeEmpty)) return undefined;
  if (flag.type !== 'strings') return readValue(flag, text, name);
  return listItems(text).map((one) => String(readValue(flag, one, name)));
};

/** The value of a flag that nobody sets. */
export const whenUnset = (flag: Flag): Value | undefined => {
  if (flag.type === 'boolean') return false;
  return flag.default ?? (flag.type === 'strings' ? [] : undefined);
};
