import type { MessageProperties } from '../mqtt/message.ts';
import { UsageError } from './usage-error.ts';

/** The longest string or binary data, in bytes: its length has 16 bits (MQTT 5, 1.5.4 and 1.5.6). */
export const longestProperty = 65_535;

/** The user properties from a flag's `NAME=VALUE` pairs; an empty object if there are none. Throws `UsageError`. */
export const userProperties = (
  flag: string,
  pairs: readonly string[],
): Pick<MessageProperties, 'userProperties'> => {
  if (pairs.length === 0) return {};
  const all = pairs.map((pair) => {
    const at = pair.indexOf('=');
    if (at === -1 || Buffer.byteLength(pair) > longestProperty)
      throw new UsageError(`--${flag} takes NAME=VALUE of at most ${longestProperty} bytes.`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return { userProperties: all };
};
