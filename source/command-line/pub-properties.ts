import type { MessageProperties } from '../mqtt/message.ts';
import { topicNameProblem } from '../mqtt/topic.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';
import { longestProperty, userProperties } from './user-properties.ts';

const checked = (
  values: FlagValues<'publish'>,
  name: 'content-type' | 'response-topic' | 'correlation-data',
): string | undefined => {
  const text = values[name];
  if (text !== undefined && (Buffer.byteLength(text) > longestProperty || text.includes('\0')))
    throw new UsageError(
      `--${name} takes at most ${longestProperty} bytes of UTF-8, without null characters.`,
    );
  return text;
};

/** The MQTT 5 properties of a message to publish; `undefined` if there are none. Throws `UsageError`. */
export const pubProperties = (values: FlagValues<'publish'>): MessageProperties | undefined => {
  const contentType = checked(values, 'content-type');
  const responseTopic = checked(values, 'response-topic');
  const correlationData = checked(values, 'correlation-data');
  const messageExpiryInterval = values.expiry;
  const problem = responseTopic === undefined ? undefined : topicNameProblem(responseTopic);
  if (problem !== undefined) throw new UsageError(`--response-topic: ${problem}`);
  const properties: MessageProperties = {
    ...(values['utf8'] ? { payloadFormatIndicator: true } : {}),
    ...(messageExpiryInterval === undefined ? {} : { messageExpiryInterval }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(responseTopic === undefined ? {} : { responseTopic }),
    ...(correlationData === undefined ? {} : { correlationData: Buffer.from(correlationData) }),
    ...userProperties('user-property', values['user-property']),
  };
  return Object.keys(properties).length === 0 ? undefined : properties;
};
