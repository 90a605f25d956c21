import protobuf from 'protobufjs';
import { isoTime } from '../../../format/time.ts';
import { floatText } from './float-text.ts';
import { readMessage } from './protobuf-value.ts';
import { bytesAs, dateTime } from './sparkplug-array.ts';
import { sentValue, valueKey } from './sent-text.ts';
import { signedBits, sparkplugDatatypes, sparkplugProto } from './sparkplug-proto.ts';
import { type Member, numberValue, textValue, type Value, ValueBudget } from '../../value.ts';

/** A message as the library represents it; `value` names the field that contains its value, if any. */
type Fields = Readonly<Record<string, unknown>>;

let payloadType: protobuf.Type | undefined;

const read = (payload: Uint8Array): Fields => {
  payloadType ??= protobuf
    .parse(sparkplugProto, { keepCase: true })
    .root.lookupType('org.eclipse.tahu.protobuf.Payload');
  return readMessage(payloadType, payload);
};

const has = (from: Fields, name: string): boolean => Object.hasOwn(from, name);

const list = (from: Fields, name: string): readonly Fields[] =>
  has(from, name) ? (from[name] as readonly Fields[]) : [];

const texts = (from: Fields, name: string): readonly string[] =>
  has(from, name) ? (from[name] as readonly string[]) : [];

const textOf = (from: Fields, name: string): string => {
  const text = from[name];
  return typeof text === 'string' ? text : '';
};

const timeOf = (from: Fields): string | undefined =>
  has(from, 'timestamp') ? isoTime(Number(String(from['timestamp']))) : undefined;

const datatypeName = (number: unknown): string =>
  sparkplugDatatypes[Number(number)] ?? `datatype ${String(number)}`;

/** What a birth certificate says about a metric that is sent by its alias later. */
export type BirthMetric = { readonly name: string; readonly datatype: number | undefined };

/** The metrics of a birth certificate by alias, and their units by name. */
type BirthMetrics = {
  readonly byAlias: ReadonlyMap<string, BirthMetric>;
  readonly units: ReadonlyMap<string, string>;
};

/** The properties that hold a metric's unit; the standard names none. */
const unitProperty = /^(?:eng(?:ineering)?[ _]?)?units?$/i;

const longestUnit = 16;

/** The unit among a metric's properties. Text from outside. */
const unitOf = (metric: Fields): string | undefined => {
  if (!has(metric, 'properties')) return undefined;
  const properties = metric['properties'] as Fields;
  const at = texts(properties, 'keys').findIndex((key) => unitProperty.test(key));
  const unit = textOf(list(properties, 'values')[at] ?? {}, 'string_value');
  return unit === '' || unit.length > longestUnit ? undefined : unit;
};

/** How many birth certificates are cached: many messages refer to the same one. */
const mostBirths = 16;

const births: { readonly payload: Uint8Array; readonly born: BirthMetrics }[] = [];

/** The metrics of a birth certificate; none if the bytes are something else. */
export const birthMetrics = (payload: Uint8Array): BirthMetrics => {
  const known = births.find((birth) => Buffer.compare(birth.payload, payload) === 0);
  if (known !== undefined) return known.born;
  const born = readBirth(payload);
  if (births.length >= mostBirths) births.shift();
  births.push({ payload, born });
  return born;
};

const readBirth = (payload: Uint8Array): BirthMetrics => {
  const byAlias = new Map<string, BirthMetric>();
  const units = new Map<string, string>();
  try {
    for (const metric of list(read(payload), 'metrics')) {
      if (!has(metric, 'name')) continue;
      const unit = unitOf(metric);
      if (unit !== undefined) units.set(String(metric['name']), unit);
      if (has(metric, 'alias'))
        byAlias.set(String(metric['alias']), {
          name: String(metric['name']),
          datatype: has(metric, 'datatype') ? Number(metric['datatype']) : undefined,
        });
    }
  } catch {
    // A birth certificate that cannot be read names nothing.
  }
  return { byAlias, units };
};

/** A signed integer, which is sent as an unsigned one of its own size or a larger one. */
const signed = (from: bigint, bits: number): bigint => {
  const value = BigInt.asIntN(bits, from);
  // A sender may say that it is smaller than it is: it is shown as it was sent.
  return [bits, 32, 64].some((size) => BigInt.asUintN(size, value) === from) ? value : from;
};

/** The fields that hold floats, and the size of these in bytes. */
const floatSizes: Readonly<Record<string, 4 | 8>> = { float_value: 4, double_value: 8 };

/** A value that is sent in a field, and is of a datatype. */
const scalar = (from: unknown, field = '', datatype = ''): Value => {
  if (from instanceof Uint8Array) return { kind: 'bytes', bytes: from };
  if (typeof from === 'boolean') return { kind: 'boolean', value: from };
  if (typeof from === 'string') return sentValue(from);
  const floatSize = floatSizes[field];
  // A sender may declare a float to be an integer: it is shown as it was sent.
  if (floatSize !== undefined) return { kind: 'number', text: floatText(Number(from), floatSize) };
  const text = String(from);
  const bits = signedBits[datatype];
  if (bits !== undefined) return numberValue(signed(BigInt(text), bits));
  return datatype === 'DateTime' ? dateTime(text) : { kind: 'number', text };
};

