import type { IClientOptions } from 'mqtt';
import type { ConnectionOptions, ProtocolVersion, WillMessage } from './connection-options.ts';
import type { ServerAddress } from './server-address.ts';

/** How long the TCP connection, TLS and CONNACK may take together, ms. */
const connectTimeout = 10_000;

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

/**
 * Our options as MQTT.js options. Its own reconnecting is off: `Connection` does that. `isReturn`: this
 * run was connected before.
 */
export const clientOptions = (
  options: ConnectionOptions,
  address: ServerAddress,
  version: ProtocolVersion,
  isReturn: boolean,
): IClientOptions => {
  const keepsSession = version === 5 && options.sessionExpiry !== undefined;
  const will = options.will?.();
  const { username, password } = options.credentials;
  // MQTT.js builds a WebSocket's URL itself, without brackets.
  const isWebSocket = address.protocol === 'ws' || address.protocol === 'wss';
  const host = isWebSocket && address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    protocol: address.protocol,
    host,
    hostname: host,
    port: address.port,
    ...(address.path === undefined ? {} : { path: address.path }),
    clientId: options.clientId,
    protocolVersion: version,
    protocolId: version === 3 ? 'MQIsdp' : 'MQTT',
    clean: !((keepsSession && isReturn) || options.outlastsDisconnect === true),
    ...(keepsSession ? { properties: { sessionExpiryInterval: options.sessionExpiry } } : {}),
    keepalive: options.keepAlive,
    connectTimeout,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    // It would allocate 65,536 buffers before the first packet, which takes longer than everything else at the start.
    writeCache: false,
    // Before MQTT 5 a password needs a user name (MQTT 3.1.1, 3.1.2.9); an empty one is enough.
    ...(username === undefined && password === undefined ? {} : { username: username ?? '' }),
    ...(password === undefined ? {} : { password }),
    ...(will === undefined ? {} : { will: willOption(will, version) }),
    ...(address.tls?.ca === undefined ? {} : { ca: address.tls.ca }),
    ...(address.tls?.cert === undefined ? {} : { cert: address.tls.cert }),
    ...(address.tls?.key === undefined ? {} : { key: address.tls.key }),
    rejectUnauthorized: address.tls?.insecure !== true,
  };
};
