import mqttPacket, { type IPublishPacket, type Packet } from 'mqtt-packet';
import { expect, test } from 'vitest';
import {
  encodeLoad,
  firstTopic,
  firstTopicMessages,
  lastPayload,
  type ProtocolVersion,
  printedBytes,
} from './load.ts';

const shape = { topics: 3, size: 64 } as const;

/** What the load server sends when it sends this many messages: the load again and again, then the last one. */
const sent = (
  messages: number,
  version: ProtocolVersion = 5,
): { topic: string; size: number }[] => {
  const packets: IPublishPacket[] = [];
  const parser = mqttPacket.parser({ protocolVersion: version });
  parser.on('packet', (packet: Packet) => packets.push(packet as IPublishPacket));
  parser.parse(encodeLoad(shape, version).bytes);
  const load = packets.map(({ topic, payload }) => ({ topic, size: payload.length }));
  return [
    ...Array.from({ length: messages - 1 }, (_, at) => load[at % load.length]!),
    { topic: firstTopic, size: lastPayload.length },
  ];
};

test.each([4, 5] as const)(
  'a load has its topics in turn, in version %i of the protocol',
  (version) => {
    expect(sent(7, version).slice(0, -1)).toEqual([
      { topic: 'load/0/sensor-0', size: 64 },
      { topic: 'load/0/sensor-1', size: 64 },
      { topic: 'load/0/sensor-2', size: 64 },
      { topic: 'load/0/sensor-0', size: 64 },
      { topic: 'load/0/sensor-1', size: 64 },
      { topic: 'load/0/sensor-2', size: 64 },
    ]);
  },
);

test('each packet ends where the next begins', () => {
  const { bytes, ends } = encodeLoad(shape);
  expect(ends).toHaveLength(6);
  expect(ends.at(-1)).toBe(bytes.length);
  for (const end of ends.slice(0, -1)) expect(bytes[end]).toBe(0x30);
});

test.each(Array.from({ length: 14 }, (_, index) => index + 1))(
  'of %i messages, bytes printed and messages of the first topic are known beforehand',
  (messages) => {
    const all = sent(messages);
    const bytes = all.reduce((sum, { topic, size }) => sum + topic.length + size + 2, 0);
    expect(printedBytes(shape)(messages)).toBe(bytes);
    expect(firstTopicMessages(shape, messages)).toBe(
      all.filter(({ topic }) => topic === firstTopic).length,
    );
  },
);
