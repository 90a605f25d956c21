import { setImmediate as turn } from 'node:timers/promises';
import * as fc from 'fast-check';
import mqttPacket, { type IPublishPacket, type Packet } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import type { ProtocolVersion } from '../../source/mqtt/connection-options.ts';
import { receive, type Reception } from '../support/client-on-bytes.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

const connack = (version: ProtocolVersion): Buffer =>
  bytes(version === 5 ? '20 03 00 00 00' : '20 02 00 00');

const encoded = (packet: Packet, protocolVersion: ProtocolVersion): Buffer =>
  mqttPacket.generate(packet, { protocolVersion });

const topics = ['a', 'a/b', '/', 'ünï/☃/😀', '\uFFFD', 't'.repeat(125), 'long/'.repeat(60)];

const publish = (fields: Partial<IPublishPacket>): IPublishPacket => ({
  cmd: 'publish',
  topic: 'a',
  payload: '',
  qos: 0,
  retain: false,
  dup: false,
  ...fields,
});

const properties = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(1, 127, 128, 16_384, 268_435_455), { minLength: 1, maxLength: 3 })
      .map((ids) => ({ subscriptionIdentifier: ids.length === 1 ? ids[0]! : ids })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { contentType: 'text/plain' },
      { payloadFormatIndicator: true, subscriptionIdentifier: 7 },
      { userProperties: { name: 'value' }, subscriptionIdentifier: 7 },
      { subscriptionIdentifier: Array.from({ length: 70 }, (_, index) => index + 100) },
    ),
  },
);

/** The lengths where a byte more is needed for a packet's length are among them. */
const payloads = fc
  .oneof(
    { weight: 8, arbitrary: fc.nat(20) },
    { weight: 2, arbitrary: fc.integer({ min: 100, max: 130 }) },
    { weight: 1, arbitrary: fc.integer({ min: 16_360, max: 16_400 }) },
  )
  .map((length) => Buffer.alloc(length, 'payload '));

const publishes = fc
  .record({
    topic: fc.constantFrom(...topics.slice(0, 3), ...topics),
    qos: fc.constantFrom(0, 0, 0, 0, 1, 2),
    messageId: fc.integer({ min: 1, max: 3 }),
    payload: payloads,
    retain: fc.boolean(),
    dup: fc.boolean(),
    properties,
  })
  .map(({ qos, messageId, dup, ...rest }) =>
    publish(qos === 0 ? { ...rest, qos } : { ...rest, qos, messageId, dup }),
  );

const answers = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((messageId): Packet => ({ cmd: 'pubrel', messageId })),
  fc.constant<Packet>({ cmd: 'pingresp' }),
  fc.constant<Packet>({ cmd: 'suback', messageId: 9, granted: [0] }),
);

/** What brokers do not send, right or wrong; some of it is a fault in one version only. */
const unusual = fc
  .constantFrom(
    // Lengths in more bytes than they need: of the packet, of its properties, of an identifier.
    '30 84 00 00 01 61 00',
    '30 85 80 00 00 01 61 80 00',
    '30 06 00 01 61 02 0b 05',
    '30 07 00 01 61 03 0b 85 00',
    // No subscription has this identifier.
    '30 06 00 01 61 02 0b 00',
    // QoS 0, and a duplicate.
    '38 04 00 01 61 00',
    // A topic of no length, without and with an alias.
    '30 03 00 00 00',
    '30 06 00 00 03 23 00 01',
    // Bytes that are not UTF-8.
    '30 04 00 01 ff 00',
    // The properties go past the end.
    '30 04 00 01 61 09',
    '30 05 00 01 61 01 0b',
  )
  .map(bytes);

const faults = fc
  .constantFrom(
    // The topic goes past the end, or there is none.
    '30 04 00 09 61 00',
    '30 00',
    '30 ff ff ff ff 01',
    // QoS 3, and QoS 1 without an identifier.
    '36 04 00 01 61 00',
    '32 03 00 01 61',
    // Packets that brokers do not send so.
    '00 00',
    'd0 01 00',
    '41 02 00 01',
    '62 00',
  )
  .map(bytes);

type Stream = { readonly version: ProtocolVersion; readonly frames: readonly (Packet | Buffer)[] };

const bytesOf = ({ version, frames }: Stream): Buffer =>
  Buffer.concat(
    frames.map((frame) => (frame instanceof Uint8Array ? frame : encoded(frame, version))),
  );

const versions = fc.constantFrom<ProtocolVersion>(4, 5);

const manyOf = <Frame extends Packet | Buffer>(frame: fc.Arbitrary<Frame>) =>
  fc.array(frame, { maxLength: 30, size: 'max' });

const goodFrames = fc.oneof({ weight: 4, arbitrary: publishes }, { weight: 1, arbitrary: answers });

const streams = fc.record({ version: versions, frames: manyOf(goodFrames) });

const unusualStreams = fc.record({
  version: versions,
  frames: manyOf(fc.oneof({ weight: 9, arbitrary: goodFrames }, { weight: 1, arbitrary: unusual })),
});

const cutAt = (all: Buffer, places: readonly number[]): Buffer[] => {
  const cuts = [...new Set(places.map((place) => place % (all.length + 1)))];
  const at = [0, ...cuts.toSorted((a, b) => a - b), all.length];
  return at.slice(1).map((end, index) => all.subarray(at[index], end));
};

/** How the bytes arrive, and when the next message has to wait. */
const arrivals = fc.record({
  cuts: fc.oneof(fc.constant([]), fc.array(fc.nat(100_000), { maxLength: 20 })),
  waits: fc.boolean(),
  /** Every so many messages. */
  held: fc.constantFrom(undefined, undefined, 1, 2, 5),
});

type Arrival = typeof arrivals extends fc.Arbitrary<infer Value> ? Value : never;

