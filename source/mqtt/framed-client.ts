import {
  connect as connectSocket,
  isIP,
  type NetConnectOpts,
  type OnReadOpts,
  type Socket,
} from 'node:net';
import type { Duplex } from 'node:stream';
import {
  connect as connectTls,
  type ConnectionOptions as TlsConnectOptions,
  type TLSSocket,
} from 'node:tls';
import type * as mqtt from 'mqtt';
import type { IClientOptions, MqttClient, StreamBuilder } from 'mqtt';
import type { ProtocolVersion } from './connection-options.ts';
import { FrameStream } from './frame-stream.ts';
import { openGathering } from './gathered-reads.ts';
import { packetInWords } from './packet-in-words.ts';

/** TLS over an established connection. Throws if TLS refuses its options. */
export const secured = (socket: Socket, { path: _path, ...options }: IClientOptions): TLSSocket =>
  connectTls({
    ...(options as TlsConnectOptions),
    socket,
    // An IP address is no server name (RFC 6066, 3); the certificate is then checked against `host`.
    ...(isIP(options.host ?? '') === 0 ? { servername: options.host ?? '' } : {}),
  });

/** TLS over an established connection that may speak it already. */
const securedOnce = (socket: Socket, options: IClientOptions): Socket =>
  'encrypted' in socket ? socket : secured(socket, options);

/** The options for a client on an established connection; a WebSocket is still to be opened on it. */
const onTunnel = (tunnel: Socket, options: IClientOptions): IClientOptions =>
  options.wsOptions === undefined
    ? options
    : {
        ...options,
        wsOptions: {
          ...options.wsOptions,
          createConnection: () =>
            options.protocol === 'wss' ? securedOnce(tunnel, options) : tunnel,
        },
      };

type Extras = {
  /** A connection to the server, such as one through a proxy; with TLS in it already, or without. */
  readonly tunnel?: Socket | undefined;
  /** See `ConnectionOptions`. */
  readonly onPacket?: ((packet: string) => void) | undefined;
};

/** Creates an MQTT.js client on a `FrameStream` and starts connecting; throws if TLS refuses its options. */
export const framedClient = (
  { connect, Store }: Pick<typeof mqtt, 'connect' | 'Store'>,
  options: IClientOptions,
  version: ProtocolVersion,
  { tunnel, onPacket }: Extras = {},
): MqttClient => {
  // A store that is cleaned at the end is gone when acknowledgements that came before are still to be read.
  const [incomingStore, outgoingStore] = [new Store({ clean: false }), new Store({ clean: false })];
  const all = tunnel === undefined ? options : onTunnel(tunnel, options);
  const own: IClientOptions = { ...all, incomingStore, outgoingStore, manualConnect: true };
  const client = connect(own);
  // By now it has the proxy of MQTTJS_SOCKS_PROXY in there: only our flags and variables lead elsewhere.
  delete own.socksProxy;
  // Its own function opens WebSockets and connections with TLS; the latter reads as `own` says then.
  const usual = client['streamBuilder'] as StreamBuilder;
  const open = (itself: MqttClient, onread: OnReadOpts): Socket => {
    const { protocol, host, port, path } = Object.assign(own, { onread });
    if (protocol === 'mqtts') return usual(itself) as Socket;
    return connectSocket({ host, port, path, onread } as NetConnectOpts);
  };
  const build = (itself: MqttClient): Duplex => {
    if (options.wsOptions !== undefined) return usual(itself) as Duplex;
    if (tunnel === undefined) return openGathering((onread) => open(itself, onread));
    return options.protocol === 'mqtts' ? securedOnce(tunnel, options) : tunnel;
  };
  client['streamBuilder'] = (itself: MqttClient) => new FrameStream(build(itself), version);
  if (onPacket !== undefined)
    client
      .on('packetsend', (packet) => onPacket(`Sent ${packetInWords(packet)}`))
      .on('packetreceive', (packet) => onPacket(`Received ${packetInWords(packet)}`));
  client.connect();
  return client;
};
