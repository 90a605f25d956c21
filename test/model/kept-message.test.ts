import { describe, expect, it } from 'vitest';
import { costOf, keep } from '../../source/model/kept-message.ts';
import { layOutPayload } from '../../source/payload/decoders.ts';
import { aMessage } from '../support/messages.ts';

/** A slice of a network chunk, as the client library hands it out. */
const slice = (text: string): { chunk: Buffer; payload: Buffer } => {
  const chunk = Buffer.alloc(65_536, '.');
  chunk.write(text, 100);
  return { chunk, payload: chunk.subarray(100, 100 + Buffer.byteLength(text)) };
};

describe('keep', () => {
  it('copies the payload: what happens to the network chunk later changes nothing', () => {
    const { chunk, payload } = slice('hello');
    const kept = keep(aMessage('a', payload), 1, 100);
    chunk.fill(0);
    expect(Buffer.from(kept.payload).toString()).toBe('hello');
  });

  it('holds no more than the payload, or the part of it that is kept', () => {
    expect(keep(aMessage('a', slice('hello').payload), 1, 100).keptSize).toBe(5);
    expect(keep(aMessage('a', slice('hello').payload), 1, 2).keptSize).toBe(2);
  });

  it('gives every byte back as it was', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect([...keep(aMessage('a', Buffer.from(bytes)), 1, 1000).payload]).toEqual([...bytes]);
  });

  it('copies the correlation data as well', () => {
    const { chunk, payload: correlationData } = slice('12345');
    const kept = keep(aMessage('a', '', { properties: { correlationData } }), 1, 100);
    chunk.fill(0);
    expect(Buffer.from(kept.properties?.correlationData ?? []).toString()).toBe('12345');
  });

  it('keeps the rest as it came', () => {
    const properties = { contentType: 'text/plain', userProperties: { a: ['b', 'c'] } };
    const message = aMessage('a/b', 'x', { qos: 2, retain: true, receivedAt: 7, properties });
    const { payload, ...rest } = message;
    expect(keep(message, 3, 100)).toMatchObject({ ...rest, sequence: 3, size: 1 });
    expect(Buffer.from(keep(message, 3, 100).payload)).toEqual(Buffer.from(payload));
  });

  it('tells the true size of a payload that is cut', () => {
    expect(keep(aMessage('a', 'x'.repeat(50)), 1, 10).size).toBe(50);
  });

  it('has no properties where the message has none', () => {
    expect(keep(aMessage('a'), 1, 100)).toHaveProperty('properties', undefined);
  });

  it.each([99, 100, 101])('leaves text readable that is cut to %i bytes', (limit) => {
    const kept = keep(aMessage('a', '你好'.repeat(100)), 1, limit);
    expect(kept.payload.length).toBeGreaterThan(limit - 4);
    expect(layOutPayload(kept.payload, 10).decoder).toBe('text');
  });
});

describe('costOf', () => {
  it('grows with what is kept of the payload', () => {
    const empty = costOf(keep(aMessage('a'), 1, 1000));
    expect(costOf(keep(aMessage('a', 'x'.repeat(500)), 1, 1000))).toBe(empty + 500);
    expect(costOf(keep(aMessage('a', 'x'.repeat(5000)), 1, 1000))).toBe(empty + 1000);
  });

  it('counts what a message carries beside its payload: it may be larger', () => {
    const bare = costOf(keep(aMessage('a'), 1, 1000));
    for (const properties of [
      { userProperties: { key: 'x'.repeat(60_000) } },
      { correlationData: new Uint8Array(60_000) },
    ]) {
      const laden = costOf(keep(aMessage('a', '', { properties }), 1, 1000));
      expect(laden).toBeGreaterThanOrEqual(bare + 60_000);
    }
  });
});
