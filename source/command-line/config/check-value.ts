import { isAbsolute, join, resolve } from 'node:path';
import { type Flag, isPath } from '../flag.ts';
import { readValue, type Value } from '../flag-value.ts';
import { UsageError } from '../usage-error.ts';

/** Where the paths in the file begin. */
export type Places = {
  /** The folder of the file, for relative paths. */
  readonly folder: string;
  /** The home folder, for `~/`. */
  readonly home: string;
};

/** Whether this is a list of texts. */
export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const resolved = (path: string, { folder, home }: Places): string => {
  if (path.startsWith('~/') && home !== '') return join(home, path.slice(2));
  return isAbsolute(path) ? path : resolve(folder, path);
};

const readText = (flag: Flag, text: string, places: Places): Value => {
  // Neither a flag nor a variable could contain it, so nothing after them expects it.
  if (text.includes('\0'))
    throw new UsageError(`${flag.name} must not contain the null character.`);
  const value = readValue(flag, text, flag.name);
  return isPath(flag) && typeof value === 'string' ? resolved(value, places) : value;
};

const readTexts = (flag: Flag, value: unknown, places: Places): Value => {
  const list = typeof value === 'string' && flag.isFileOnly !== true ? [value] : value;
  if (!isTexts(list))
    throw new UsageError(
      flag.isFileOnly === true
        ? `${flag.name} takes a list of a program and its arguments: ["pass", "show", "mqtt"].`
        : `${flag.name} takes a text in quotes, or a list of them.`,
    );
  // An empty list takes back one of a lower level, but something must be left to show.
  if (list.length === 0 && ('default' in flag || flag.isFileOnly === true))
    throw new UsageError(`${flag.name} takes at least one ${flag.placeholder ?? 'value'}.`);
  return list.map((text) => String(readText(flag, text, places)));
};

/** The value of a key of config.toml. Throws `UsageError` if the flag of that name does not take it; a secret is not quoted. */
export const checkValue = (flag: Flag, value: unknown, places: Places): Value => {
  switch (flag.type) {
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw new UsageError(`${flag.name} takes true or false.`);
    case 'strings':
      return readTexts(flag, value, places);
    case 'string':
      if (typeof value === 'string') return readText(flag, value, places);
      throw new UsageError(`${flag.name} takes a text in quotes.`);
    case 'choice':
      if (typeof value === 'string') return readText(flag, value, places);
      throw new UsageError(`${flag.name} takes one of ${flag.choices.join(', ')}, in quotes.`);
    case 'integer':
    case 'qos':
    case 'number': {
      const isNumber =
        typeof value === 'bigint' || (flag.type === 'number' && typeof value === 'number');
      if (isNumber) return readValue(flag, String(value), flag.name);
      const [least, most] = flag.type === 'qos' ? [0, 2] : flag.range;
      const kind = flag.type === 'number' ? 'number' : 'whole number';
      throw new UsageError(
        `${flag.name} takes a ${kind} from ${least} to ${most}, without quotes.`,
      );
    }
  }
};
