import type { MessageProperties } from './message.ts';
import type { PublishOptions } from './request-options.ts';
import type { ServerLimits } from './server-limits.ts';
import { sharedSubscription } from './topic.ts';

/** The most bytes that a PUBLISH packet of ours has besides topic, payload and the contents of its properties. */
const headerSize = 30;

/** The bytes that the contents of properties take in a packet. */
const propertiesSize = ({
  contentType = '',
  responseTopic = '',
  correlationData = Buffer.alloc(0),
  userProperties = [],
}: MessageProperties = {}): number => {
  // Each pair comes after an identifier and two lengths.
  return (
    Buffer.byteLength([contentType, responseTopic, ...userProperties.flat()].join('')) +
    correlationData.length +
    userProperties.length * 5
  );
};

/** The most bytes that a PUBLISH packet may have. */
export const publishSize = (
  topic: string,
  payload: string | Buffer,
  properties: MessageProperties | undefined,
): number =>
  Buffer.byteLength(topic) + Buffer.byteLength(payload) + propertiesSize(properties) + headerSize;

/** Why the broker does not take a subscription, by its limits; `undefined` if it may. */
export const subscriptionProblem = (filter: string, limits: ServerLimits): string | undefined => {
  if (!limits.sharedSubscriptions && sharedSubscription(filter) !== undefined)
    return 'no shared subscriptions on this broker';
  if (!limits.wildcards && /[+#]/.test(filter)) return 'no wildcards on this broker';
  return tooLarge(Buffer.byteLength(filter) + headerSize, limits);
};

const tooLarge = (size: number, { packetSize }: ServerLimits): string | undefined =>
  size > packetSize ? `at most ${packetSize} bytes a packet on this broker` : undefined;

/** Why the broker does not take a message whose packet may have `size` bytes; `undefined` if it may. */
export const publishProblem = (
  { qos, retain, insistsOnQos = false }: PublishOptions,
  size: () => number,
  limits: ServerLimits,
): string | undefined => {
  if (retain && !limits.retain) return 'no retained messages on this broker';
  if (insistsOnQos && qos > limits.maximumQos)
    return `at most QoS ${limits.maximumQos} on this broker`;
  // Most brokers set no limit, and a flood is published here.
  return limits.packetSize === Number.POSITIVE_INFINITY ? undefined : tooLarge(size(), limits);
};
