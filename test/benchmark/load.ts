import mqttPacket from 'mqtt-packet';

/** What is sent: so many topics in turn, payloads of so many bytes. */
export type LoadShape = { readonly topics: number; readonly size: number };

/** Packets one behind the other in one buffer. */
export type EncodedLoad = {
  readonly bytes: Buffer;
  /** Where each packet ends. */
  readonly ends: readonly number[];
};

/** How many payloads a topic has before the first one comes again: its value must change. */
const variants = 2;

/** Topics of one branch. */
const branchSize = 1000;

/** Everything speaks MQTT 5. */
export const protocolVersion = 5;

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
  { qos = 0, retain = false }: { readonly qos?: 0 | 1; readonly retain?: boolean } = {},
): Buffer =>
  mqttPacket.generate(
    { cmd: 'publish', topic, payload, qos, retain, dup: false, ...(qos > 0 && { messageId: 1 }) },
    { protocolVersion },
  );

/** Each topic in turn, and once more with other payloads, encoded beforehand. */
export const encodeLoad = ({ topics, size }: LoadShape): EncodedLoad => {
  const packets = Array.from({ length: topics * variants }, (_, at) =>
    publishPacket(topicOf(at % topics), payloadOf(at % topics, Math.floor(at / topics), size)),
  );
  let end = 0;
  const ends = packets.map(({ length }) => (end += length));
  return { bytes: Buffer.concat(packets), ends };
};

/** The bytes that `mosquitto_sub -v` prints for the first message: topic, blank, payload, line end. */
export const firstPrinted = firstTopic.length + firstPayload.length + 2;

/** Tells from the bytes that `mosquitto_sub -v` has printed of a load how many messages they were. */
export const countPrinted = (
  { topics, size }: LoadShape,
  messages: number,
): ((bytes: number) => number) => {
  const last = messages - 1;
  const length = (at: number): number => {
    const index = at % topics;
    const payload = payloadOf(index, Math.floor(at / topics) % variants, size);
    return topicOf(index).length + payload.length + 2;
  };
  let round = 0;
  for (let at = 0; at < topics * variants; at += 1) round += length(at);
  let whole = Math.floor(last / (topics * variants)) * round;
  for (let at = last - (last % (topics * variants)); at < last; at += 1) whole += length(at);
  whole += firstTopic.length + lastPayload.length + 2;
  // When some are missing nobody knows which: then it is an estimate.
  return (bytes) => (bytes === whole ? messages : Math.round((bytes / whole) * messages));
};