const holdingBack = (every: number | undefined) => {
  let count = 0;
  return (): Promise<void> | undefined => {
    count += 1;
    if (every === undefined || count % every !== 0) return undefined;
    return count % 2 === 0 ? turn() : Promise.resolve();
  };
};

/** The same bytes by both ways. */
const byBothWays = async (
  all: Buffer,
  version: ProtocolVersion,
  { cuts, waits, held }: Arrival,
): Promise<readonly [fromBytes: Reception, fromClient: Reception]> => {
  const pieces = cutAt(all, cuts);
  const common = { version, waits };
  return [
    await receive(connack(version), pieces, {
      ...common,
      knownTopics: topics.slice(0, 2),
      holdBack: holdingBack(held),
    }),
    await receive(connack(version), [all], { ...common }),
  ];
};

/** What must come of a stream without fault. */
const delivered = ({ version, frames }: Stream): unknown[] => {
  const waiting = new Map<number | undefined, IPublishPacket>();
  const messages: unknown[] = [];
  const deliver = ({ topic, payload, qos, retain, dup, messageId, ...rest }: IPublishPacket) => {
    const { userProperties, ...others } = rest.properties ?? {};
    const received = {
      ...others,
      ...(userProperties === undefined ? {} : { userProperties: Object.entries(userProperties) }),
    };
    messages.push({
      topic,
      payload: Buffer.from(payload).toString('hex'),
      qos,
      retain,
      dup,
      messageId,
      properties: version === 5 && Object.keys(received).length > 0 ? received : undefined,
    });
  };
  for (const frame of frames) {
    if (!('cmd' in frame)) continue;
    if (frame.cmd === 'publish' && frame.qos < 2) deliver(frame);
    if (frame.cmd === 'publish' && frame.qos === 2) waiting.set(frame.messageId, frame);
    if (frame.cmd !== 'pubrel') continue;
    const released = waiting.get(frame.messageId);
    waiting.delete(frame.messageId);
    if (released !== undefined) deliver(released);
  }
  return messages;
};

/** What of both ways must be the same after a fault; what was still to be sent is lost then. */
const upToFault = ({ messages, problem }: Reception) => ({ messages, problem });

const ofLevel5: Arrival = { cuts: [], waits: true, held: undefined };

describe('messages taken from the bytes', () => {
  it('are those that the client library delivers, with all fields, in the same order', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(streams, arrivals, async (stream, arrival) => {
        const [fromBytes, fromClient] = await byBothWays(bytesOf(stream), stream.version, arrival);
        expect(fromBytes.messages).toEqual(delivered(stream));
        expect({ ...fromBytes, taken: 0 }).toEqual(fromClient);
        taken += fromBytes.taken;
      }),
      { numRuns: 200 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  it('are the same of bytes cut anywhere', async () => {
    const stream: Stream = {
      version: 5,
      frames: [
        publish({ payload: 'one' }),
        bytes('30 03 00 00 00'),
        publish({ payload: 'two', properties: { subscriptionIdentifier: 300 } }),
        publish({ qos: 2, messageId: 1, payload: 'three' }),
        publish({ payload: 'four', properties: { subscriptionIdentifier: [1, 2] }, retain: true }),
        publish({ qos: 1, messageId: 2 }),
        { cmd: 'pubrel', messageId: 1 },
        publish({ topic: 'b', payload: 'x'.repeat(130) }),
        publish({ topic: 'b', payload: 'y'.repeat(130) }),
        { cmd: 'pingresp' },
        publish({}),
      ],
    };
    const all = bytesOf(stream);
    const whole = await byBothWays(all, 5, ofLevel5);
    expect(whole[0].taken).toBe(5);
    for (let cut = 1; cut < all.length; cut += 1) {
      const [fromBytes] = await byBothWays(all, 5, { ...ofLevel5, cuts: [cut] });
      expect({ ...fromBytes, taken: 0 }).toEqual(whole[1]);
    }
    const [oneByOne] = await byBothWays(all, 5, { ...ofLevel5, cuts: [...all.keys()] });
    expect(oneByOne).toEqual(whole[1]);
  });

  it('are all those before a fault, once, and then the fault is told', async () => {
    await fc.assert(
      fc.asyncProperty(
        streams,
        faults,
        manyOf(goodFrames),
        arrivals,
        async (stream, fault, rest, arrival) => {
          const { version } = stream;
          const after = bytesOf({ version, frames: rest });
          const all = Buffer.concat([bytesOf(stream), fault, after]);
          const [fromBytes, fromClient] = await byBothWays(all, version, arrival);
          expect(fromBytes.messages).toEqual(delivered(stream));
          expect(fromBytes.problem).toBeDefined();
          expect(upToFault(fromBytes)).toEqual(upToFault(fromClient));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are the same of packets that brokers do not send', async () => {
    await fc.assert(
      fc.asyncProperty(unusualStreams, arrivals, async (stream, arrival) => {
        const [fromBytes, fromClient] = await byBothWays(bytesOf(stream), stream.version, arrival);
        expect(upToFault(fromBytes)).toEqual(upToFault(fromClient));
      }),
      { numRuns: 200 },
    );
  });

  it('are the same where any byte is another', async () => {
    await fc.assert(
      fc.asyncProperty(
        streams,
        arrivals,
        fc.nat(100_000),
        fc.nat(255),
        async ({ version, ...stream }, arrival, place, byte) => {
          const all = bytesOf({ version, ...stream });
          if (all.length > 0) all[place % all.length] = byte;
          const [fromBytes, fromClient] = await byBothWays(all, version, arrival);
          expect(upToFault(fromBytes)).toEqual(upToFault(fromClient));
        },
      ),
      { numRuns: 200 },
    );
  });
});