const textKey = (text: string): Omit<Member, 'value'> => valueKey(sentValue(text));

/** Decodes a Sparkplug B payload, whose aliases `birthMetricOf` resolves; throws if the bytes are something else. */
export const sparkplugValue = (
  payload: Uint8Array,
  birthMetricOf: (alias: string) => BirthMetric | undefined,
): Value => {
  const budget = new ValueBudget();
  const dataSet = (from: Fields): Value => {
    const types = list(from, 'types').map((type) => datatypeName(type));
    const cell = (element: Fields, column: number): Value => valueIn(element, types[column] ?? '');
    return budget.map(
      [
        { key: 'columns', value: budget.list(texts(from, 'columns'), sentValue) },
        { key: 'types', value: budget.list(types, textValue) },
        {
          key: 'rows',
          value: budget.list(list(from, 'rows'), (row) => {
            const elements = [...list(row, 'elements').entries()];
            return budget.list(elements, ([column, element]) => cell(element, column));
          }),
        },
      ],
      (member: Member) => member,
    );
  };

  const template = (from: Fields): Value => {
    const parameters = list(from, 'parameters').map((parameter) => ({
      ...textKey(textOf(parameter, 'name')),
      value: valueIn(parameter, datatypeName(parameter['type'])),
    }));
    const members: Member[] = [
      ...['template_ref', 'version', 'is_definition']
        .filter((name) => has(from, name))
        .map((name) => ({ key: name, value: scalar(from[name]) })),
      { key: 'parameters', value: budget.map(parameters, (member) => member) },
      { key: 'metrics', value: metrics(list(from, 'metrics')) },
    ];
    return budget.map(members, (member) => member);
  };

  const properties = (from: Fields): Value => {
    const values = list(from, 'values');
    return budget.map([...texts(from, 'keys').entries()], ([index, key]) => ({
      ...textKey(key),
      value: valueIn(values[index] ?? {}, datatypeName(values[index]?.['type'] ?? 0)),
    }));
  };

  const valueIn = (from: Fields, datatype: string): Value => {
    const field = from['value'] as string | undefined;
    if (from['is_null'] === true || field === undefined) return { kind: 'null' };
    const held = from[field];
    switch (field) {
      case 'dataset_value':
        return dataSet(held as Fields);
      case 'template_value':
        return template(held as Fields);
      case 'propertyset_value':
        return properties(held as Fields);
      case 'propertysets_value':
        return budget.list(list(held as Fields, 'propertyset'), (set) => properties(set));
      case 'bytes_value':
        return bytesAs(datatype, held as Uint8Array, budget);
      default:
        return scalar(held, field, datatype);
    }
  };

  const metric = (from: Fields): Member => {
    const alias = has(from, 'alias') ? String(from['alias']) : undefined;
    const known = alias === undefined ? undefined : birthMetricOf(alias);
    const name = has(from, 'name') ? String(from['name']) : known?.name;
    const type = has(from, 'datatype') ? from['datatype'] : known?.datatype;
    const datatype = type === undefined ? '' : datatypeName(type);
    const tags = [
      datatype,
      alias === undefined ? '' : `alias ${alias}`,
      timeOf(from) ?? '',
      from['is_historical'] === true ? 'historical' : '',
      from['is_transient'] === true ? 'transient' : '',
    ].filter((tag) => tag !== '');
    const plain = valueIn(from, datatype);
    const more: Member[] = [];
    if (has(from, 'properties'))
      more.push({ key: 'properties', value: properties(from['properties'] as Fields) });
    if (has(from, 'metadata')) {
      const metadata = from['metadata'] as Fields;
      const named = Object.keys(metadata).filter((key) => has(metadata, key));
      const value = budget.map(named, (key) => ({ key, value: scalar(metadata[key]) }));
      more.push({ key: 'metadata', value });
    }
    const value: Value =
      more.length === 0
        ? plain
        : budget.map([{ key: 'value', value: plain }, ...more], (member) => member);
    const tagged: Value = tags.length === 0 ? value : { kind: 'tag', tag: tags.join(', '), value };
    const unnamed = alias === undefined ? '(no name)' : `(alias ${alias})`;
    return name === undefined
      ? { key: unnamed, source: unnamed, value: tagged }
      : { ...textKey(name), value: tagged };
  };

  // Templates and property sets may be nested: the library refuses what is nested too deep.
  const metrics = (from: readonly Fields[]): Value => budget.map(from, metric);

  const message = read(payload);
  const members: Member[] = [];
  if (has(message, 'timestamp'))
    members.push({ key: 'timestamp', value: dateTime(String(message['timestamp'])) });
  for (const name of ['seq', 'uuid', 'body'])
    if (has(message, name)) members.push({ key: name, value: scalar(message[name]) });
  members.push({ key: 'metrics', value: metrics(list(message, 'metrics')) });
  return budget.map(members, (member) => member);
};
