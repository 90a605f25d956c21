import type { Flag } from '../flag.ts';
import { host, clientId } from './shared.ts';

/** The flags of `clean`, and those of all commands for scripts. */
export const scriptRows = [
  // clean
  {
    name: 'dry-run',
    type: 'boolean',
    use: 'clean',
    isTypedOnly: true,
    description: 'clear nothing: list the topics, one per line, and count them',
  },
  {
    name: 'yes',
    short: 'y',
    type: 'boolean',
    use: 'clean',
    isTypedOnly: true,
    description: 'do not ask; needed where standard input is not a terminal',
  },
  {
    name: 'filter-out',
    short: 'T',
    type: 'strings',
    placeholder: 'FILTER',
    use: 'clean',
    isTypedOnly: true,
    description: 'leave topics that match this topic filter alone, repeatable',
  },
  // all commands for scripts
  {
    name: 'quiet',
    type: 'boolean',
    use: 'script',
    isTypedOnly: true,
    description: 'print nothing on standard error',
  },
  {
    name: 'debug',
    short: 'd',
    type: 'boolean',
    use: 'script',
    isTypedOnly: true,
    description: 'print every packet sent and received on standard error, without payloads',
  },
  {
    ...host,
    default: ['127.0.0.1'],
    use: 'script',
  },
  {
    ...clientId,
    use: 'script',
    description: 'client identifier',
  },
] as const satisfies readonly Flag[];
