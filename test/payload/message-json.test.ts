import { describe, expect, it } from 'vitest';
import { strftime } from '../../source/payload/strftime.ts';
import { aMessage } from '../support/messages.ts';
import { messageJson as messageBytes } from '../support/written-bytes.ts';

const receivedAt = new Date(2026, 10, 22, 21, 3, 4, 56).getTime();
const zone = strftime('z', new Date(receivedAt));
const start = `{"tst":"2026-11-22T21:03:04.056000${zone}","topic":"a/\\"b","qos":`;

const messageJson = (...args: Parameters<typeof messageBytes>): string | undefined =>
  messageBytes(...args)?.toString();

describe('the JSON of a message', () => {
  it('has what Mosquitto has, in its order', () => {
    const message = aMessage('a/"b', '21.5', { receivedAt });
    expect(messageJson(message, 7, 'text')).toBe(
      `${start}0,"retain":0,"payloadlen":4,"payload":"21.5"}`,
    );
    expect(messageJson({ ...message, qos: 1, retain: true }, 7, 'json')).toBe(
      `${start}1,"retain":1,"payloadlen":4,"mid":7,"payload":21.5}`,
    );
  });

  it('has the properties by their names', () => {
    const properties = {
      contentType: 'text/"x"',
      responseTopic: 're/ply',
      correlationData: Buffer.from('c"1'),
      payloadFormatIndicator: true,
      messageExpiryInterval: 60,
      subscriptionIdentifier: [3, 4],
      userProperties: [
        ['k', 'v'],
        ['l', 'x'],
        ['k', 'w'],
      ] as const,
    };
    const message = aMessage('a/"b', '', { receivedAt, properties });
    expect(messageJson(message, 7, 'text')).toBe(
      `${start}0,"retain":0,"payloadlen":0,"properties":{"content-type":"text/\\"x\\"","response-topic":"re/ply","correlation-data":"c\\"1","payload-format-indicator":1,"message-expiry-interval":60,"subscription-identifier":3,"user-properties":{"k":"v","l":"x","k":"w"}},"payload":null}`,
    );
    const binary = { ...message, properties: { payloadFormatIndicator: false } };
    expect(messageJson(binary, 7, 'text')).toContain('{"payload-format-indicator":0}');
    expect(messageJson({ ...message, properties: {} }, 7, 'text')).not.toContain('properties');
  });

  it('is none where the payload should be JSON and is none', () => {
    expect(messageJson(aMessage('a', '{"b"'), 1, 'json')).toBeUndefined();
    expect(messageJson(aMessage('a', Uint8Array.of(0xff)), 1, 'json')).toBeUndefined();
    expect(messageJson(aMessage('a', ''), 1, 'json')).toContain('"payload":null}');
  });

  it('hands on bytes that are no UTF-8', () => {
    const payload = Buffer.from([0x22, 0xff, 0xc3, 0x0a, 0x00]);
    const properties = { correlationData: Buffer.from([0xfe]) };
    const bytes = messageBytes(aMessage('ö', payload, { properties }), 0, 'text');
    expect(bytes?.toString('latin1')).toContain(
      String.raw`"correlation-data":"${'\xfe'}"},"payload":"\"${'\xff\xc3'}\n\u0000"}`,
    );
    expect(bytes?.toString()).toContain('"topic":"ö"');
  });

  it.each([
    '{ "b": [1,\t2] }',
    '{"b":1,"a":2,"b":3,"2":0,"1":0}',
    '[-0.0,1e400,1.0,1724442618569203714,0.1e-7]',
    String.raw`"\u00e9\/ é"`,
    ' -0 \n',
  ])('has the payload as it was sent: %j', (text) => {
    expect(messageJson(aMessage('a', text), 1, 'json')).toContain(`"payload":${text}}`);
  });
});
