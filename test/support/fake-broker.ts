import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import mqttPacket, { type IConnectPacket, type Packet } from 'mqtt-packet';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** A client connected to the fake broker. */
export type FakeClient = {
  readonly socket: Socket;
  /** Writes a packet in the client's own protocol version. */
  readonly send: (packet: Packet) => void;
  /** Answers a packet like a broker that accepts everything. */
  readonly agree: (packet: Packet) => void;
};

/** How to handle the packets of a kind, instead of accepting them. */
export type Answers = {
  readonly [Command in Packet['cmd']]?: (
    packet: Extract<Packet, { cmd: Command }>,
    client: FakeClient,
  ) => unknown;
};

/** Does not answer. */
export const ignore = (): undefined => undefined;

/** Refuses a connection with this code, whatever the protocol version. */
export const refuse =
  (code: number) =>
  (_: IConnectPacket, { send }: FakeClient): void =>
    send({ cmd: 'connack', sessionPresent: false, reasonCode: code, returnCode: code });

export type FakeBroker = {
  readonly port: number;
  /** Every packet received so far, oldest first. */
  readonly packets: readonly Packet[];
  /** The CONNECT packets among them. */
  readonly connects: () => IConnectPacket[];
  /** The clients that are connected now. */
  readonly clients: ReadonlySet<FakeClient>;
  /** Resolves with the first packet of a kind that passes the check. */
  readonly received: <Command extends Packet['cmd']>(
    command: Command,
    passes?: (packet: Extract<Packet, { cmd: Command }>) => boolean,
  ) => Promise<Extract<Packet, { cmd: Command }>>;
  /** Resolves when no client is connected any more. */
  readonly deserted: () => Promise<void>;
};

const agreement = (packet: Packet, version: number): Packet | undefined => {
  if (packet.cmd === 'connect')
    return { cmd: 'connack', sessionPresent: packet.clean === false, returnCode: 0, reasonCode: 0 };
  if (packet.cmd === 'subscribe') {
    const granted = packet.subscriptions.map(({ qos }) => qos);
    return { cmd: 'suback', messageId: packet.messageId as number, granted };
  }
  if (packet.cmd === 'unsubscribe') {
    const { messageId, unsubscriptions } = packet;
    const granted = version === 5 ? unsubscriptions.map(() => 0) : [];
    return { cmd: 'unsuback', messageId: messageId as number, granted };
  }
  if (packet.cmd === 'publish' && packet.qos === 1)
    return { cmd: 'puback', messageId: packet.messageId as number };
  return packet.cmd === 'pingreq' ? { cmd: 'pingresp' } : undefined;
};

/**
 * Starts a server that gives answers that no real broker can be made to give. It stores nothing and
 * delivers nothing; it accepts every packet that `answers` does not handle. Closed when the test is
 * over.
 */
export const startFakeBroker = async (answers: Answers = {}): Promise<FakeBroker> => {
  const packets: Packet[] = [];
  const clients = new Set<FakeClient>();
  const looks = new Set<() => void>();
  const changed = (): void => {
    for (const look of looks) look();
  };
  const subscribe = (look: () => void): (() => void) => {
    looks.add(look);
    return () => looks.delete(look);
  };
  const server = createServer({ noDelay: true }, (socket) => {
    let version = 4;
    const send = (packet: Packet): void =>
      void socket.write(mqttPacket.generate(packet, { protocolVersion: version }));
    const agree = (packet: Packet): void => {
      const answer = agreement(packet, version);
      if (answer !== undefined) send(answer);
    };
    const client: FakeClient = { socket, send, agree };
    clients.add(client);
    const parser = mqttPacket.parser();
    parser.on('packet', (packet: Packet) => {
      if (packet.cmd === 'connect') version = packet.protocolVersion ?? 4;
      packets.push(packet);
      changed();
      const answer = answers[packet.cmd];
      if (answer === undefined) agree(packet);
      else answer(packet as never, client);
    });
    socket.on('data', (chunk) => parser.parse(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clients.delete(client);
      changed();
    });
  });
  onTestFinished(async () => {
    for (const { socket } of clients) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    packets,
    connects: () => packets.filter((packet) => packet.cmd === 'connect'),
    clients,
    received: (command, passes = () => true) =>
      until({
        what: `the packet "${command}" from the client`,
        find: () =>
          packets.find(
            (packet): packet is Extract<Packet, { cmd: typeof command }> =>
              packet.cmd === command && passes(packet as Extract<Packet, { cmd: typeof command }>),
          ),
        subscribe,
        seen: () => packets,
      }),
    deserted: () =>
      until({
        what: 'every client to hang up',
        find: () => clients.size === 0,
        subscribe,
        seen: () => packets,
      }).then(() => undefined),
  };
};
