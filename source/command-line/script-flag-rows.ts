import type { Flag } from './flag.ts';

const onOff = { is: 'switch' } as const;

/** The rows of the table of flags that commands for scripts share, and those of `clean`. */
export const scriptFlagRows: readonly Flag[] = [
  {
    name: 'dry-run',
    kind: onOff,
    use: 'clean',
    isTypedOnly: true,
    description: 'clear nothing: list the topics, one a line, and count them',
  },
  {
    name: 'yes',
    short: 'y',
    kind: onOff,
    use: 'clean',
    isTypedOnly: true,
    description: 'do not ask; needed where standard input is no terminal',
  },
  {
    name: 'quiet',
    kind: onOff,
    use: 'script',
    isTypedOnly: true,
    description: 'say nothing on standard error',
  },
  {
    name: 'host',
    short: 'h',
    kind: { is: 'text' },
    value: 'HOST',
    use: 'script',
    description: 'broker to connect to (127.0.0.1)',
  },
  {
    name: 'client-id',
    short: 'i',
    kind: { is: 'text' },
    value: 'ID',
    use: 'script',
    description: 'client identifier (a random one)',
  },
];
