import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { makerOn } from '../../source/mqtt/client-maker.ts';
import type { ProtocolVersion } from '../../source/mqtt/connection-options.ts';
import { type ClientEnd, followClient } from '../../source/mqtt/follow-client.ts';
import type { DeliveryFlags, Message } from '../../source/mqtt/message.ts';
import type { PublishFrame } from '../../source/mqtt/publish-frame.ts';
import { yieldToOthers } from '../../source/mqtt/yielding.ts';

/** What a client on given bytes made of them. */
export type Reception = {
  /** The messages with what concerns only the delivery, in order; when they arrived is left out. */
  readonly messages: readonly unknown[];
  /** How many of them were taken from the bytes. */
  readonly taken: number;
  /** What the client has sent, as hexadecimal digits. */
  readonly sent: string;
  /** Why it ended; `undefined` if the connection just did. */
  readonly problem: string | undefined;
};

export type ReceptionOptions = {
  readonly version: ProtocolVersion;
  /** The topics known from the start; messages of these, and of those seen before, are taken from the bytes. None are if it is left out. */
  readonly knownTopics?: readonly string[];
  /** Whether the rest comes only when the client has connected. */
  readonly waits: boolean;
  /** What the next message must wait for. */
  readonly holdBack?: () => Promise<void> | undefined;
};

/** Lets a client receive CONNACK, these pieces and the end of the connection. */
export const receive = async (
  connack: Buffer,
  pieces: readonly Buffer[],
  { version, knownTopics, waits, holdBack }: ReceptionOptions,
): Promise<Reception> => {
  const sent: Buffer[] = [];
  const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
  const connection = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      sent.push(chunk);
      asked();
      done();
    },
  });
  const client = makerOn(
    { protocol: 'mqtt', host: 'none', port: 1 },
    connection as unknown as Socket,
  ).make(
    {
      server: () => Promise.reject(new Error('not asked for')),
      clientId: 'client',
      credentials: {},
      keepAlive: 0,
      protocolVersion: version,
    },
    version,
    false,
  );
  const known = new Set(knownTopics?.map((topic) => Buffer.from(topic).toString('latin1')));
  const messages: unknown[] = [];
  let taken = 0;
  let isCurrent = true;
  const note = (message: Message, flags: DeliveryFlags): void => {
    const { receivedAt: _, payload, ...rest } = message;
    const { dup, messageId } = flags;
    messages.push({ ...rest, payload: Buffer.from(payload).toString('hex'), dup, messageId });
  };
  const take = (frame: PublishFrame): boolean => {
    const bytes = frame.bytes.subarray(frame.topicStart, frame.topicEnd);
    if (!known.has(bytes.toString('latin1'))) return false;
    taken += 1;
    note(frame.message(bytes.toString()), { dup: false });
    return true;
  };
  const holdUp = yieldToOthers(client, holdBack);
  const { promise: isConnected, resolve: connected } = Promise.withResolvers<void>();
  const { promise: isOver, resolve: over } = Promise.withResolvers<ClientEnd>();
  followClient(client, {
    isCurrent: () => isCurrent,
    takesMessages: () => true,
    taker: knownTopics === undefined ? undefined : { take, holdUp },
    onConnected: connected,
    onMessage: (message, flags) => {
      known.add(Buffer.from(message.topic).toString('latin1'));
      note(message, flags);
    },
    onEnd: (end) => {
      isCurrent = false;
      client.end(true);
      over(end);
    },
  });
  await isAsked;
  // What arrives is only lent: whoever has read it may find other bytes there.
  connection.on('data', (chunk: Buffer) => chunk.fill(0xff));
  connection.push(Buffer.from(connack));
  if (waits) await isConnected;
  for (const piece of pieces) connection.push(Buffer.from(piece));
  connection.push(null);
  const { error } = await isOver;
  return {
    messages,
    taken,
    sent: Buffer.concat(sent).toString('hex'),
    problem: error === undefined ? undefined : (error as Error).message,
  };
};
