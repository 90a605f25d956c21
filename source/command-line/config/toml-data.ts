import { parse } from 'smol-toml';

/** What a TOML file says, without where and how. */
export type TomlData = { readonly [key: string]: unknown };

export const isTable = (value: unknown): value is TomlData =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Reads TOML; integers keep all their digits. Throws if it is not valid. */
export const readToml = (text: string): TomlData => parse(text, { integersAsBigInt: 'asNeeded' });

/** The value that keys lead to. */
export const valueAt = (data: unknown, path: readonly string[]): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return data;
  return isTable(data) && Object.hasOwn(data, key) ? valueAt(data[key], rest) : undefined;
};

/** The data with a value set at the end of keys, or taken away if it is `undefined`. */
export const withValue = (data: unknown, path: readonly string[], value: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const members = new Map(Object.entries(isTable(data) ? data : {}));
  const member = withValue(members.get(key), rest, value);
  if (member === undefined) members.delete(key);
  else members.set(key, member);
  return Object.fromEntries(members);
};

/** Whether two values are the same, the order of keys aside. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (a instanceof Date && b instanceof Date) return a.toISOString() === b.toISOString();
  if (isTable(a) && isTable(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
    );
  }
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
};
