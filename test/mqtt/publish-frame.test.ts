import { describe, expect, it } from 'vitest';
import { PublishFrame } from '../../source/mqtt/publish-frame.ts';
import { aMessage } from '../support/messages.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** What a frame says, and where it ends; a number if it is not taken. */
const read = (hex: string, hasProperties: boolean) => {
  const frame = new PublishFrame();
  frame.receivedAt = 1000;
  const all = bytes(hex);
  const end = frame.read(all, 1, hasProperties);
  if (end <= 0) return end;
  const topic = all.toString('utf8', frame.topicStart, frame.topicEnd);
  const message = frame.message(topic);
  // They were only lent.
  all.fill(0);
  return { end, message };
};

const received = { receivedAt: 1000, properties: undefined };

describe('a PUBLISH in the bytes', () => {
  it.each([
    ['without properties', '00 30 04 00 01 61 78 00', 7, aMessage('a', 'x', received)],
    ['with RETAIN', '00 31 03 00 01 61', 6, aMessage('a', '', { ...received, retain: true })],
    [
      'that is long',
      `00 30 85 02 00 01 61 ${'78'.repeat(258)} 30`,
      265,
      aMessage('a', 'x'.repeat(258), received),
    ],
  ])('is read %s', (_, hex, end, message) => {
    expect(read(hex, false)).toEqual({ end, message });
  });

  it.each([
    ['no properties', '00 30 05 00 01 61 00 78 00', 8, aMessage('a', 'x', received)],
    [
      'a subscription identifier',
      '00 30 08 00 01 61 03 0b ac 02 78',
      11,
      aMessage('a', 'x', { ...received, properties: { subscriptionIdentifier: 300 } }),
    ],
    [
      'several of them',
      '00 30 0a 00 01 61 06 0b 01 0b 02 0b 03',
      13,
      aMessage('a', '', { ...received, properties: { subscriptionIdentifier: [1, 2, 3] } }),
    ],
  ])('of MQTT 5 is read with %s', (_, hex, end, message) => {
    expect(read(hex, true)).toEqual({ end, message });
  });

  it.each([
    ['of QoS 1', '00 32 06 00 01 61 00 01 00'],
    ['that is a duplicate', '00 38 04 00 01 61 00'],
    ['that is another packet', '00 d0 00 00 00 00 00'],
    ['that is long, and not complete', '00 30 fe 7f 00 01 61 00'],
    ['of which one byte is there', '00 30'],
    ['without all of its length', '00 30 ff ff ff'],
    ['with a length of five bytes', '00 30 80 80 80 80 01'],
    ['with a longer length than it needs', '00 30 84 00 00 01 61 00'],
    ['without a topic name', '00 30 03 00 00 00'],
    ['without room for one', '00 30 01 00 00 00'],
    ['whose topic name goes past its end', '00 30 04 00 09 61 00 00 00 00 00 00 00 00 00'],
    ['whose properties do', '00 30 04 00 01 61 09 0b 01 0b 01 0b 01 0b 01 0b 01'],
    ['without properties, which MQTT 5 has', '00 30 03 00 01 61 00'],
    ['with another property', '00 30 06 00 01 61 02 01 01'],
    ['with an identifier that goes past the properties', '00 30 06 00 01 61 01 0b 05'],
    ['with an identifier of five bytes', '00 30 0a 00 01 61 06 0b ff ff ff ff 01'],
    ['with a longer identifier than it needs', '00 30 07 00 01 61 03 0b 85 00'],
    ['with an identifier that no subscription has', '00 30 06 00 01 61 02 0b 00'],
  ])('is left to the client library: one %s', (_, hex) => {
    expect(read(hex, true)).toBe(0);
  });

  it.each([
    ['30 05 00 01 61 00', -1],
    ['30 7f 00 01', -125],
    ['30 fd 7f 00 01 61 00', -16_377],
  ])('waits for what is missing: %s', (hex, missing) => {
    expect(read(`00 ${hex}`, true)).toBe(missing);
  });
});
