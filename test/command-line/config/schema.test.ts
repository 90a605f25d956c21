import { describe, expect, it } from 'vitest';
import { lookInto } from '../../../source/command-line/config/read-config.ts';
import { configSchema } from '../../../source/command-line/config/schema.ts';
import { starter } from '../../../source/command-line/config/starter.ts';
import { parse } from 'smol-toml';
import { configFile } from '../../support/config-file.ts';

type Schema = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What each keyword that the schema has demands of a value (JSON Schema, validation vocabulary of 2020-12). */
const demands: Readonly<
  Record<string, (value: unknown, demand: unknown, schema: Schema) => boolean>
> = {
  type: (value, type) =>
    ({
      boolean: typeof value === 'boolean',
      string: typeof value === 'string',
      array: Array.isArray(value),
      object: isTable(value),
      integer: typeof value === 'bigint',
      number: typeof value === 'number' || typeof value === 'bigint',
    })[String(type)] ?? false,
  enum: (value, choices) =>
    (choices as readonly unknown[]).some(
      (one) => one === value || (typeof one === 'number' && value === BigInt(one)),
    ),
  minimum: (value, least) => Number(value) >= Number(least),
  maximum: (value, most) => Number(value) <= Number(most),
  minLength: (value, least) => typeof value !== 'string' || value.length >= Number(least),
  pattern: (value, pattern) => new RegExp(String(pattern), 'u').test(String(value)),
  minItems: (value, least) => !Array.isArray(value) || value.length >= Number(least),
  items: (value, item) =>
    !Array.isArray(value) || value.every((one) => isValid(one, item as Schema)),
  anyOf: (value, schemas) => (schemas as readonly Schema[]).some((one) => isValid(value, one)),
  not: (value, schema) => !isValid(value, schema as Schema),
  properties: (value, properties) =>
    !isTable(value) ||
    Object.entries(properties as Schema).every(
      ([name, one]) => !Object.hasOwn(value, name) || isValid(value[name], one as Schema),
    ),
  additionalProperties: (value, demand, { properties = {} }) =>
    !isTable(value) ||
    Object.entries(value)
      .filter(([name]) => !Object.hasOwn(properties as Schema, name))
      .every(([, one]) => typeof demand !== 'boolean' && isValid(one, demand as Schema)),
  propertyNames: (value, names) =>
    !isTable(value) || Object.keys(value).every((name) => isValid(name, names as Schema)),
  $schema: () => true,
  title: () => true,
  description: () => true,
};

const isValid = (value: unknown, schema: Schema): boolean =>
  Object.entries(schema).every(([keyword, demand]) => {
    const check = demands[keyword];
    if (check === undefined) throw new Error(`The test does not know the keyword ${keyword}.`);
    return check(value, demand, schema);
  });

const passes = (text: string): boolean =>
  isValid(parse(text, { integersAsBigInt: true }), configSchema());

describe('the schema', () => {
  it.each([
    ['', true],
    [starter.replaceAll(/^# (?=[a-z-]+ = |\[)/gm, ''), true],
    ['room = "a"\ntopic = ["a/#"]\nqos = 2\nno-mouse = false\nprotocol-version = "mqttv5"', true],
    ['exclude = []\npassword = ""\ngreeting = ""', true],
    ['[profile.office]\nhost = "a"\n[profile."büro 2"]', false],
    ['[profile."büro"]\nhost = "a"\npassphrase-commands.ops = ["pass"]', true],
    ['[profile.sub]', false],
    ['[profile]\na = "b"', false],
    ['[profile.a.keys]', false],
    ['pasword = "x"', false],
    ['port = 70000', false],
    ['port = "1"', false],
    ['port = 1.0', false],
    ['qos = 3', false],
    ['room = []', false],
    ['room = [""]', false],
    ['host = ""', false],
    ['no-mouse = "yes"', false],
    ['protocol-version = "4"', false],
    ['password-command = "pass"', false],
    ['password-command = []', false],
    ['message = "x"', false],
    ['config = "x"', false],
    ['passphrase-commands.ops = "pass"', false],
  ])('and the program are of one mind about %j', async (text, isRight) => {
    const { problems } = await lookInto({ path: configFile(text), isNamed: true, home: '' });
    expect([passes(text), problems.length === 0]).toEqual([isRight, isRight]);
  });
});
