/** What a key of config.toml can be set to. */
export type TomlValue =
  | string
  | number
  | boolean
  | readonly TomlValue[]
  | { readonly [key: string]: TomlValue };

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

/** What cannot stand in a basic string as it is: quotes, control characters, what turns the direction of text. */
const escaped = /["\\\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/gu;

const quoted = (text: string): string =>
  `"${text
    .toWellFormed()
    .replace(
      escaped,
      (character) =>
        short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )}"`;

/** A key as TOML spells it: bare where that is allowed. */
export const keyText = (keys: readonly string[]): string =>
  keys.map((key) => (/^[\w-]+$/.test(key) ? key : quoted(key))).join('.');

/** `key = value`, as one line. */
export const memberText = (keys: readonly string[], value: TomlValue): string =>
  `${keyText(keys)} = ${valueText(value)}`;

/** A value as TOML spells it, on one line. */
export const valueText = (value: TomlValue): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  const members = Object.entries(value).map(([key, member]) => memberText([key], member));
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
};

const numberText = (value: number): string => {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return String(value);
};
