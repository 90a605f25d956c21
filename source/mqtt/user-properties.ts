import type { UserProperties as PacketUserProperties } from 'mqtt-packet';
import type { MessageProperties, UserProperties } from './message.ts';

/** A pair as the packet library reads it; null where its bytes end too early. */
type PacketPair = { readonly name: string | null; readonly value: string | null };

/** The properties of a packet as the packet library reads them, see `readUserPropertiesInOrder`. */
type PacketProperties = Omit<MessageProperties, 'userProperties'> & {
  readonly userProperty?: PacketPair | readonly PacketPair[];
};

const inOrder = (pairs: PacketPair | readonly PacketPair[]): UserProperties =>
  [pairs]
    .flat()
    .flatMap(({ name, value }) =>
      name === null || value === null ? [] : [[name, value] as const],
    );

/** The properties of a packet that the packet library has read, in its order. */
export const receivedProperties = (properties: PacketProperties): MessageProperties => {
  const { userProperty } = properties;
  // Each message of a flood passes here: those without any are not copied.
  if (userProperty === undefined) return properties;
  const userProperties = inOrder(userProperty);
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) =>
      name === 'userProperty' ? ['userProperties', userProperties] : [name, value],
    ),
  );
};

/** User properties for the packet library: it writes a list of objects one after the other. */
export const packetUserProperties = (
  pairs: UserProperties = [],
): { userProperties?: PacketUserProperties } =>
  pairs.length === 0
    ? {}
    : // Its types do not know that it takes a list.
      { userProperties: pairs.map((pair) => Object.fromEntries([pair])) as never };
