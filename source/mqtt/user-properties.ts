import constants from 'mqtt-packet/constants.js';
import type { UserProperties as PacketUserProperties } from 'mqtt-packet';
import type { MessageProperties, UserProperties } from './message.ts';

/** The identifier of the property (MQTT 5, 2.2.2.2). */
const identifier = 38;

/** A pair as the packet library reads it; null where its bytes end too early. */
type PacketPair = { readonly name: string | null; readonly value: string | null };

/** The properties of a packet as the packet library reads them. */
type PacketProperties = Omit<MessageProperties, 'userProperties'> & {
  readonly userProperty?: PacketPair | readonly PacketPair[];
};

/**
 * Makes the packet library keep the order of user properties, which has a meaning (MQTT 5, 3.3.2.3.7). It
 * collects `userProperties` in an object, which cannot hold `b, a, b`; under another name it lists them.
 */
export const readUserPropertiesInOrder = (): void => {
  constants.propertiesCodes[identifier] = 'userProperty';
  constants.propertiesTypes['userProperty'] = 'pair';
};

const inOrder = (pairs: PacketPair | readonly PacketPair[]): UserProperties =>
  [pairs]
    .flat()
    .flatMap(({ name, value }) =>
      name === null || value === null ? [] : [[name, value] as const],
    );

/** The properties of a packet that the packet library has read, in its order. */
export const receivedProperties = (properties: PacketProperties): MessageProperties =>
  // Each message of a flood passes here: those without any are not copied.
  properties.userProperty === undefined
    ? properties
    : Object.fromEntries(
        Object.entries(properties).map(([name, value]) =>
          name === 'userProperty'
            ? ['userProperties', inOrder(value as PacketPair)]
            : [name, value],
        ),
      );

/** User properties for the packet library: it writes a list of objects one after the other. */
export const packetUserProperties = (
  pairs: UserProperties = [],
): { userProperties?: PacketUserProperties } =>
  pairs.length === 0
    ? {}
    : // Its types do not know that it takes a list.
      { userProperties: pairs.map((pair) => Object.fromEntries([pair])) as never };
