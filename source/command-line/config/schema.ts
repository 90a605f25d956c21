import { commands } from '../commands.ts';
import { type Flag, flagText } from '../flag.ts';
import { settings } from '../flags.ts';
import { themeSchema } from './theme-schema.ts';

type Schema = Readonly<Record<string, unknown>>;

const words: Schema = { type: 'array', items: { type: 'string' }, minItems: 1 };

const listOf = (flag: Flag): Schema => {
  if (flag.isFileOnly === true) return words;
  const item = { type: 'string', minLength: 1 };
  const list = { type: 'array', items: item, ...('default' in flag ? { minItems: 1 } : {}) };
  return { anyOf: [item, list] };
};

const typeOf = (flag: Flag): Schema => {
  switch (flag.type) {
    case 'boolean':
      return { type: 'boolean' };
    case 'string':
      return { type: 'string', ...(flag.mayBeEmpty === true ? {} : { minLength: 1 }) };
    case 'strings':
      return listOf(flag);
    case 'choice':
      return { enum: [...flag.choices, ...(flag.spellings?.keys() ?? [])] };
    case 'qos':
      return { enum: [0, 1, 2] };
    case 'integer':
    case 'number':
      return { type: flag.type, minimum: flag.range[0], maximum: flag.range[1] };
  }
};

const table = (properties: Schema): Schema => ({
  type: 'object',
  properties,
  additionalProperties: false,
});

/** What may be set at the top and in a profile. */
const level = (): Schema => {
  const own = [...settings].map(([name, flag]) => {
    const value = { description: flagText(flag), ...typeOf(flag) };
    return [name, name === 'theme' ? { anyOf: [value, themeSchema] } : value];
  });
  return {
    ...(Object.fromEntries(own) as Schema),
    'passphrase-commands': {
      description: 'programs that print the passphrases of private rooms, by topic',
      type: 'object',
      additionalProperties: words,
    },
  };
};

/** The JSON schema (draft 2020-12) of config.toml, from the table of flags. */
export const configSchema = (): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'config.toml of mqtt-tui',
  ...table({
    ...level(),
    keys: { description: 'keys of actions, by scope', type: 'object' },
    profile: {
      description: 'profiles by name: mqtt-tui NAME',
      type: 'object',
      propertyNames: {
        pattern: String.raw`^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,63}$`,
        not: { enum: commands.map(({ typed }) => typed).filter((typed) => typed !== '') },
      },
      additionalProperties: table(level()),
    },
  }),
});
