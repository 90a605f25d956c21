import type { MessageProperties } from '../mqtt/message.ts';

/** Correlation data is stored as text. */
type Encoded = Omit<MessageProperties, 'correlationData'> & { readonly correlationData?: string };

/**
 * The properties of a message as bytes; `undefined` if there are none besides a single subscription
 * identifier, for which a record has a field: Mosquitto sends one with every message.
 */
export const encodeProperties = (properties: MessageProperties): Buffer | undefined => {
  let isEmpty = true;
  for (const name in properties) {
    if (name !== 'subscriptionIdentifier' || typeof properties[name] !== 'number') isEmpty = false;
  }
  if (isEmpty) return undefined;
  const { correlationData, ...rest } = properties;
  const encoded: Encoded =
    correlationData === undefined
      ? rest
      : { ...rest, correlationData: Buffer.from(correlationData).toString('base64') };
  return Buffer.from(JSON.stringify(encoded));
};

/** Decodes the output of `encodeProperties`; `identifier` is the subscription identifier, 0 for none. */
export const decodeProperties = (
  bytes: Buffer,
  identifier: number,
): MessageProperties | undefined => {
  if (bytes.length === 0)
    return identifier === 0 ? undefined : { subscriptionIdentifier: identifier };
  const { correlationData, ...rest } = JSON.parse(bytes.toString()) as Encoded;
  return correlationData === undefined
    ? rest
    : { ...rest, correlationData: Buffer.from(correlationData, 'base64') };
};
