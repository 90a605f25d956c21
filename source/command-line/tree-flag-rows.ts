import type { Flag } from './flag.ts';

/** The rows of the table of flags that are about the tree of topics. */
export const treeFlagRows: readonly Flag[] = [
  {
    name: 'exclude',
    kind: { is: 'texts' },
    value: 'FILTER',
    use: 'show',
    description:
      'leave topics out of the tree, repeatable: words, a/+/b, re:, payload:, json: … as in its filter',
  },
  {
    name: 'stale',
    kind: { is: 'text' },
    value: 'TIME',
    use: 'show',
    description:
      'a topic is stale after so long without a message: 30s, 5m, 1h, 2d (10 times what is usual for it)',
  },
];
