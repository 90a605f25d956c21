import type { Packet } from 'mqtt-packet';
import { plural } from '../format/count.ts';
import { protocolNames, type ProtocolVersion } from './connection-options.ts';
import { connackInWords, reasonInWords } from './reason-codes.ts';

type Of<Command extends Packet['cmd']> = Extract<Packet, { cmd: Command }>;

const number = ({ messageId }: { readonly messageId?: number | undefined }): string =>
  messageId === undefined || messageId === 0 ? '' : ` ${messageId}`;

const named = (topic: string): string => `"${topic}"`;

const list = (parts: readonly (string | false | undefined)[]): string => {
  const there = parts.filter((part) => typeof part === 'string' && part !== '');
  return there.length === 0 ? '' : `: ${there.join(', ')}`;
};

/** Not what CONNECT logs in with, only whether it does. */
const connect = (packet: Of<'connect'>): string => {
  const { protocolVersion = 4, clientId, clean, keepalive, properties, will } = packet;
  const expiry = properties?.sessionExpiryInterval;
  return list([
    protocolNames[protocolVersion as ProtocolVersion],
    `client identifier ${named(clientId)}`,
    clean === true ? 'clean start' : 'no clean start',
    expiry !== undefined && `session expiry ${expiry} s`,
    `keep alive ${keepalive ?? 0} s`,
    packet.username !== undefined && 'user name',
    packet.password !== undefined && 'password',
    will !== undefined && `last will on ${named(will.topic)}`,
  ]);
};

const connack = ({ reasonCode, returnCode, sessionPresent }: Of<'connack'>): string => {
  const code = reasonCode ?? returnCode ?? 0;
  return list([
    code === 0 ? 'accepted' : connackInWords(code),
    sessionPresent && 'there is an earlier session',
  ]);
};

const publish = (packet: Of<'publish'>): string => {
  const { topic, payload, qos, retain, dup, properties } = packet;
  return list([
    topic === '' ? `topic alias ${properties?.topicAlias}` : named(topic),
    `QoS ${qos}`,
    retain && 'retain',
    dup && 'duplicate',
    plural(Buffer.byteLength(payload), 'byte', 'bytes'),
  ]);
};

/** Codes from 128 refuse; those below are the QoS granted (MQTT 5, 3.9.3). */
const granted = (codes: readonly unknown[]): string =>
  list(
    codes.map((code) =>
      Number(code) < 128 ? `QoS ${String(code)} granted` : reasonInWords(Number(code)),
    ),
  );

const reason = ({ reasonCode = 0 }: { readonly reasonCode?: number | undefined }): string =>
  reasonCode === 0 ? '' : `: ${reasonInWords(reasonCode)}`;

const details = (packet: Packet): string => {
  switch (packet.cmd) {
    case 'connect':
      return connect(packet);
    case 'connack':
      return connack(packet);
    case 'publish':
      return publish(packet);
    case 'subscribe':
      return list(packet.subscriptions.map(({ topic, qos }) => `${named(topic)} with QoS ${qos}`));
    case 'suback':
      return granted(packet.granted);
    case 'unsubscribe':
      return list(packet.unsubscriptions.map(named));
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp':
    case 'disconnect':
      return reason(packet);
    case 'unsuback':
    case 'pingreq':
    case 'pingresp':
    case 'auth':
      return '';
  }
};

/**
 * A packet in words, such as `PUBLISH 7: "a/b", QoS 1, retain, 12 bytes`: without its payload, and without
 * what CONNECT logs in with. Not yet `printable`.
 */
export const packetInWords = (packet: Packet): string =>
  `${packet.cmd.toUpperCase()}${number(packet)}${details(packet)}`;
