import { randomBytes } from 'node:crypto';
import type {
  ConnectionOptions,
  ProtocolVersion,
  WillMessage,
} from '../mqtt/connection-options.ts';
import { Server, ServerList } from '../mqtt/server-list.ts';
import { topicNameProblem } from '../mqtt/topic.ts';
import { credentialFlags } from './credential-flags.ts';
import type { FlagValues } from './flags.ts';
import { serverFlags } from './server-flags.ts';
import { UsageError } from './usage-error.ts';

type Values = FlagValues<'connection'>;

const versions: Readonly<Record<Values['protocol-version'], ProtocolVersion | 'auto'>> = {
  auto: 'auto',
  '5': 5,
  '3.1.1': 4,
  '3.1': 3,
};
/** Throws `UsageError` if there is a problem with the flag. */
export const refuse = (flag: string, problem: string | undefined): void => {
  if (problem !== undefined) throw new UsageError(`--${flag}: ${problem}`);
};

/** The MQTT version to use. */
export const protocolVersionFlag = (values: Values): ProtocolVersion | 'auto' =>
  versions[values['protocol-version']];

/** The will message from the flags. Throws `UsageError`. */
export const willFlags = (values: Values): WillMessage | undefined => {
  const topic = values['will-topic'];
  if (topic === undefined) {
    const others = ['will-payload', 'will-qos', 'will-retain'] as const;
    const alone = others.find((flag) => Boolean(values[flag]));
    if (alone !== undefined) throw new UsageError(`--${alone} needs --will-topic.`);
    return undefined;
  }
  refuse('will-topic', topicNameProblem(topic));
  return {
    topic,
    payload: values['will-payload'],
    qos: values['will-qos'],
    retain: values['will-retain'],
  };
};

/** The topic filters of `--topic`; if it is not set, the one in the path of the URL. */
export const filterFlags = (
  values: FlagValues<'screen' | 'sub' | 'record'>,
  fromUrl: string | undefined,
): readonly string[] =>
  values.sourceOf('topic') === 'default' && fromUrl !== undefined ? [fromUrl] : values.topic;

/** What a command without a screen needs to connect. */
export type ScriptConnection = {
  readonly options: ConnectionOptions;
  /** The topic or filter in the path of an mqtt: or mqtts: URL. */
  readonly topic: string | undefined;
};

/** The connection of a command for scripts. Throws `UsageError`. */
export const connectionFlags = (values: FlagValues<'script'>): ScriptConnection => {
  const server = serverFlags(values);
  const will = willFlags(values);
  return {
    topic: server.filter,
    options: {
      server: new ServerList(server.addresses.map((address) => new Server(address))),
      credentials: credentialFlags(values),
      keepAlive: values.keepalive,
      protocolVersion: protocolVersionFlag(values),
      clientId: values['client-id'] ?? `mqtt-tui-${randomBytes(6).toString('hex')}`,
      ...(will === undefined ? {} : { will: () => will }),
    },
  };
};
