import type { MessageProperties } from './message.ts';
import { topicNameProblem } from './topic.ts';

/** The largest two-byte length (MQTT 5, 1.5.4 and 1.5.6), and the largest four-byte number of seconds (3.3.2.3.3). */
const longest = 65_535;
const longestExpiry = 4_294_967_295;

const isText = (text: string): boolean =>
  Buffer.byteLength(text) <= longest && !text.includes('\0');

/** Why no packet can carry these properties, in one sentence; sending them would lose the connection. */
export const propertiesProblem = ({
  messageExpiryInterval = 0,
  contentType = '',
  responseTopic,
  correlationData = Buffer.alloc(0),
  userProperties = [],
}: MessageProperties): string | undefined => {
  if (messageExpiryInterval > longestExpiry)
    return `The message expiry is at most ${longestExpiry} seconds.`;
  if (!isText(contentType))
    return `A content type has at most ${longest} bytes and no null character.`;
  if (correlationData.length > longest) return `Correlation data has at most ${longest} bytes.`;
  if (!userProperties.flat().every(isText))
    return `A user property has at most ${longest} bytes in its name and value, and no null character.`;
  const topic = responseTopic === undefined ? undefined : topicNameProblem(responseTopic);
  return topic === undefined ? undefined : `The response topic cannot be used: ${topic}`;
};
