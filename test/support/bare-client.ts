import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import mqttPacket, { type IConnectPacket, type Packet } from 'mqtt-packet';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** A client that sends just what it is told to, and shows every packet that it gets. */
export type BareClient = {
  readonly socket: Socket;
  readonly packets: readonly Packet[];
  readonly send: (packet: Packet | Uint8Array) => void;
  readonly untilPacket: <Command extends Packet['cmd']>(
    cmd: Command,
    isRight?: (packet: Extract<Packet, { cmd: Command }>) => boolean,
  ) => Promise<Extract<Packet, { cmd: Command }>>;
  readonly untilClosed: () => Promise<void>;
};

/** A TCP connection to a broker of this machine, before its CONNECT. */
export const bareConnection = async (port: number): Promise<BareClient> => {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  const packets: Packet[] = [];
  const looks = new Set<() => void>();
  let isClosed = false;
  const look = (): void => {
    for (const each of looks) each();
  };
  const parser = mqttPacket.parser({ protocolVersion: 4 });
  parser.on('packet', (packet: Packet) => packets.push(packet));
  socket.on('data', (chunk) => {
    parser.parse(chunk);
    look();
  });
  socket.on('close', () => {
    isClosed = true;
    look();
  });
  const subscribe = (each: () => void): (() => void) => {
    looks.add(each);
    return () => looks.delete(each);
  };
  const seen = (): unknown => ({ packets, isClosed });
  return {
    socket,
    packets,
    send: (packet) =>
      socket.write(packet instanceof Uint8Array ? packet : mqttPacket.generate(packet)),
    untilPacket: (cmd, isRight = () => true) =>
      until({
        what: `a ${cmd}`,
        find: () =>
          (packets as Extract<Packet, { cmd: typeof cmd }>[]).find(
            (packet) => packet.cmd === cmd && isRight(packet),
          ),
        subscribe,
        seen,
      }),
    untilClosed: async () => {
      await until({ what: 'the end of the connection', find: () => isClosed, subscribe, seen });
    },
  };
};

/** A CONNECT of MQTT 3.1.1. */
export const connectPacket = (more: Partial<IConnectPacket> = {}): IConnectPacket => ({
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 4,
  clean: true,
  keepalive: 0,
  clientId: 'bare',
  ...more,
});

/** A client that is connected, or was answered that it may not. */
export const bareClient = async (
  port: number,
  more: Partial<IConnectPacket> = {},
): Promise<BareClient> => {
  const client = await bareConnection(port);
  client.send(connectPacket(more));
  await client.untilPacket('connack');
  return client;
};
