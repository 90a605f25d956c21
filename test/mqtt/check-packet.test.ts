import { isUtf8 } from 'node:buffer';
import * as fc from 'fast-check';
import mqttPacket from 'mqtt-packet';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { checkPacket } from '../../source/mqtt/broker/check-packet.ts';
import { PacketError, PacketInput } from '../../source/mqtt/broker/packet-input.ts';

const publish = (topic: string, payload = 'x'): Buffer =>
  mqttPacket.generate({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false });

/** A PUBLISH with QoS 0 to a topic of fewer than 100 bytes. */
const publishTo = (topic: Uint8Array): Buffer =>
  Buffer.from([0x30, 2 + topic.length, 0, topic.length, ...topic]);

/** How often views of bytes are made from now on. */
const views = (): (() => number) => {
  const made = vi.spyOn(Buffer.prototype, 'subarray');
  onTestFinished(() => made.mockRestore());
  return () => made.mock.calls.length;
};

const accepts = (packet: Buffer): boolean => {
  try {
    return checkPacket(packet, 4) === packet;
  } catch (error) {
    if (error instanceof PacketError) return false;
    throw error;
  }
};

describe('the topic of a PUBLISH', () => {
  const pieces = fc.constantFrom<readonly number[]>(
    [0x61],
    [0xe4, 0xbd, 0xa0],
    // U+FFFD itself, and what is read as it.
    [0xef, 0xbf, 0xbd],
    [0xff],
    [0xe4, 0xbd],
    // Half a surrogate pair.
    [0xed, 0xa0, 0x80],
    [0],
  );

  it('must be valid UTF-8 without U+0000', () => {
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 8 }), (parts) => {
        const topic = Buffer.from(parts.flat());
        expect(accepts(publishTo(topic))).toBe(isUtf8(topic) && !topic.includes(0));
      }),
    );
  });

  it('has 100 levels at most', () => {
    expect(accepts(publish('/'.repeat(99)))).toBe(true);
    expect(accepts(publish('/'.repeat(100)))).toBe(false);
  });

  it.each([
    ['', 'PUBLISH without a topic'],
    ['a/+', 'PUBLISH to a topic with a wildcard'],
    ['#', 'PUBLISH to a topic with a wildcard'],
    ['/'.repeat(100), 'PUBLISH to a topic with too many levels'],
  ])('is refused with its fault: "%s"', (topic, fault) => {
    expect(() => checkPacket(publishTo(Buffer.from(topic)), 4)).toThrow(fault);
  });
});

describe('packets that arrive', () => {
  it('are checked without views of their bytes', () => {
    const packet = publish('site/1/temperature', '21.5');
    const count = views();
    expect(checkPacket(packet, 4)).toBe(packet);
    expect(count()).toBe(0);
  });

  it('are looked for without views of their bytes', () => {
    const input = new PacketInput(1000);
    const connect = mqttPacket.generate({ cmd: 'connect', clientId: 'a' });
    const count = views();
    for (const byte of connect) {
      expect(input.hasPacket).toBe(false);
      input.append(Buffer.of(byte));
    }
    expect(input.hasPacket).toBe(true);
    expect(count()).toBe(0);
    expect(input.peek()).toEqual(connect);
  });

  it('count as there when they are wrong, so that somebody looks', () => {
    const input = new PacketInput(1000);
    input.append(Buffer.of(0x30));
    expect(input.hasPacket).toBe(true);
    expect(() => input.peek()).toThrow(PacketError);
  });
});
