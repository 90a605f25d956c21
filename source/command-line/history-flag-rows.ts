import type { Flag } from './flag.ts';

/** The rows of the table of flags that are about what is kept. */
export const historyFlagRows: readonly Flag[] = [
  {
    name: 'no-history',
    kind: { is: 'switch' },
    use: 'screen',
    description: 'keep no conversation and no input on disk',
  },
  {
    name: 'keep-days',
    kind: { is: 'whole', from: 1, to: 36_500 },
    value: 'DAYS',
    use: 'screen',
    description: 'days for which conversations are kept on disk (365)',
  },
  {
    name: 'keep-size',
    kind: { is: 'whole', from: 1, to: 1_048_576 },
    value: 'MIB',
    use: 'screen',
    description: 'size of the conversations on disk, MiB; then the oldest go (256)',
  },
  {
    name: 'session-expiry',
    kind: { is: 'whole', from: 1, to: 31_536_000 },
    value: 'SECONDS',
    use: 'screen',
    description:
      'so long the broker keeps what is said while you are away; needs --client-id (not at all)',
  },
];
