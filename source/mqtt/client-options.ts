import type { IClientOptions } from 'mqtt';
import type {
  ConnectionOptions as Options,
  ProtocolVersion,
  WillMessage,
} from './connection-options.ts';
import type { ServerAddress, TlsOptions } from './server-address.ts';
import { packetUserProperties } from './user-properties.ts';

/** How long the TCP connection, TLS and CONNACK may take together, ms. */
export const connectTimeout = 10_000;

const willOption = (
  will: WillMessage,
  version: ProtocolVersion,
): NonNullable<IClientOptions['will']> => ({
  topic: will.topic,
  payload: Buffer.from(will.payload),
  qos: will.qos,
  retain: will.retain,
  ...(version === 5
    ? {
        properties: {
          ...(will.delay === undefined ? {} : { willDelayInterval: will.delay }),
          ...(will.expiry === undefined ? {} : { messageExpiryInterval: will.expiry }),
        },
      }
    : {}),
});

/** As options of `node:tls`. */
const tlsOptions = (tls: TlsOptions = {}) => ({
  ...(tls.ca === undefined ? {} : { ca: tls.ca }),
  ...(tls.cert === undefined ? {} : { cert: tls.cert }),
  ...(tls.key === undefined ? {} : { key: tls.key }),
  ...(tls.keyPassword === undefined ? {} : { passphrase: tls.keyPassword }),
  ...(tls.alpn === undefined ? {} : { ALPNProtocols: [...tls.alpn] }),
  ...(tls.version === undefined
    ? {}
    : ({ minVersion: `TLSv${tls.version}`, maxVersion: `TLSv${tls.version}` } as const)),
  ...(tls.ciphers === undefined ? {} : { ciphers: tls.ciphers }),
  rejectUnauthorized: tls.insecure !== true,
});

/** The properties of CONNECT (MQTT 5, 3.1.2.11); none before MQTT 5. */
const connectProperties = (
  { sessionExpiry, receiveMaximum, userProperties }: Options,
  version: ProtocolVersion,
): Pick<IClientOptions, 'properties'> => {
  const properties = {
    ...(sessionExpiry === undefined ? {} : { sessionExpiryInterval: sessionExpiry }),
    ...(receiveMaximum === undefined ? {} : { receiveMaximum }),
    ...packetUserProperties(userProperties),
  };
  return version !== 5 || Object.keys(properties).length === 0 ? {} : { properties };
};

/**
 * Our options as MQTT.js options. Its own reconnecting is off: `Connection` does that. `isReturn`: this
 * run was connected before.
 */
export const clientOptions = (
  options: Options,
  address: ServerAddress,
  version: ProtocolVersion,
  isReturn: boolean,
): IClientOptions => {
  const keepsSession = version === 5 && options.sessionExpiry !== undefined;
  const resumesEarlier = options.outlastsDisconnect === true && options.beginsAnew !== true;
  const will = options.will?.();
  const { username, password } = options.credentials;
  // MQTT.js builds a WebSocket's URL itself, without brackets.
  const isWebSocket = address.protocol === 'ws' || address.protocol === 'wss';
  const path = address.socketPath ?? address.path;
  const host = isWebSocket && address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    protocol: address.protocol,
    host,
    hostname: host,
    port: address.port,
    ...(path === undefined ? {} : { path }),
    ...(address.socketPath === undefined ? {} : { unixSocket: true }),
    ...(isWebSocket ? { wsOptions: { ...tlsOptions(address.tls), headers: address.headers } } : {}),
    clientId: options.clientId,
    protocolVersion: version,
    protocolId: version === 3 ? 'MQIsdp' : 'MQTT',
    clean: !((keepsSession && isReturn) || resumesEarlier),
    ...connectProperties(options, version),
    keepalive: options.keepAlive,
    connectTimeout: options.connectTimeout ?? connectTimeout,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    // It would allocate 65,536 buffers before the first packet, which takes longer than everything else at the start.
    writeCache: false,
    // Before MQTT 5 a password needs a user name (MQTT 3.1.1, 3.1.2.9); an empty one is enough.
    ...(username === undefined && password === undefined ? {} : { username: username ?? '' }),
    ...(password === undefined ? {} : { password }),
    ...(will === undefined ? {} : { will: willOption(will, version) }),
    ...tlsOptions(address.tls),
  };
};
