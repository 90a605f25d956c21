import mqttPacket, { type IPublishPacket, type Packet } from 'mqtt-packet';

/** How many messages there are. */
export const total = 3000;

/** The packet identifier of the last one, which has QoS 1. */
export const lastId = 60_000;

const payloads = [
  '21.5',
  '{"v":1,"note":"a \\"b\\" \\\\ c"}',
  '',
  Buffer.from([0, 255, 254, 10, 13]),
  '今天天气怎么样，20 °C',
  'two\nlines\u007f',
  'x'.repeat(300),
];

/** Most are of QoS 0, of topics that come again; some are of topics that are new each time. */
const packetAt = (index: number, version: number): IPublishPacket => {
  const id = { messageId: index + 1 };
  const qos = index % 7 === 0 ? 1 : 0;
  const isRare = index % 97 === 0;
  return {
    cmd: 'publish',
    topic: isRare ? `once/${index}/°` : `site/${index % 1000}/temperature`,
    payload: payloads[index % payloads.length] as string,
    qos: index % 31 === 0 ? 2 : qos,
    retain: index % 11 === 0,
    dup: false,
    ...(index % 7 === 0 || index % 31 === 0 ? id : {}),
    ...(version === 5 && index % 5 === 0 && { properties: { subscriptionIdentifier: 7 } }),
    ...(version === 5 && index % 13 === 0 && { properties: { contentType: 'text/plain' } }),
  };
};

/** A topic name that is no UTF-8. */
const invalidTopic = (version: number): Buffer => {
  const bytes = mqttPacket.generate(
    { cmd: 'publish', topic: 'a/?/b', payload: 'x', qos: 0, retain: false, dup: false },
    { protocolVersion: version },
  );
  bytes[bytes.indexOf('?')] = 0xff;
  return bytes;
};

/** The messages as a broker sends them; `version`: 4 or 5. A message of QoS 2 arrives some later than it was sent. */
export const streamOf = (version: number): Buffer => {
  const bytesOf = (packet: Packet): Buffer =>
    mqttPacket.generate(packet, { protocolVersion: version });
  const released = new Map<number, Packet>();
  const all = Array.from({ length: total - 2 }, (_, index) => {
    const packet = packetAt(index, version);
    const release = released.get(index);
    if (packet.qos === 2)
      released.set(Math.min(index + 5, total - 3), { cmd: 'pubrel', messageId: index + 1 });
    return [bytesOf(packet), ...(release === undefined ? [] : [bytesOf(release)])];
  });
  const last = { ...packetAt(1, version), topic: 'site/last/one', messageId: lastId };
  return Buffer.concat([
    ...all.slice(0, 500).flat(),
    invalidTopic(version),
    ...all.slice(500).flat(),
    bytesOf({ ...last, qos: 1 }),
  ]);
};

/** Pieces of many lengths. */
export const cut = (bytes: Buffer): readonly Buffer[] => {
  const pieces: Buffer[] = [];
  let random = 1;
  for (let at = 0; at < bytes.length; at += pieces.at(-1)!.length) {
    random = (random * 16_807) % 2_147_483_647;
    pieces.push(bytes.subarray(at, at + 1 + (random % (random % 3 === 0 ? 40 : 5000))));
  }
  return pieces;
};
