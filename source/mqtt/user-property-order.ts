import constants from 'mqtt-packet/constants.js';

/** The identifier of the property (MQTT 5, 2.2.2.2). */
const identifier = 38;

/**
 * Makes the packet library keep the order of user properties, which has a meaning (MQTT 5, 3.3.2.3.7). It
 * collects `userProperties` in an object, which cannot hold `b, a, b`; under another name it lists them.
 */
export const readUserPropertiesInOrder = (): void => {
  constants.propertiesCodes[identifier] = 'userProperty';
  constants.propertiesTypes['userProperty'] = 'pair';
};
