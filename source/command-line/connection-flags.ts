import { randomBytes } from 'node:crypto';
import type {
  ConnectionOptions,
  ProtocolVersion,
  WillMessage,
} from '../mqtt/connection-options.ts';
import type { ServerAddress } from '../mqtt/server-address.ts';
import { Server, ServerList } from '../mqtt/server-list.ts';
import { topicNameProblem } from '../mqtt/topic.ts';
import { printable } from '../payload/printable.ts';
import { credentialFlags, credentialSource } from './credential-flags.ts';
import { exposedFiles } from './exposed-files.ts';
import type { FlagValues } from './flags.ts';
import type { Host } from './host.ts';
import { checkKeyPassword, withKeyPassword } from './key-password.ts';
import { proxyFlag } from './proxy-flag.ts';
import { refuseReadOnly } from './refuse-read-only.ts';
import { serverFlags } from './server-flags.ts';
import { rankOf } from './server-way.ts';
import { keyPasswordCommand } from './tls-flags.ts';
import { UsageError } from './usage-error.ts';
import { userProperties } from './user-properties.ts';

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
  if (values['read-only'] && values.sourceOf('will-topic') !== 'typed') return undefined;
  refuseReadOnly(values, '--will-topic has the broker publish a will message');
  return {
    topic,
    payload: values['will-payload'],
    qos: values['will-qos'],
    retain: values['will-retain'],
  };
};

/** The topic filters of `--topic`, or the one in the path of the URL, if that takes precedence. */
export const filterFlags = (
  values: FlagValues<'screen' | 'sub' | 'record'>,
  fromUrl: string | undefined,
): readonly string[] =>
  fromUrl !== undefined && rankOf(values.sourceOf('url')) < rankOf(values.sourceOf('topic'))
    ? [fromUrl]
    : values.topic;

/** The user properties of CONNECT. Throws `UsageError`. */
export const connectPropertyFlags = (values: Values): Pick<ConnectionOptions, 'userProperties'> =>
  userProperties('connect-property', values['connect-property']);

/** The address with the proxy to reach it by, if there is one. Throws `UsageError`. */
export const throughProxy = (
  values: Values,
  address: ServerAddress,
  environment: Host['environment'],
): ServerAddress => {
  const proxy = proxyFlag(values, address, environment);
  return proxy === undefined ? address : { ...address, proxy };
};

/** What a command without a screen needs to connect. */
export type ScriptConnection = {
  readonly options: ConnectionOptions;
  /** The topic or filter in the path of an mqtt: or mqtts: URL. */
  readonly topic: string | undefined;
};

/** The connection of a command for scripts. Throws `UsageError`. */
export const connectionFlags = (values: FlagValues<'script'>, host: Host): ScriptConnection => {
  const server = serverFlags(values);
  const addresses = server.addresses.map((one) => throughProxy(values, one, host.environment));
  const place = { host, isBehindScreen: () => false, isQuiet: values.quiet };
  const keySource = { ...place, command: keyPasswordCommand(values) };
  checkKeyPassword(addresses, keySource);
  const given = credentialFlags(values);
  if (!values.quiet)
    for (const sentence of exposedFiles(values))
      host.stderr.write(`mqtt-tui: ${printable(sentence)}\n`);
  let opened: Promise<readonly ServerAddress[]> | undefined;
  const will = willFlags(values);
  return {
    topic: server.filter,
    options: {
      server: new ServerList(
        addresses.map(
          (address, index) =>
            new Server(async () => {
              // Each connection uses what was typed for the first one.
              opened ??= withKeyPassword(addresses, keySource);
              return (await opened)[index] ?? address;
            }),
        ),
      ),
      ...connectPropertyFlags(values),
      isReadOnly: values['read-only'],
      credentials: given.credentials,
      credentialSource: credentialSource(given, place),
      keepAlive: values.keepalive,
      protocolVersion: protocolVersionFlag(values),
      clientId: values['client-id'] ?? `mqtt-tui-${randomBytes(6).toString('hex')}`,
      ...(will === undefined ? {} : { will: () => will }),
    },
  };
};
