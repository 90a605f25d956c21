import type { Flag } from '../flag.ts';
import { topicFilter, qos } from './shared.ts';

const replay = { use: 'replay', isTypedOnly: true } as const;

/** The flags of `record` and `replay`. */
export const recordingRows = [
  {
    ...topicFilter,
    default: ['#'],
    use: 'record',
    description: 'topic filter to record, repeatable',
  },
  {
    ...qos,
    default: 2,
    use: 'record',
    description: 'QoS of the subscriptions; no message is recorded with a higher one',
  },
  {
    name: 'append',
    type: 'boolean',
    use: 'record',
    isTypedOnly: true,
    description: 'append to a file that exists',
  },
  {
    name: 'force',
    type: 'boolean',
    use: 'record',
    isTypedOnly: true,
    description: 'replace a file that exists',
  },
  {
    name: 'rotate',
    type: 'string',
    use: 'record',
    placeholder: 'TIME',
    description:
      'begin a new file after this time, by the clock: 1h on the hour, 1d at midnight; older ones get the date in their name',
  },
  {
    name: 'keep',
    type: 'integer',
    range: [1, 1_000_000],
    use: 'record',
    placeholder: 'COUNT',
    description: 'how many older files to keep with --rotate',
    whenUnset: 'all',
  },
  {
    ...replay,
    name: 'speed',
    type: 'number',
    range: [0, 1_000_000],
    default: 1,
    placeholder: 'FACTOR',
    description: 'speed: 2 is twice as fast as recorded, 0 as fast as the broker accepts',
  },
  {
    ...replay,
    name: 'prefix',
    type: 'string',
    default: '',
    placeholder: 'PREFIX',
    description: 'prefix for every topic name, such as test/',
  },
  {
    ...replay,
    name: 'loop',
    type: 'boolean',
    description: 'start over at the end, until a signal ends it',
  },
] as const satisfies readonly Flag[];
