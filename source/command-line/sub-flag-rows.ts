import type { Flag } from './flag.ts';

const row = { use: 'sub', isTypedOnly: true } as const;
const onOff = { is: 'switch' } as const;

/** The rows of the table of flags that are the `sub` command's; letters as `mosquitto_sub` has them. */
export const subFlagRows: readonly Flag[] = [
  {
    name: 'topic',
    short: 't',
    kind: { is: 'texts' },
    value: 'FILTER',
    use: 'sub',
    description: 'topic filter to subscribe to, repeatable; without -t as well',
  },
  {
    name: 'qos',
    short: 'q',
    kind: { is: 'whole', from: 0, to: 2 },
    value: 'QOS',
    use: 'sub',
    description: 'QoS of the subscriptions, 0 to 2 (0)',
  },
  {
    ...row,
    name: 'verbose',
    short: 'v',
    kind: onOff,
    description: 'print the topic before the payload',
  },
  {
    ...row,
    name: 'json',
    short: 'j',
    kind: onOff,
    description: 'print each message as a line of JSON, with all that it has and its exact bytes',
  },
  {
    ...row,
    name: 'format',
    short: 'F',
    kind: { is: 'text', mayBeEmpty: true },
    value: 'FORMAT',
    description: 'print each message by a format of mosquitto_sub, as "%I %t %p"',
  },
  {
    ...row,
    name: 'no-newline',
    short: 'N',
    kind: onOff,
    description: 'end no message with a newline',
  },
  {
    ...row,
    name: 'raw',
    kind: onOff,
    description: 'print control characters to a terminal as they are',
  },
  {
    ...row,
    name: 'count',
    short: 'C',
    kind: { is: 'whole', from: 1, to: 999_999_999 },
    value: 'COUNT',
    description: 'end after so many messages',
  },
  {
    ...row,
    name: 'timeout',
    short: 'W',
    kind: { is: 'seconds', to: 2_000_000 },
    value: 'SECONDS',
    description: 'end after this time, with exit code 27',
  },
  {
    ...row,
    name: 'retained-only',
    kind: onOff,
    description: 'print what is retained, and end at the first message that is not',
  },
  {
    ...row,
    name: 'no-retained',
    short: 'R',
    kind: onOff,
    description: 'leave out what was retained before',
  },
  {
    ...row,
    name: 'filter-out',
    short: 'T',
    kind: { is: 'texts' },
    value: 'FILTER',
    description: 'leave out what this topic filter matches, repeatable',
  },
];
