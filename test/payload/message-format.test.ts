import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldSource } from '../../source/payload/message-fields.ts';
import { FormatError, parseMessageFormat } from '../../source/payload/message-format.ts';
import { strftime } from '../../source/payload/strftime.ts';
import { hostileTexts } from '../support/arbitraries.ts';
import { aMessage } from '../support/messages.ts';

const source: FieldSource = {
  message: aMessage('a/b', 'héllo', {
    qos: 1,
    retain: true,
    receivedAt: new Date(2026, 10, 22, 21, 3, 4, 567).getTime(),
    properties: { contentType: 'text/plain', userProperties: { k: ['v', 'w'], l: 'x' } },
  }),
  messageId: 7,
  gate: (bytes) => bytes,
  onNoJson: () => undefined,
};

const safe = (): Buffer => Buffer.from('safe');

const written = (format: string, more: Partial<FieldSource> = {}): string =>
  parseMessageFormat(format)({ ...source, ...more }).toString();

const isWrittenOrRefused = (format: string): boolean => {
  try {
    return Buffer.isBuffer(parseMessageFormat(format)(source));
  } catch (error) {
    return error instanceof FormatError;
  }
};

describe('a format', () => {
  it.each([
    ['', ''],
    ['%t %p %q %r %l %m', 'a/b héllo 1 1 6 7'],
    ['100%%', '100%'],
    ['%5t|%-5t|%.2t|%5.2t|%-5.2t|', '  a/b|a/b  |a/|   a/|a/   |'],
    ['%04l|%-4l|%4l|', '0006|6   |   6|'],
    ['%8p|%-8p|%08p|', '  héllo|héllo  |00héllo|'],
    ['%x|%X|%4x|', '68c3a96c6c6f|68C3A96C6C6F|68c3|'],
    ['%C|%.4C|%P|%E|%3E|%03E|%F|%R|%S|%D|%A', 'text/plain|text|k:v k:w l:x||   |000|||||'],
    ['@Y-@m-@d @H:@M:@S.@N @@ @q', '2026-11-22 21:03:04.567000000 @ %q'],
    [String.raw`\\|\a|\e|\n|\r|\t|\v|\0|\x41|`, '\\|\u0007|\u001b|\n|\r|\t|\v|\0|A|'],
    ['日本 %t 😀', '日本 a/b 😀'],
  ])('%j gives %j', (format, expected) => {
    expect(written(format)).toBe(expected);
  });

  it('writes every property, and nothing where there are none', () => {
    const properties = {
      responseTopic: 're/ply',
      correlationData: Buffer.from('c1'),
      payloadFormatIndicator: true,
      messageExpiryInterval: 60,
      subscriptionIdentifier: [7, 8],
      userProperties: { k: 'v' },
    };
    const format = '%C|%R|%5R|%D|%F|%E|%05E|%S|%P';
    const message = { ...source.message, properties };
    expect(written(format, { message })).toBe('|re/ply|re/ply|c1|1|60|00060|7|k:v');
    expect(written(format, { message: { ...message, properties: undefined } })).toBe(
      '||||||00000||',
    );
    const binary = { ...message, properties: { payloadFormatIndicator: false } };
    expect(written('%F', { message: binary })).toBe('0');
  });

  it('writes the time with its zone, and in seconds and nanoseconds', () => {
    const date = new Date(source.message.receivedAt);
    const zone = strftime('z', date);
    expect(written('%I')).toBe(`2026-11-22T21:03:04${zone}`);
    expect(written('%U')).toBe(`${strftime('s', date)}.567000000`);
  });

  it('writes bytes as they are', () => {
    const payload = Buffer.from([0, 0xff, 0x80]);
    const bytes = parseMessageFormat('%p')({ ...source, message: aMessage('a', payload) });
    expect(bytes).toEqual(payload);
  });

  it('lets what is from outside pass the gate, and nothing else', () => {
    expect(written(String.raw`\e%t\e%p%q`, { gate: safe })).toBe('\u001bsafe\u001bsafe1');
  });

  it.each([
    ['%', 'middle'],
    ['a%-', 'middle'],
    ['a%10', 'middle'],
    ['@', 'middle'],
    ['\\', 'middle'],
    ['%d', '%t'],
    [String.raw`\q`, String.raw`\n`],
    ['%99999t', '10000'],
  ])('%j is refused with what there is', (format, why) => {
    expect(() => parseMessageFormat(format)).toThrow(FormatError);
    expect(() => parseMessageFormat(format)).toThrow(why);
  });

  it('of any text writes something or is refused', () => {
    fc.assert(
      fc.property(
        fc.oneof(hostileTexts(), fc.stringMatching(/^([%@\\][-.0-9]*[a-zA-Z])*$/)),
        (format) => {
          expect(isWrittenOrRefused(format)).toBe(true);
        },
      ),
    );
  });

  it('tells of a payload that should be JSON and is none', () => {
    const topics: string[] = [];
    expect(written('%J', { onNoJson: (topic) => topics.push(topic) })).toBe('');
    expect(topics).toEqual(['a/b']);
  });
});
