import type { IConnackPacket } from 'mqtt';
import { count } from '../format/count.ts';
import { connackInWords, reasonInWords } from './reason-codes.ts';
import { type ProtocolVersion, protocolNames } from './connection-options.ts';

/** What a broker may not take (MQTT 5, 3.2.2.3.4 and the following). */
const offers = [
  { property: 'retainAvailable', words: 'retained messages' },
  { property: 'wildcardSubscriptionAvailable', words: 'wildcard subscriptions' },
  { property: 'sharedSubscriptionAvailable', words: 'shared subscriptions' },
  { property: 'subscriptionIdentifiersAvailable', words: 'subscription identifiers' },
] as const;

/** What it takes, and what not. */
const taken = ({ properties = {} }: IConnackPacket): string[] => {
  const isTaken = ({ property }: (typeof offers)[number]): boolean =>
    properties[property] !== false;
  const yes = offers.filter(isTaken).map(({ words }) => words);
  const no = offers.filter((offer) => !isTaken(offer)).map(({ words }) => words);
  return [
    `takes ${[`QoS up to ${properties.maximumQoS ?? 2}`, ...yes].join(', ')}`,
    ...(no.length === 0 ? [] : [`does not take ${no.join(', ')}`]),
  ];
};

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
  const { receiveMaximum = 65_535, maximumPacketSize } = properties;
  const packets =
    maximumPacketSize === undefined
      ? 'no limit to the packet size'
      : `maximum packet size ${count(maximumPacketSize)} bytes`;
  return [
    `${name}: ${reasonInWords(reasonCode)}`,
    ...changed(connack),
    ...taken(connack),
    `receive maximum ${count(receiveMaximum)}, ${packets}`,
  ];
};

/** Why another protocol version is tried. */
export const concessionInWords = (code: unknown, version: ProtocolVersion): string =>
  typeof code === 'number'
    ? `${protocolNames[version]} refused: ${connackInWords(code)}`
    : `no answer to ${protocolNames[version]}`;
