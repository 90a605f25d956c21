import type { Flag } from './flag.ts';

/** The rows of the table of flags that are about the decoding of payloads. */
export const decodeFlagRows: readonly Flag[] = [
  {
    name: 'decode',
    kind: { is: 'texts' },
    value: 'FILTER=DECODER',
    use: 'show',
    description:
      "how payloads of these topics are decoded, repeatable: 'raw/+=hex', 'sensors/#=protobuf:my.pkg.Reading'",
  },
  {
    name: 'proto',
    kind: { is: 'texts' },
    value: 'FILE',
    use: 'show',
    description: 'a .proto file with message types for --decode and /decode, repeatable',
  },
];
