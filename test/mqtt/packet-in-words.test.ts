import { expect, it } from 'vitest';
import type { Packet } from 'mqtt-packet';
import { packetInWords } from '../../source/mqtt/packet-in-words.ts';

it.each<[Packet, string]>([
  [
    {
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 5,
      clientId: 'me',
      clean: true,
      keepalive: 60,
      username: 'alice',
      password: Buffer.from('sesame'),
      will: { topic: 'w', payload: Buffer.from('dead'), qos: 0, retain: false },
      properties: { sessionExpiryInterval: 30 },
    },
    'CONNECT: MQTT 5, client identifier "me", clean start, session expiry 30 s, keep alive 60 s, user name, password, last will on "w"',
  ],
  [
    { cmd: 'connack', sessionPresent: true, reasonCode: 0 },
    'CONNACK: accepted, there is an earlier session',
  ],
  [{ cmd: 'connack', sessionPresent: false, returnCode: 5 }, 'CONNACK: not authorized (5)'],
  [
    { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'a/#', qos: 1 }] },
    'SUBSCRIBE 1: "a/#" with QoS 1',
  ],
  [{ cmd: 'suback', messageId: 1, granted: [1] }, 'SUBACK 1: QoS 1 granted'],
  [{ cmd: 'suback', messageId: 1, granted: [135] }, 'SUBACK 1: not authorized (135)'],
  [
    {
      cmd: 'publish',
      messageId: 7,
      topic: 'a/b',
      payload: Buffer.from('secret'),
      qos: 1,
      retain: true,
      dup: true,
    },
    'PUBLISH 7: "a/b", QoS 1, retain, duplicate, 6 bytes',
  ],
  [
    { cmd: 'publish', topic: 'a', payload: 'é', qos: 0, retain: false, dup: false },
    'PUBLISH: "a", QoS 0, 2 bytes',
  ],
  [{ cmd: 'puback', messageId: 7, reasonCode: 16 }, 'PUBACK 7: no matching subscribers (16)'],
  [{ cmd: 'pubrel', messageId: 7 }, 'PUBREL 7'],
  [{ cmd: 'unsubscribe', messageId: 8, unsubscriptions: ['a', 'b'] }, 'UNSUBSCRIBE 8: "a", "b"'],
  [{ cmd: 'pingreq' }, 'PINGREQ'],
  [{ cmd: 'disconnect', reasonCode: 142 }, 'DISCONNECT: session taken over (142)'],
])('%j is, in words and without secrets, %s', (packet, words) => {
  expect(packetInWords(packet)).toBe(words);
});
