import { isUtf8 } from 'node:buffer';
import type { Message } from '../mqtt/message.ts';

/** The most bytes of a variable, with its name, "=" and the null byte behind it: Linux's MAX_ARG_STRLEN. */
const longest = 131_072;

const takes = (name: string, bytes: Uint8Array): boolean =>
  isUtf8(bytes) && !bytes.includes(0) && name.length + bytes.length + 2 <= longest;

/**
 * The environment variables for a command about a message. What cannot be in one is left out: text with a
 * null character, bytes that are not UTF-8, what is too long.
 */
export const messageEnvironment = (
  { topic, payload, qos, retain, receivedAt }: Message,
  condition: string,
): ReadonlyMap<string, string | undefined> => {
  const texts: readonly (readonly [name: string, bytes: Uint8Array])[] = [
    ['MQTT_TOPIC', Buffer.from(topic)],
    ['MQTT_PAYLOAD', payload],
    ['MQTT_QOS', Buffer.from(`${qos}`)],
    ['MQTT_RETAIN', Buffer.from(retain ? '1' : '0')],
    ['MQTT_TIME', Buffer.from(new Date(receivedAt).toISOString())],
    ['MQTT_CONDITION', Buffer.from(condition)],
  ];
  return new Map(
    texts.map(([name, bytes]) => [
      name,
      takes(name, bytes) ? Buffer.from(bytes).toString() : undefined,
    ]),
  );
};
