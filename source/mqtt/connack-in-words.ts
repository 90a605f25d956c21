import type { IConnackPacket } from 'mqtt';
import { count } from '../format/count.ts';
import { connackInWords, reasonInWords } from './reason-codes.ts';
import { type ProtocolVersion, protocolNames } from './connection-options.ts';

const isTaken = (name: string, taken: boolean | undefined): string =>
  `${name}: ${taken === false ? 'no' : 'yes'}`;

/** What the broker sets differently than asked (MQTT 5, 3.2.2.3). */
const changed = ({ properties = {} }: IConnackPacket): string[] => {
  const { serverKeepAlive, assignedClientIdentifier, sessionExpiryInterval } = properties;
  return [
    ...(serverKeepAlive === undefined ? [] : [`keep alive set to ${serverKeepAlive} s`]),
    ...(assignedClientIdentifier === undefined
      ? []
      : [`client identifier assigned: ${assignedClientIdentifier}`]),
    ...(sessionExpiryInterval === undefined
      ? []
      : [`session expiry set to ${count(sessionExpiryInterval)} s`]),
  ];
};

/** What a broker has answered to CONNECT: that it accepts it, and what it takes. Not yet `printable`. */
export const connackWords = (connack: IConnackPacket, version: ProtocolVersion): string[] => {
  const name = protocolNames[version];
  if (version < 5) return [`${name}, which does not tell what the broker takes`];
  const { properties = {}, reasonCode = 0 } = connack;
  const { maximumQoS = 2, receiveMaximum = 65_535, maximumPacketSize } = properties;
  return [
    `${name}: ${reasonInWords(reasonCode)}`,
    ...changed(connack),
    `maximum QoS: ${maximumQoS}`,
    isTaken('retained messages', properties.retainAvailable),
    isTaken('wildcard subscriptions', properties.wildcardSubscriptionAvailable),
    isTaken('shared subscriptions', properties.sharedSubscriptionAvailable),
    isTaken('subscription identifiers', properties.subscriptionIdentifiersAvailable),
    `receive maximum: ${count(receiveMaximum)}`,
    `maximum packet size: ${maximumPacketSize === undefined ? 'no limit told' : `${count(maximumPacketSize)} bytes`}`,
  ];
};

/** Why another protocol version is tried. */
export const concessionInWords = (code: unknown, version: ProtocolVersion): string =>
  typeof code === 'number'
    ? `${protocolNames[version]} refused: ${connackInWords(code)}`
    : `no answer to ${protocolNames[version]}`;
