import type { MessageProperties } from '../mqtt/message.ts';
import { topicNameProblem } from '../mqtt/topic.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The longest string or binary data, in bytes: its length has 16 bits (MQTT 5, 1.5.4 and 1.5.6). */
const most = 65_535;

const checked = (
  values: FlagValues<'pub'>,
  name: 'content-type' | 'response-topic' | 'correlation-data',
): string | undefined => {
  const text = values[name];
  if (text !== undefined && (Buffer.byteLength(text) > most || text.includes('\0')))
    throw new UsageError(
      `--${name} takes at most ${most} bytes of UTF-8, without null characters.`,
    );
  return text;
};

const userProperties = (pairs: readonly string[]): Pick<MessageProperties, 'userProperties'> => {
  if (pairs.length === 0) return {};
  const byName = new Map<string, readonly string[]>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at === -1 || Buffer.byteLength(pair) > most)
      throw new UsageError(`--user-property takes NAME=VALUE of at most ${most} bytes.`);
    const name = pair.slice(0, at);
    byName.set(name, [...(byName.get(name) ?? []), pair.slice(at + 1)]);
  }
  return { userProperties: Object.fromEntries(byName) };
};

/** The MQTT 5 properties of what `pub` publishes; `undefined` if there are none. Throws `UsageError`. */
export const pubProperties = (values: FlagValues<'pub'>): MessageProperties | undefined => {
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
    ...userProperties(values['user-property']),
  };
  return Object.keys(properties).length === 0 ? undefined : properties;
};
