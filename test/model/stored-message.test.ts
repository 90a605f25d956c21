import { describe, expect, it } from 'vitest';
import { cutAt, remainsOf } from '../../source/model/stored-message.ts';
import { MessageStore } from '../../source/model/message-store.ts';
import type { MessageProperties } from '../../source/mqtt/message.ts';
import { decodeText } from '../../source/payload/decoders/text.ts';
import { aContent, aMessage } from '../support/messages.ts';
import { storedMessage } from '../support/stored-message.ts';

/** A slice of a network chunk, as the client library hands it out. */
const slice = (text: string): { chunk: Buffer; payload: Buffer } => {
  const chunk = Buffer.alloc(65_536, '.');
  chunk.write(text, 100);
  return { chunk, payload: chunk.subarray(100, 100 + Buffer.byteLength(text)) };
};

const propertiesBack = (properties: MessageProperties | undefined): unknown =>
  storedMessage(aMessage('a', 'x', { properties })).properties;

describe('a message that is kept', () => {
  it('has a copy of the payload: what happens to the network chunk later changes nothing', () => {
    const { chunk, payload } = slice('hello');
    const store = new MessageStore({ memory: 1e6, payload: 100 });
    const address = store.append(aContent(payload), 0, 0);
    chunk.fill(0);
    expect(store.read(address, 'a').payload.toString()).toBe('hello');
  });

  it('is handed out as a copy: what happens to it later changes nothing either', () => {
    const store = new MessageStore({ memory: 1e6, payload: 100 });
    const address = store.append(aContent('hello'), 0, 0);
    store.read(address, 'a').payload.fill(0);
    expect(store.read(address, 'a').payload.toString()).toBe('hello');
  });

  it('holds no more than the payload, or the part of it that is kept', () => {
    expect(storedMessage(aMessage('a', slice('hello').payload)).payload.length).toBe(5);
    expect(storedMessage(aMessage('a', slice('hello').payload), 2).payload.length).toBe(2);
  });

  it('gives every byte back as it was', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect([...storedMessage(aMessage('a', bytes), 1000).payload]).toEqual([...bytes]);
  });

  it('has a copy of the correlation data as well', () => {
    const { chunk, payload: correlationData } = slice('12345');
    const store = new MessageStore({ memory: 1e6, payload: 100 });
    const address = store.append(aContent('', { properties: { correlationData } }), 0, 0);
    chunk.fill(0);
    const { properties } = store.read(address, 'a');
    expect(Buffer.from(properties?.correlationData ?? []).toString()).toBe('12345');
  });

  it('gives every byte of the correlation data back as it was', () => {
    const correlationData = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    expect(propertiesBack({ correlationData })).toEqual({ correlationData });
  });

  it('keeps the rest as it came', () => {
    const properties = {
      contentType: 'text/plain',
      userProperties: [
        ['a', 'b'],
        ['a', 'c'],
      ] as const,
    };
    const message = aMessage('a/b', 'x', { qos: 2, retain: true, receivedAt: 7.5, properties });
    const { payload, ...rest } = message;
    expect(storedMessage(message)).toMatchObject({ ...rest, sequence: 1, size: 1 });
    expect(storedMessage(message).payload).toEqual(Buffer.from(payload));
  });

  it.each([
    [{ subscriptionIdentifier: 1 }],
    [{ subscriptionIdentifier: 268_435_455 }],
    [{ subscriptionIdentifier: [1, 268_435_455] }],
    [{ subscriptionIdentifier: 7, contentType: '你好' }],
    [{ payloadFormatIndicator: false, messageExpiryInterval: 0 }],
    [{ responseTopic: '' }],
    [{ correlationData: Buffer.alloc(0) }],
    [
      {
        userProperties: [
          ['key', '"'],
          ['', ''],
          ['toJSON', 'x'],
          ['key', '\ud800'],
          ['1', '\0'],
        ] as const,
      },
    ],
  ])('keeps the properties %j', (properties) => {
    expect(propertiesBack(properties)).toEqual(properties);
  });

  it.each([0, 1, 2] as const)('keeps QoS %i beside the largest identifier', (qos) => {
    const properties = { subscriptionIdentifier: 268_435_455 };
    for (const retain of [false, true])
      expect(storedMessage(aMessage('a', '', { qos, retain, properties }))).toMatchObject({
        qos,
        retain,
        properties,
      });
  });

  it('tells the true size of a payload that is cut', () => {
    expect(storedMessage(aMessage('a', 'x'.repeat(50)), 10).size).toBe(50);
  });

  it('has no properties where the message has none', () => {
    expect(storedMessage(aMessage('a'))).toHaveProperty('properties', undefined);
  });

  it.each([99, 100, 101])('leaves text readable that is cut to %i bytes', (limit) => {
    const kept = storedMessage(aMessage('a', '你好'.repeat(100)), limit);
    expect(kept.payload.length).toBeLessThanOrEqual(limit);
    expect(kept.payload.length).toBeGreaterThan(limit - 4);
    expect(decodeText(kept.payload, false)?.kind).toBe('text');
  });
});

describe('remainsOf', () => {
  const kept = storedMessage(
    aMessage('a', '你好'.repeat(10), { retain: true, properties: { contentType: 'text/plain' } }),
  );

  it('leaves the beginning of the payload, its true size, and no properties', () => {
    const remains = remainsOf(kept);
    expect(remains.payload.toString()).toBe('你好'.repeat(5));
    expect(remains).toMatchObject({ topic: 'a', size: 60, retain: true, properties: undefined });
  });

  it('holds on to no more memory than that', () => {
    expect(remainsOf(kept).payload.buffer.byteLength).toBeLessThanOrEqual(32);
  });
});

describe('where a payload is cut', () => {
  it.each([
    ['aaaa', 4, 4],
    ['aaaa', 5, 4],
    ['aaaa', 3, 3],
    ['aa你a', 3, 2],
    ['aa你a', 4, 2],
    ['aa你a', 5, 5],
    ['😀😀', 7, 4],
    ['😀', 3, 0],
    ['😀', 0, 0],
  ])('%s at %i is behind byte %i', (text, limit, end) => {
    expect(cutAt(Buffer.from(`<<${text}`), 2, 2 + Buffer.byteLength(text), limit) - 2).toBe(end);
  });

  it('is anywhere in what is no text', () => {
    expect(cutAt(Buffer.alloc(20, 0x80), 0, 20, 10)).toBe(10);
    expect(cutAt(Buffer.alloc(20, 0x80), 0, 20, 2)).toBe(2);
  });
});
