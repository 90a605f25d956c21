import type { Flag } from '../flag.ts';
import { request, topicFilter, qos, decode, proto } from './shared.ts';

const sub = { use: 'sub', isTypedOnly: true } as const;
const wait = { use: 'wait', isTypedOnly: true } as const;
const print = { use: 'print', isTypedOnly: true } as const;
const verbose = {
  name: 'verbose',
  short: 'v',
  type: 'boolean',
  description: 'print the topic before the payload',
} as const;
const format = {
  name: 'format',
  short: 'F',
  type: 'string',
  mayBeEmpty: true,
  placeholder: 'FORMAT',
  description: 'print each message in a format of mosquitto_sub, such as "%I %t %p"',
} as const;
const pretty = { name: 'pretty', type: 'boolean' } as const;

/** The flags of `sub` and `wait`, and those of them that `request` has too: what is printed, and when they end. */
export const printingRows = [
  // sub
  {
    ...topicFilter,
    use: 'sub',
    description: 'topic filter to subscribe to, repeatable; -t is optional',
  },
  {
    ...qos,
    default: 0,
    use: 'sub',
    description: 'QoS of the subscriptions',
  },
  { ...verbose, ...sub },
  { ...verbose, ...request },
  {
    ...print,
    name: 'json',
    short: 'j',
    type: 'boolean',
    description: 'print each message as a line of JSON, with its properties and exact bytes',
  },
  { ...format, ...sub, default: '%p' },
  { ...format, ...request, default: '%p' },
  { ...format, ...wait, default: '%t %p' },
  {
    ...sub,
    name: 'csv',
    type: 'boolean',
    description: 'print each message as a record of a CSV file, after a header',
  },
  {
    ...sub,
    ...decode,
    description:
      "decode payloads, these topics' or all, with this decoder, repeatable: hex, 'raw/+=cbor'",
  },
  {
    ...sub,
    ...proto,
    description: 'a .proto file with message types for --decode, repeatable',
  },
  {
    ...sub,
    ...pretty,
    description: 'print decoded payloads over several lines, and JSON of --json, %j and %J',
  },
  { ...wait, ...pretty, description: 'print JSON of --json, %j and %J over several lines' },
  { ...request, ...pretty, description: 'print JSON of --json, %j and %J over several lines' },
  {
    ...print,
    name: 'no-newline',
    short: 'N',
    type: 'boolean',
    description: 'do not end messages with a newline',
  },
  {
    ...print,
    name: 'raw',
    type: 'boolean',
    description: 'print control characters to a terminal unchanged',
  },
  {
    ...sub,
    name: 'count',
    short: 'C',
    type: 'integer',
    range: [1, 999_999_999],
    placeholder: 'COUNT',
    description: 'exit after this many messages',
  },
  {
    ...print,
    name: 'timeout',
    short: 'W',
    type: 'number',
    range: [0, 2_000_000],
    placeholder: 'SECONDS',
    description: 'exit after this time, with exit code 27',
  },
  {
    ...sub,
    name: 'retained-only',
    type: 'boolean',
    description: 'print only what is retained, and exit once all of it has come',
  },
  {
    ...sub,
    name: 'remove-retained',
    type: 'boolean',
    description: 'clear each retained message that comes, but for --filter-out',
  },
  {
    ...print,
    name: 'no-retained',
    short: 'R',
    type: 'boolean',
    description: 'skip messages that were retained before',
  },
  {
    ...sub,
    name: 'filter-out',
    short: 'T',
    type: 'strings',
    placeholder: 'FILTER',
    description: 'skip topics that match this topic filter, repeatable',
  },
  {
    ...sub,
    name: 'filter',
    type: 'strings',
    placeholder: 'FILTER',
    description: "take only what passes a filter of the tree, repeatable: 'json:.temp>30'",
  },
  {
    ...sub,
    name: 'no-clean-start',
    short: 'c',
    type: 'boolean',
    description: 'resume the session of --client-id, and let the broker keep it afterwards',
  },
  {
    ...sub,
    name: 'session-expiry',
    short: 'x',
    type: 'string',
    placeholder: 'SECONDS',
    whenUnset: '-1 with -c, or else 0',
    description: 'MQTT 5: how long the broker keeps the session after the end; -1 for ever',
  },
  {
    ...sub,
    name: 'subscribe-only',
    short: 'E',
    type: 'boolean',
    description: 'exit once the broker has acknowledged all subscriptions',
  },
  {
    ...sub,
    name: 'unsubscribe',
    short: 'U',
    type: 'strings',
    placeholder: 'FILTER',
    description: 'unsubscribe from a topic filter of a session that was kept, repeatable',
  },
  // wait
  {
    ...wait,
    ...qos,
    default: 0,
    description: 'QoS of the subscriptions',
  },
  {
    ...wait,
    name: 'any',
    type: 'boolean',
    description: 'wait until one of the conditions is met, which is the default',
  },
  {
    ...wait,
    name: 'all',
    type: 'boolean',
    description: 'wait until all conditions are met at the same time',
  },
  {
    ...wait,
    name: 'for',
    type: 'string',
    placeholder: 'TIME',
    description: 'they must stay met for so long: 10s, 5m',
  },
  {
    ...wait,
    name: 'stale',
    type: 'string',
    placeholder: 'TIME',
    description: 'wait until nothing has come for so long on topics given without a condition',
  },
  {
    ...wait,
    name: 'changed',
    type: 'boolean',
    description: 'wait until the value changes on topics given without a condition',
  },
  {
    ...wait,
    name: 'count',
    short: 'C',
    type: 'integer',
    range: [1, 999_999_999],
    placeholder: 'COUNT',
    whenUnset: '1; with --exec without end',
    description: 'exit after they were met this many times',
  },
  {
    ...wait,
    name: 'exec',
    type: 'string',
    placeholder: 'COMMAND',
    description:
      'each time run this in the shell instead of printing, with MQTT_TOPIC, MQTT_PAYLOAD …',
  },
] as const satisfies readonly Flag[];
