import '../support/property-seed.ts';
import * as fc from 'fast-check';
import mqttPacket from 'mqtt-packet';
import { expect, it } from 'vitest';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { PublishFrame } from '../../source/mqtt/publish-frame.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

const publish = fc.record({
  topic: fc.constantFrom('a', 'a/b', 'a/b/c', 'd/温度'),
  payload: fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.uint8Array({ minLength: 250, maxLength: 260 }),
    fc
      .string({ unit: 'grapheme', minLength: 400, maxLength: 500 })
      .map((text) => Buffer.from(text)),
  ),
  retain: fc.boolean(),
  identifiers: fc.constantFrom([], [], [7], [268_435_455], [1, 2]),
  isStored: fc.boolean(),
  after: fc.nat(3000),
});

type Publish = typeof publish extends fc.Arbitrary<infer T> ? T : never;

const packetOf = ({ topic, payload, retain, identifiers }: Publish): Buffer =>
  mqttPacket.generate(
    {
      cmd: 'publish',
      topic,
      payload: Buffer.from(payload),
      retain,
      qos: 0,
      dup: false,
      ...(identifiers.length > 0 && {
        // The types know of one, the encoder of several.
        properties: { subscriptionIdentifier: identifiers as unknown as number },
      }),
    },
    { protocolVersion: 5 },
  );

/** Everything that the tree tells of its topics, and all that it has kept. */
const allOf = (tree: TopicTree, now: number): unknown =>
  [tree.root, ...tree.nodes].map((node) => [
    node.topic,
    node.messages,
    node.messagesBelow,
    node.latest,
    node.bytes,
    node.bytesBelow,
    node.isRetained,
    node.rate.perSecond(now),
    tree.arrivals.newestAt(node.identifier),
    tree.histories.of(node),
  ]);

it('records a packet from the bytes that have arrived just as the same message', () => {
  const topics = ['a', 'a/b', 'a/b/c', 'd/温度'];
  fc.assert(
    fc.property(fc.array(publish, { minLength: 1, maxLength: 40 }), (all) => {
      const limits = { history: 5, payload: 450, memory: 64 * 1024 };
      const trees = [treeOf(topics, limits), treeOf(topics, limits)] as const;
      const chunk = Buffer.concat(all.map(packetOf));
      const frame = new PublishFrame();
      let now = 1.7e12;
      let at = 0;
      for (const { topic, isStored, after } of all) {
        at = frame.read(chunk, at, true);
        frame.receivedAt = now += after;
        const node = trees[0].findBytes(chunk, frame.topicStart, frame.topicEnd);
        expect(node).toBe(nodeOf(trees[0], topic));
        if (node !== undefined) trees[0].recordFrame(node, frame, isStored);
        trees[1].record(frame.message(topic), isStored);
      }
      expect(at).toBe(chunk.length);
      chunk.fill(0);
      expect(allOf(trees[0], now)).toEqual(allOf(trees[1], now));
    }),
  );
});
