import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageStore } from '../../source/model/message-store.ts';
import { TopicHistories } from '../../source/model/topic-histories.ts';
import { TopicNode } from '../../source/model/topic-node.ts';
import { aContent } from '../support/messages.ts';

const kib = 1024;

/** A store that holds histories, whose topics are told apart by number. */
const storeOf = (limits: { memory: number; history?: number; payload?: number }) => {
  const { memory, history = 1, payload = 100_000 } = limits;
  const store = new MessageStore({ memory, payload });
  const nodes: TopicNode[] = [];
  const histories = new TopicHistories(store, history, nodes);
  const record = (identifier: number, size: number, properties?: { contentType: string }) => {
    nodes[identifier] ??= new TopicNode({ topic: '', parent: undefined, identifier });
    histories.add(nodes[identifier], aContent(new Uint8Array(size), { properties }));
  };
  const kept = (identifier: number): number => nodes[identifier]?.kept ?? 0;
  return { store, histories, record, kept };
};

describe('MessageStore', () => {
  it('holds its limit, whatever comes', () => {
    const sizes = fc.oneof({ weight: 3, arbitrary: fc.nat(100) }, fc.nat(20_000));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 * kib }),
        fc.array(fc.tuple(fc.nat(20), sizes, fc.nat(9000)), { size: 'max', maxLength: 200 }),
        fc.integer({ min: 1, max: 20 }),
        (memory, script, history) => {
          const { store, record, kept } = storeOf({ memory, history });
          for (const [topic, size, properties] of script) {
            record(
              topic,
              size,
              properties > 8000 ? undefined : { contentType: 'x'.repeat(properties) },
            );
            // Two segments of 1 KiB each there must be.
            expect(store.bytes).toBeLessThanOrEqual(Math.max(memory, 2 * kib));
            expect(kept(topic)).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('keeps of a payload no more than an eighth of the memory, and no larger properties', () => {
    const store = new MessageStore({ memory: 8 * kib, payload: 1e6 });
    const properties = { contentType: 'x'.repeat(2 * kib) };
    const address = store.append(aContent('x'.repeat(9 * kib), { properties }), 0, 0);
    expect(store.read(address, 'a')).toMatchObject({ size: 9 * kib, properties: undefined });
    expect(store.read(address, 'a').payload.length).toBe(kib);
  });

  it('uses memory again that nobody holds any longer', () => {
    const { store, histories, record } = storeOf({ memory: 1e6, history: 5 });
    for (let count = 0; count < 100; count += 1) record(0, 1000);
    const { bytes } = store;
    for (let count = 0; count < 10_000; count += 1) record(0, 1000);
    expect(store.bytes).toBe(bytes);
    expect(histories.evicted).toBe(0);
  });

  it('uses memory again that a large record had', () => {
    const { store, record, kept } = storeOf({ memory: 64 * kib });
    for (let count = 0; count < 50; count += 1) {
      record(0, 8 * kib);
      for (let small = 0; small < 500; small += 1) record(1, 100);
    }
    expect([kept(0), kept(1)]).toEqual([1, 1]);
    expect(store.bytes).toBeLessThanOrEqual(64 * kib);
  });

  it('makes room where the last record was a large one, and all others had to be moved', () => {
    const { store, histories, record, kept } = storeOf({ memory: 16 * kib });
    let quiet = 100;
    // Segments of which little is held, but too much for what comes last.
    while (store.bytes + kib + 2112 <= 16 * kib) {
      record(0, 0);
      record(0, 0);
      record((quiet += 1), 500);
    }
    for (let count = 0; count < 5; count += 1) record(0, 0);
    record(1, 2 * kib);
    record(2, 950);
    expect(kept(2)).toBe(1);
    expect(store.bytes).toBeLessThanOrEqual(16 * kib);
    expect(histories.evicted).toBeGreaterThan(0);
    // Nothing of the memory has been lost.
    for (let count = 0; count < 1000; count += 1) record(1000 + count, 100);
    let held = 0;
    for (let count = 0; count < 1000; count += 1) held += kept(1000 + count);
    expect(held * 160).toBeGreaterThan(10 * kib);
  });

  it('keeps within what it is left, as soon as something comes', () => {
    const { store, record, kept } = storeOf({ memory: 64 * kib, history: 1000 });
    for (let count = 0; count < 1000; count += 1) record(count % 7, 100);
    expect(store.bytes).toBe(64 * kib);
    store.leave(32 * kib);
    for (let count = 0; count < 100; count += 1) record(count % 7, 100);
    expect(store.bytes).toBeLessThanOrEqual(32 * kib);
    store.leave(1e9);
    for (let count = 0; count < 100; count += 1) record(count % 7, 100);
    expect(store.bytes).toBeLessThanOrEqual(16 * kib);
    expect(kept(0)).toBeGreaterThan(0);
    store.leave(0);
    for (let count = 0; count < 1000; count += 1) record(count % 7, 100);
    expect(store.bytes).toBe(64 * kib);
  });

  it('keeps within what it is left where little of every segment is held', () => {
    const { store, record } = storeOf({ memory: 64 * kib });
    for (let count = 0; count < 2000; count += 1)
      record(count % 10 === 0 ? 10 + (count % 200) : 0, 100);
    store.leave(40 * kib);
    for (let count = 0; count < 2000; count += 1)
      record(count % 10 === 0 ? 10 + (count % 200) : 0, 100);
    expect(store.bytes).toBeLessThanOrEqual(24 * kib);
  });

  it('takes records of any size when it is left a quarter', () => {
    const sizes = fc.oneof({ weight: 3, arbitrary: fc.nat(100) }, fc.nat(20_000));
    const steps = fc.array(fc.tuple(fc.nat(20), sizes, fc.nat(9000)), {
      size: 'max',
      maxLength: 100,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 * kib }), steps, (memory, script) => {
        const { store, record, kept } = storeOf({ memory, history: 5 });
        store.leave(memory);
        for (const [topic, size, properties] of script) {
          record(
            topic,
            size,
            properties > 8000 ? undefined : { contentType: 'x'.repeat(properties) },
          );
          expect(kept(topic)).toBeGreaterThan(0);
          expect(store.bytes).toBeLessThanOrEqual(Math.max(memory, 2 * kib));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('moves what is held together though large records have gone between', () => {
    const { histories, record } = storeOf({ memory: 64 * kib });
    for (let count = 0; count < 100; count += 1) {
      record(0, 3900);
      record(1 + count, 1);
    }
    // Those of the hundred topics take 6 KiB.
    expect(histories.evicted).toBe(0);
  });
});
