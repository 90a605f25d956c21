import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageProperties } from '../../source/mqtt/message.ts';
import {
  decodeMessageLine,
  encodeMessageLine,
  type LineMessage,
  MessageLineError,
} from '../../source/payload/message-line.ts';
import { hostileTexts, payloads, topicNames } from '../support/arbitraries.ts';
import { aMessage } from '../support/messages.ts';

const bytes = payloads.map((payload) => Buffer.from(payload));
const identifiers = fc.integer({ min: 1, max: 268_435_455 });

const userPropertyNames = fc.oneof(
  hostileTexts(10),
  fc.constantFrom('', '__proto__', 'constructor', 'unit', '2', '1'),
);

const properties: fc.Arbitrary<MessageProperties> = fc.record(
  {
    payloadFormatIndicator: fc.boolean(),
    messageExpiryInterval: fc.nat(),
    contentType: hostileTexts(),
    responseTopic: topicNames,
    correlationData: bytes,
    subscriptionIdentifier: fc.oneof(identifiers, fc.array(identifiers, { minLength: 1 })),
    userProperties: fc.array(fc.tuple(userPropertyNames, hostileTexts()), { maxLength: 6 }),
  },
  { requiredKeys: [] },
);

const messages: fc.Arbitrary<LineMessage> = fc.record(
  {
    receivedAt: fc.integer({ min: 0, max: 4_102_444_800_000 }),
    topic: topicNames,
    qos: fc.constantFrom(0 as const, 1 as const, 2 as const),
    retain: fc.boolean(),
    payload: bytes,
    dup: fc.constant(true),
    properties,
  },
  { requiredKeys: ['receivedAt', 'topic', 'qos', 'retain', 'payload'] },
);

const plain: LineMessage = {
  receivedAt: Date.UTC(2026, 10, 22, 21, 3, 4, 567),
  topic: 'site/1/door',
  qos: 1,
  retain: false,
  payload: Buffer.from('open'),
};

const isMessageOrRefused = (text: string): boolean => {
  try {
    return typeof decodeMessageLine(text).topic === 'string';
  } catch (error) {
    return error instanceof MessageLineError;
  }
};

const lineOf = (members: object): string =>
  JSON.stringify({ time: '2026-11-22T21:03:04Z', topic: 'a', payload: '', ...members });

describe('a message as a line', () => {
  it('goes through unchanged, whatever it is', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(decodeMessageLine(encodeMessageLine(message))).toEqual(message);
      }),
      { numRuns: 1000 },
    );
  });

  it('is one line of JSON that does a terminal no harm', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const line = encodeMessageLine(message);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(JSON.parse(line)).toMatchObject({ topic: message.topic });
      }),
    );
  });

  it('looks as docs/scripts.md says', () => {
    const userProperties = [
      ['unit', 'a'],
      ['1', 'x'],
      ['unit', 'b'],
    ] as const;
    expect(
      encodeMessageLine({ ...plain, properties: { contentType: 'text/plain', userProperties } }),
    ).toBe(
      '{"time":"2026-11-22T21:03:04.567Z","topic":"site/1/door","qos":1,"retain":false,"payload":"open","properties":{"contentType":"text/plain","userProperties":[["unit","a"],["1","x"],["unit","b"]]}}',
    );
  });

  it('has bytes that are no UTF-8 in base64', () => {
    const line = encodeMessageLine({ ...plain, payload: Buffer.from([0xff, 0xfe]), dup: true });
    expect(JSON.parse(line)).toMatchObject({ payload64: '//4=', dup: true });
    expect(line).not.toContain('"payload"');
  });
});

describe('a line', () => {
  it('may leave out QoS, retain and dup', () => {
    expect(decodeMessageLine(lineOf({}))).toMatchObject({ qos: 0, retain: false, topic: 'a' });
  });

  it.each([
    ['', 'not a JSON object'],
    ['[]', 'not a JSON object'],
    ['{"topic":"a"}', '"time"'],
    [lineOf({ time: 'yesterday' }), '"time"'],
    [lineOf({ time: '-271821-04-20T00:00:00Z' }), '"time"'],
    [lineOf({ topic: 1 }), '"topic"'],
    [lineOf({ qos: 3 }), '"qos"'],
    [lineOf({ retain: 1 }), '"retain"'],
    [lineOf({ dup: 'x' }), '"dup"'],
    [lineOf({ payload: {} }), '"payload64"'],
    [lineOf({ payload: undefined }), '"payload"'],
    [lineOf({ payload: undefined, payload64: '!' }), 'base64'],
    [lineOf({ payload64: '' }), 'cannot be used together'],
    [lineOf({ properties: [] }), '"properties"'],
    [lineOf({ properties: { contentType: 1 } }), '"contentType"'],
    [lineOf({ properties: null }), '"properties"'],
    [lineOf({ properties: { payloadFormatIndicator: 1 } }), '"payloadFormatIndicator"'],
    [lineOf({ properties: { messageExpiryInterval: 1.5 } }), '"messageExpiryInterval"'],
    [lineOf({ properties: { messageExpiryInterval: -1 } }), '"messageExpiryInterval"'],
    [lineOf({ properties: { messageExpiryInterval: '1' } }), '"messageExpiryInterval"'],
    [lineOf({ properties: { responseTopic: 1 } }), '"responseTopic"'],
    [lineOf({ properties: { correlationData64: 'a' } }), '"correlationData64" is base64'],
    [lineOf({ properties: { subscriptionIdentifier: 0 } }), '"subscriptionIdentifier"'],
    [lineOf({ properties: { subscriptionIdentifier: 1.5 } }), '"subscriptionIdentifier"'],
    [lineOf({ properties: { subscriptionIdentifier: [1, 0] } }), '"subscriptionIdentifier"'],
    [lineOf({ properties: { userProperties: 'a' } }), '"userProperties"'],
    [lineOf({ properties: { userProperties: [['a', 'b', 'c']] } }), '"userProperties"'],
    [lineOf({ properties: { userProperties: [['a', 1]] } }), '"userProperties"'],
    [lineOf({ properties: { userProperties: ['ab'] } }), '"userProperties"'],
    [lineOf({ properties: { userProperties: [['a']] } }), '"userProperties"'],
  ])('%s is refused with a reason', (text, why) => {
    expect(() => decodeMessageLine(text)).toThrow(MessageLineError);
    expect(() => decodeMessageLine(text)).toThrow(why);
  });

  it('has the least and the most that is allowed', () => {
    const most = { messageExpiryInterval: 0, subscriptionIdentifier: [1, 2] };
    expect(decodeMessageLine(lineOf({ properties: most })).properties).toEqual(most);
    expect(decodeMessageLine(lineOf({ qos: 2, retain: true, dup: true }))).toMatchObject({
      qos: 2,
      retain: true,
      dup: true,
    });
    expect(decodeMessageLine(lineOf({ dup: false }))).not.toHaveProperty('dup');
  });

  it('of any text is a message or refused, never a crash', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), hostileTexts()), (text) => {
        expect(isMessageOrRefused(text)).toBe(true);
      }),
    );
  });
});

it('a payload of many MiB that is no text comes back from its line', () => {
  const payload = Buffer.alloc(8 * 1024 * 1024, 0xff);
  const line = encodeMessageLine(aMessage('a', payload));
  expect(payload.equals(decodeMessageLine(line).payload)).toBe(true);
});
