import { randomBytes } from 'node:crypto';
import type {
  ConnectionOptions,
  ProtocolVersion,
  WillMessage,
} from '../mqtt/connection-options.ts';
import type { QoS } from '../mqtt/message.ts';
import { defaultPorts } from '../mqtt/server-address.ts';
import { topicNameProblem } from '../mqtt/topic.ts';
import { credentialFlags } from './credential-flags.ts';
import type { FlagValues } from './flag-values.ts';
import { serverFlags } from './server-flags.ts';
import { UsageError } from './usage-error.ts';

const versions: Readonly<Record<string, ProtocolVersion | 'auto'>> = {
  auto: 'auto',
  '5': 5,
  '3.1.1': 4,
  '3.1': 3,
};
/** Throws `UsageError` when there is a problem with the flag. */
export const refuse = (flag: string, problem: string | undefined): void => {
  if (problem !== undefined) throw new UsageError(`--${flag}: ${problem}`);
};

/** The MQTT version that is asked for. */
export const protocolVersionFlag = (values: FlagValues): ProtocolVersion | 'auto' =>
  versions[values.text('protocol-version') ?? 'auto'] ?? 'auto';

/** The will message from the flags. Throws `UsageError`. */
export const willFlags = (values: FlagValues): WillMessage | undefined => {
  const topic = values.text('will-topic');
  if (topic === undefined) {
    const alone =
      ['will-payload', 'will-qos'].find((flag) => values.text(flag) !== undefined) ??
      (values.isOn('will-retain') ? 'will-retain' : undefined);
    if (alone !== undefined) throw new UsageError(`--${alone} needs --will-topic.`);
    return undefined;
  }
  refuse('will-topic', topicNameProblem(topic));
  return {
    topic,
    payload: values.text('will-payload') ?? '',
    qos: (values.whole('will-qos') ?? 0) as QoS,
    retain: values.isOn('will-retain'),
  };
};

/** What a command without a screen needs to connect. */
export type ScriptConnection = {
  readonly options: ConnectionOptions;
  /** The topic or filter in the path of an mqtt: or mqtts: URL. */
  readonly topic: string | undefined;
};

/** The connection of a command for scripts; without `--host` to 127.0.0.1. Throws `UsageError`. */
export const connectionFlags = (values: FlagValues): ScriptConnection => {
  const server = serverFlags(values);
  const address = server.address ?? {
    protocol: 'mqtt',
    host: '127.0.0.1',
    port: values.whole('port') ?? defaultPorts.mqtt,
  };
  const will = willFlags(values);
  return {
    topic: server.filter,
    options: {
      server: async () => address,
      credentials: credentialFlags(values, server),
      keepAlive: values.whole('keepalive') ?? 60,
      protocolVersion: protocolVersionFlag(values),
      clientId: values.text('client-id') ?? `mqtt-tui-${randomBytes(6).toString('hex')}`,
      ...(will === undefined ? {} : { will: () => will }),
    },
  };
};
