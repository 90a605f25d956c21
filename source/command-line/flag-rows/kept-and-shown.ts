import type { Flag } from '../flag.ts';
import { themeNames, themeSpellings } from '../../format/theme-names.ts';
import { decode, proto } from './shared.ts';

/** The flags of the screen about what is kept, and how times and topics are shown. */
export const keptAndShownRows = [
  // what is kept
  {
    name: 'history',
    type: 'integer',
    range: [1, 1_000_000],
    default: 100,
    placeholder: 'COUNT',
    use: 'show',
    description: 'messages kept per topic',
  },
  {
    name: 'no-history',
    type: 'boolean',
    use: 'live',
    description: 'keep no conversations, input, bookmarks, names or views on disk',
  },
  {
    name: 'fresh',
    type: 'boolean',
    use: 'live',
    description:
      'start with the usual screen and ask for your name, whatever was kept of the last one; what you change is kept',
  },
  {
    name: 'keep-days',
    type: 'integer',
    range: [1, 36_500],
    default: 365,
    placeholder: 'DAYS',
    use: 'screen',
    description: 'how many days conversations are kept on disk',
  },
  {
    name: 'keep-size',
    type: 'integer',
    range: [1, 1_048_576],
    default: 256,
    placeholder: 'MIB',
    use: 'screen',
    description: 'disk space for conversations, MiB; beyond it the oldest are deleted',
  },
  {
    name: 'session-expiry',
    type: 'integer',
    range: [1, 31_536_000],
    whenUnset: 'not at all',
    placeholder: 'SECONDS',
    use: 'screen',
    description: 'how long the broker keeps what is said while you are away; needs --client-id',
  },
  {
    name: 'memory',
    type: 'integer',
    range: [1, 65_536],
    default: 256,
    placeholder: 'MIB',
    use: 'show',
    description: 'memory for all topics and their messages, MiB',
  },
  {
    name: 'max-topics',
    type: 'integer',
    range: [1, 10_000_000],
    default: 200_000,
    placeholder: 'COUNT',
    use: 'show',
    description: 'topics kept in the tree',
  },
  {
    name: 'payload-limit',
    type: 'integer',
    range: [1, 262_144],
    default: 1024,
    placeholder: 'KIB',
    use: 'show',
    description: 'how much of each payload is kept, KiB',
  },
  {
    name: 'time-format',
    type: 'string',
    default: '24h',
    placeholder: 'FORMAT',
    use: 'show',
    description:
      'how to show times: 24h, 24h-seconds, 12h, 12h-seconds, iso, or a pattern of strftime such as "%d.%m. %H:%M"',
  },
  {
    name: 'theme',
    type: 'choice',
    choices: themeNames,
    spellings: themeSpellings,
    default: 'auto',
    placeholder: 'NAME',
    use: 'show',
    description: 'the colours; auto picks dark or light by the background, or none with NO_COLOR',
  },
  // how topics are shown
  {
    name: 'exclude',
    type: 'strings',
    placeholder: 'FILTER',
    use: 'show',
    description:
      'hide topics from the tree, repeatable: words, a/+/b, re:, payload:, json: … as in its filter',
  },
  {
    name: 'stale',
    type: 'string',
    whenUnset: '5 times the usual interval of a regular one',
    placeholder: 'TIME',
    use: 'show',
    description: 'a topic is stale after this time without a message: 30s, 5m, 1h, 2d',
  },
  {
    ...decode,
    use: 'show',
    description:
      "how to decode payloads of these topics, repeatable: 'raw/+=hex', 'sensors/#=protobuf:my.pkg.Reading'",
  },
  {
    ...proto,
    use: 'show',
    description: 'a .proto file with message types for --decode and /decode, repeatable',
  },
  {
    name: 'fps',
    type: 'integer',
    range: [1, 30],
    default: 10,
    placeholder: 'NUMBER',
    use: 'show',
    description:
      'frames a second for what devices send, at most; 4 after 5 seconds without a key, 1 while the terminal has no focus',
  },
  {
    name: 'screen-reader',
    type: 'boolean',
    use: 'show',
    description:
      'print what is said and received line by line, for a screen reader; also INK_SCREEN_READER=true',
  },
  {
    name: 'no-mouse',
    type: 'boolean',
    use: 'show',
    description: 'leave the mouse to the terminal',
  },
] as const satisfies readonly Flag[];
