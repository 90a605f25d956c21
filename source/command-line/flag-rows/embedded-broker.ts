import { MiB } from '../../format/size.ts';
import { defaultBrokerLimits } from '../../mqtt/broker/broker-limits.ts';
import { defaultPorts } from '../../mqtt/server-address.ts';
import type { Flag } from '../flag.ts';

/** The flags of `broker`. */
export const embeddedBrokerRows = [
  {
    name: 'listen',
    type: 'string',
    default: `127.0.0.1:${defaultPorts.mqtt}`,
    placeholder: 'HOST:PORT',
    use: 'broker',
    description: 'where the broker listens; beyond loopback it needs a user name and password',
  },
  {
    name: 'max-clients',
    type: 'integer',
    range: [1, 100_000],
    default: defaultBrokerLimits.clients,
    placeholder: 'COUNT',
    use: 'broker',
    description: 'how many clients may be connected, and how many sessions are kept',
  },
  {
    name: 'max-queued',
    type: 'integer',
    range: [1, 1024],
    default: defaultBrokerLimits.queued / MiB,
    placeholder: 'MIB',
    use: 'broker',
    description: 'how much may be queued for a client before messages to it are dropped, MiB',
  },
  {
    name: 'max-memory',
    type: 'integer',
    range: [2, 65_536],
    default: defaultBrokerLimits.memory / MiB,
    placeholder: 'MIB',
    use: 'broker',
    description:
      'memory for messages queued for all clients, MiB; beyond it the client with the longest queue is disconnected',
  },
  {
    name: 'max-packet',
    type: 'integer',
    range: [1, 256],
    default: defaultBrokerLimits.packet / MiB,
    placeholder: 'MIB',
    use: 'broker',
    description: 'the largest packet that a client may send, MiB',
  },
  {
    name: 'max-subscriptions',
    type: 'integer',
    range: [1, 100_000],
    default: defaultBrokerLimits.subscriptions,
    placeholder: 'COUNT',
    use: 'broker',
    description: 'how many subscriptions a client may have',
  },
  {
    name: 'max-retained',
    type: 'integer',
    range: [0, 10_000_000],
    default: defaultBrokerLimits.retained,
    placeholder: 'COUNT',
    use: 'broker',
    description: 'how many retained messages are kept',
  },
  {
    name: 'max-retained-size',
    type: 'integer',
    range: [1, 65_536],
    default: defaultBrokerLimits.retainedBytes / MiB,
    placeholder: 'MIB',
    use: 'broker',
    description: 'memory for retained messages, MiB',
  },
] as const satisfies readonly Flag[];
