import constants from 'mqtt-packet/constants.js';
import { isRefusalCode } from './reason-codes.ts';

const allCodes = Array.from({ length: 256 }, (_, code) => code);

const add = (table: Record<number, string>, codes: readonly number[]): void => {
  for (const code of codes) table[code] ??= 'Unlisted';
};

/**
 * Makes the packet library read every reason code. It ends the connection at one that the standard does not
 * list for the packet, but brokers send such codes: Mosquitto 149 in PUBACK, mochi 1.
 */
export const readUnlistedReasonCodes = (): void => {
  add(constants.MQTT5_PUBACK_PUBREC_CODES, allCodes);
  add(constants.MQTT5_PUBREL_PUBCOMP_CODES, allCodes);
  add(constants.MQTT5_UNSUBACK_CODES, allCodes);
  add(constants.MQTT5_DISCONNECT_CODES, allCodes);
  add(constants.MQTT5_AUTH_CODES, allCodes);
  // Below 128 a code of SUBACK is the QoS granted, of which there are three.
  add(constants.MQTT5_SUBACK_CODES, allCodes.filter(isRefusalCode));
};
