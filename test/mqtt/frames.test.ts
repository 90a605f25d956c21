import * as fc from 'fast-check';
import mqttPacket, { type Packet } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import type { ProtocolVersion } from '../../source/mqtt/connection-options.ts';
import { Frames, NotMqtt } from '../../source/mqtt/frames.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** Reads bytes to their end; returns where each part of a frame ends. */
const readAll = (frames: Frames, chunk: Buffer): number[] => {
  const ends: number[] = [];
  for (let at = 0; at < chunk.length; ends.push(at)) at = frames.read(chunk, at);
  return ends;
};

const read = (hex: string, version: ProtocolVersion = 4): Frames => {
  const frames = new Frames(version);
  readAll(frames, bytes(hex));
  return frames;
};

/** What comes of pieces after CONNACK: whether a packet is incomplete, or what is wrong. */
const outcome = (pieces: readonly Uint8Array[]): string | boolean => {
  const frames = read('20 03 00 00 00', 5);
  try {
    for (const piece of pieces) readAll(frames, Buffer.from(piece));
    return frames.isWithin;
  } catch (error) {
    if (error instanceof NotMqtt) return error.message;
    throw error;
  }
};

const packets: readonly Packet[] = [
  {
    cmd: 'connack',
    sessionPresent: false,
    reasonCode: 0,
    properties: { reasonString: 'welcome '.repeat(40), userProperties: { a: ['b', 'c'] } },
  },
  { cmd: 'suback', messageId: 1, granted: [0, 128] },
  { cmd: 'publish', topic: 'a', payload: '', qos: 0, retain: false, dup: false },
  {
    cmd: 'publish',
    topic: 'a/b',
    payload: 'x'.repeat(20_000),
    qos: 2,
    messageId: 7,
    retain: true,
    dup: true,
  },
  { cmd: 'puback', messageId: 2, reasonCode: 16 },
  { cmd: 'pingresp' },
  { cmd: 'disconnect', reasonCode: 139, properties: { reasonString: 'bye' } },
];

describe('Frames', () => {
  it('follows packets in whatever pieces they arrive', () => {
    const all = Buffer.concat(
      packets.map((packet) => mqttPacket.generate(packet, { protocolVersion: 5 })),
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: all.length })), (cuts) => {
        const frames = new Frames(5);
        const at = [0, ...cuts.toSorted((a, b) => a - b), all.length];
        at.forEach((end, index) => readAll(frames, all.subarray(at[index - 1] ?? 0, end)));
        expect(frames.isWithin).toBe(false);
      }),
    );
  });

  it('stops at the end of each', () => {
    const connack = '20 02 00 00';
    const chunk = bytes(`${connack} d0 00 30 05 00 01 61 62 63 30 80 01 00`);
    expect(readAll(new Frames(4), chunk)).toEqual([4, 6, 13, 17]);
  });

  it('says the same of any bytes, whole or one by one', () => {
    const small = fc
      .tuple(fc.constantFrom(0x30, 0x40, 0x90, 0xd0, 0x10), fc.uint8Array({ maxLength: 4 }))
      .map(([type, body]) => [type, body.length, ...body]);
    fc.assert(
      fc.property(fc.array(fc.oneof(small, fc.array(fc.nat(255), { maxLength: 6 }))), (parts) => {
        const all = Uint8Array.from(parts.flat());
        const single = Array.from(all, (byte) => Uint8Array.of(byte));
        expect(outcome(single)).toBe(outcome([all]));
      }),
    );
  });

  it.each([
    ['in the header', '20 02 00 00 30', true],
    ['in the length', '20 02 00 00 30 ff', true],
    ['in the body', '20 02 00 00 30 05 00', true],
    ['nowhere', '20 02 00 00 30 05 00 01 61 62 63', false],
    ['after an empty packet', '20 02 00 00 d0 00', false],
  ])('knows that it is within a packet: %s', (_, hex, isWithin) => {
    expect(read(hex).isWithin).toBe(isWithin);
  });

  it.each<readonly [string, ProtocolVersion]>([
    ['20 02 00 00', 4],
    ['20 02 01 00', 4],
    ['20 02 00 05', 3],
    ['20 03 00 00 00', 5],
    ['20 06 00 00 03 21 00 14', 5],
    // A broker that knows no MQTT 5 refuses it so.
    ['20 02 00 01', 5],
  ])('takes the CONNACK %s of level %i', (hex, version) => {
    expect(read(hex, version).isWithin).toBe(false);
  });

  it('refuses a CONNACK of more than 64 KiB as soon as it says so', () => {
    expect(read('20 80 80 04', 5).isWithin).toBe(true);
    expect(() => read('20 81 80 04', 5)).toThrow('CONNACK with an impossible length');
  });

  it.each<readonly [string, ProtocolVersion]>([
    ['20 00', 4],
    ['20 01 00', 4],
    ['20 03 00 00 00', 4],
    ['20 02 02 00', 4],
    ['20 02 00 00', 5],
    ['20 03 00 00 01', 5],
    ['20 05 00 00 00 ff ff', 5],
    ['20 07 00 00 80 80 80 80 00', 5],
  ])('refuses the CONNACK %s of level %i', (hex, version) => {
    expect(() => read(hex, version)).toThrow('a malformed CONNACK');
  });

  it.each([
    ['30 03 00 01 61', 'PUBLISH before CONNACK'],
    ['48 54 54 50', 'PUBACK before CONNACK'],
    ['20 02 00 00 00 00', 'a packet of type 0, which brokers never send'],
    ['20 02 00 00 c0 00', 'a packet of type 12, which brokers never send'],
    ['20 02 00 00 d0 01 00', 'PINGRESP with an impossible length'],
    ['20 02 00 00 90 ff ff ff 01', 'SUBACK with an impossible length'],
    ['20 02 00 00 30 ff ff ff ff', 'PUBLISH with an impossible length'],
  ])('refuses %s: %s', (hex, words) => {
    expect(() => read(hex)).toThrow(words);
  });
});
