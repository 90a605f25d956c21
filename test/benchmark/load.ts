import mqttPacket from 'mqtt-packet';

/** What is sent: the number of topics, in turn, and the size of the payloads, bytes. */
export type LoadShape = { readonly topics: number; readonly size: number };

/** Packets one after the other in one buffer. */
export type EncodedLoad = {
  readonly bytes: Buffer;
  /** Where each packet ends. */
  readonly ends: readonly number[];
};

/** How many payloads a topic has before the first one comes again: its value must change. */
const variants = 2;

/** Topics of one branch. */
const branchSize = 1000;

/** 4 is MQTT 3.1.1. */
export type ProtocolVersion = 4 | 5;

/** What everybody speaks who can. */
export const protocolVersion: ProtocolVersion = 5;

/** Every topic of a load matches it. */
export const loadFilter = 'load/#';

/** The topic that every load begins and ends with. */
export const firstTopic = 'load/0/sensor-0';

/** Sent ahead of any load, for the client to show that it is there. */
export const firstPayload = 'the first one';

/** The last message of every load. */
export const lastPayload = 'the last one';

const topicOf = (index: number): string =>
  `load/${Math.floor(index / branchSize)}/sensor-${index % branchSize}`;

const payloadOf = (index: number, variant: number, size: number): string => {
  const start = `{"sensor":${index},"temperature":${20 + variant}.5,"note":"`;
  return `${start}${'.'.repeat(Math.max(0, size - start.length - 2))}"}`;
};

/** A PUBLISH packet, as bytes. With QoS 1 it asks for an acknowledgement. */
export const publishPacket = (
  topic: string,
  payload: string,
  {
    qos = 0,
    retain = false,
    version = protocolVersion,
  }: { readonly qos?: 0 | 1; readonly retain?: boolean; readonly version?: ProtocolVersion } = {},
): Buffer =>
  mqttPacket.generate(
    { cmd: 'publish', topic, payload, qos, retain, dup: false, ...(qos > 0 && { messageId: 1 }) },
    { protocolVersion: version },
  );

/** Each topic in turn, and once more with other payloads, encoded beforehand. */
export const encodeLoad = (
  { topics, size }: LoadShape,
  version: ProtocolVersion = protocolVersion,
): EncodedLoad => {
  const packets = Array.from({ length: topics * variants }, (_, at) => {
    const payload = payloadOf(at % topics, Math.floor(at / topics), size);
    return publishPacket(topicOf(at % topics), payload, { version });
  });
  let end = 0;
  const ends = packets.map(({ length }) => (end += length));
  return { bytes: Buffer.concat(packets), ends };
};

/** The bytes that `mosquitto_sub -v` prints for the first message: topic, blank, payload, line end. */
export const firstPrinted = firstTopic.length + firstPayload.length + 2;

/** Tells how many bytes `mosquitto_sub -v` prints for this many messages of a load. */
export const printedBytes = ({ topics, size }: LoadShape): ((messages: number) => number) => {
  const ends = [0];
  for (let at = 0; at < topics * variants; at += 1) {
    const index = at % topics;
    const payload = payloadOf(index, Math.floor(at / topics), size);
    ends.push(ends[at]! + topicOf(index).length + payload.length + 2);
  }
  return (messages) => {
    const before = messages - 1;
    const rounds = Math.floor(before / (topics * variants));
    const rest = ends[before % (topics * variants)]!;
    return rounds * ends.at(-1)! + rest + firstTopic.length + lastPayload.length + 2;
  };
};

/** Tells how many messages of a load the topic that it begins and ends with has had. */
export const firstTopicMessages = ({ topics }: LoadShape, messages: number): number =>
  Math.ceil((messages - 1) / topics) + 1;
