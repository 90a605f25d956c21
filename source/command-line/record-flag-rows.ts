import type { Flag } from './flag.ts';

const onOff = { is: 'switch' } as const;

/** The rows of the table of flags that are those of `record` and `replay`. */
export const recordFlagRows: readonly Flag[] = [
  {
    name: 'topic',
    short: 't',
    kind: { is: 'texts' },
    value: 'FILTER',
    use: 'record',
    description: 'topic filter to record, repeatable (#)',
  },
  {
    name: 'qos',
    short: 'q',
    kind: { is: 'whole', from: 0, to: 2 },
    value: 'QOS',
    use: 'record',
    description: 'QoS of the subscriptions; a lower one lowers that of the messages (2)',
  },
  {
    name: 'append',
    kind: onOff,
    use: 'record',
    isTypedOnly: true,
    description: 'write behind what is in the file',
  },
  {
    name: 'force',
    kind: onOff,
    use: 'record',
    isTypedOnly: true,
    description: 'replace a file that exists',
  },
  {
    name: 'speed',
    kind: { is: 'factor', to: 1_000_000 },
    value: 'FACTOR',
    use: 'replay',
    isTypedOnly: true,
    description: 'so many times as fast as it was recorded; 0: as fast as the broker takes it (1)',
  },
  {
    name: 'prefix',
    kind: { is: 'text' },
    value: 'PREFIX',
    use: 'replay',
    isTypedOnly: true,
    description: 'put this before every topic name, as test/',
  },
  {
    name: 'loop',
    kind: onOff,
    use: 'replay',
    isTypedOnly: true,
    description: 'begin again at the end, until a signal ends it',
  },
];
