import type { Flag } from './flag.ts';

const row = { use: 'pub', isTypedOnly: true } as const;
const onOff = { is: 'switch' } as const;
const text = { is: 'text' } as const;

/** The rows of the table of flags that are the `pub` command's; letters as `mosquitto_pub` has them. */
export const pubFlagRows: readonly Flag[] = [
  {
    ...row,
    name: 'topic',
    short: 't',
    kind: text,
    value: 'TOPIC',
    description: 'topic to publish to',
  },
  {
    ...row,
    name: 'message',
    short: 'm',
    kind: { is: 'text', mayBeEmpty: true },
    value: 'TEXT',
    description: 'publish this text',
  },
  {
    ...row,
    name: 'file',
    short: 'f',
    kind: text,
    value: 'FILE',
    description: 'publish what is in a file',
  },
  {
    ...row,
    name: 'lines',
    short: 'l',
    kind: onOff,
    description: 'publish each line of standard input as a message',
  },
  {
    ...row,
    name: 'stdin',
    short: 's',
    kind: onOff,
    description: 'publish all of standard input as one message',
  },
  { ...row, name: 'null', short: 'n', kind: onOff, description: 'publish an empty message' },
  { ...row, name: 'retain', short: 'r', kind: onOff, description: 'the broker retains it' },
  {
    ...row,
    name: 'qos',
    short: 'q',
    kind: { is: 'whole', from: 0, to: 2 },
    value: 'QOS',
    description: 'QoS, 0 to 2 (0)',
  },
  {
    ...row,
    name: 'repeat',
    kind: { is: 'whole', from: 1, to: 999_999_999 },
    value: 'COUNT',
    description: 'publish so many times (1)',
  },
  {
    ...row,
    name: 'repeat-delay',
    kind: { is: 'seconds', to: 2_000_000 },
    value: 'SECONDS',
    description: 'wait between two of them (0)',
  },
  {
    ...row,
    name: 'content-type',
    kind: text,
    value: 'TEXT',
    description: 'MQTT 5: what the payload is, as application/json',
  },
  {
    ...row,
    name: 'response-topic',
    kind: text,
    value: 'TOPIC',
    description: 'MQTT 5: where an answer goes',
  },
  {
    ...row,
    name: 'correlation-data',
    kind: text,
    value: 'TEXT',
    description: 'MQTT 5: what an answer refers to',
  },
  {
    ...row,
    name: 'expiry',
    kind: { is: 'whole', from: 0, to: 999_999_999 },
    value: 'SECONDS',
    description: 'MQTT 5: so long the broker keeps the message',
  },
  {
    ...row,
    name: 'user-property',
    kind: { is: 'texts' },
    value: 'NAME=VALUE',
    description: 'MQTT 5: a property of your own, repeatable',
  },
  { ...row, name: 'utf8', kind: onOff, description: 'MQTT 5: the payload is marked as UTF-8 text' },
];
