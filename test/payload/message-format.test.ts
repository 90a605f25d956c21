import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldSource } from '../../source/payload/message-fields.ts';
import { FormatError, parseMessageFormat } from '../../source/payload/message-format.ts';
import { strftime } from '../../source/payload/strftime.ts';
import { hostileTexts } from '../support/arbitraries.ts';
import { aMessage } from '../support/messages.ts';
import { writtenBytes } from '../support/written-bytes.ts';

const source: FieldSource = {
  message: aMessage('a/b', 'héllo', {
    qos: 1,
    retain: true,
    receivedAt: new Date(2026, 10, 22, 21, 3, 4, 567).getTime(),
    properties: {
      contentType: 'text/plain',
      userProperties: [
        ['k', 'v'],
        ['l', 'x'],
        ['k', 'w'],
      ],
    },
  }),
  messageId: 7,
  gate: (bytes) => bytes,
  onNoJson: () => undefined,
};

const safe = (): Buffer => Buffer.from('safe');

const written = (format: string, more: Partial<FieldSource> = {}): string =>
  writtenBytes((into) => parseMessageFormat(format)({ ...source, ...more }, into)).toString();

const isWrittenOrRefused = (format: string): boolean => {
  try {
    return Buffer.isBuffer(writtenBytes((into) => parseMessageFormat(format)(source, into)));
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
    // As mosquitto_sub does it: a wide field shows half of the bytes.
    [
      '%5x|%-5x|%05x|%1x|%20x|%-020X|',
      ' 68c3|68c3 |068c3| |              68c3a9|68C3A9              |',
    ],
    ['%1p|%-9p|%6p|%7p|', 'h|héllo   |héllo| héllo|'],
    ['%05t|%-05t|%.0t|%.t|%.9t|%3t|%2t|', '  a/b|a/b  |||a/b|a/b|a/b|'],
    ['%1l|%-04l|%02m|%-3m|%3m|', '6|6   |07|7  |  7|'],
    ['%3S|%03S|%3A|%03A|%5R|%.3C|%12C|', '   |000|   |000||tex|  text/plain|'],
    ['%%%t%%|a%q%r', '%a/b%|a11'],
    ['%C|%.4C|%P|%E|%3E|%03E|%F|%R|%S|%D|%A', 'text/plain|text|k:v l:x k:w||   |000|||||'],
    ['@Y-@m-@d @H:@M:@S.@N @@ @q', '2026-11-22 21:03:04.567000000 @ %q'],
    [String.raw`\\|\a|\e|\n|\r|\t|\v|\0|\x41|`, '\\|\u0007|\u001b|\n|\r|\t|\v|\0|A|'],
    ['日本 %t 😀', '日本 a/b 😀'],
  ])('%j gives %j', (format, expected) => {
    expect(written(format)).toBe(expected);
    expect(written(format, { gate: undefined })).toBe(expected);
  });

  it('writes every property, and nothing where there are none', () => {
    const properties = {
      responseTopic: 're/ply',
      correlationData: Buffer.from('c1'),
      payloadFormatIndicator: true,
      messageExpiryInterval: 60,
      subscriptionIdentifier: [7, 8],
      userProperties: [['k', 'v']] as const,
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
    const message = aMessage('a', payload);
    const bytes = writtenBytes((into) => parseMessageFormat('%p')({ ...source, message }, into));
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

  it('writes the payload as JSON, or as text in JSON, as its letter says', () => {
    const message = { ...source.message, payload: Buffer.from('{"a": 1}') };
    expect(written('%j', { message })).toContain(String.raw`"mid":7`);
    expect(written('%j', { message })).toContain(String.raw`"payload":"{\"a\": 1}"}`);
    expect(written('%J', { message })).toContain('"payload":{"a": 1}}');
    const topics: string[] = [];
    const onNoJson = (topic: string): void => void topics.push(topic);
    expect(written('%j', { onNoJson })).toContain('"payload":"héllo"');
    expect(written('%J', { message, onNoJson })).not.toBe('');
    expect(topics).toEqual([]);
    for (const format of ['%j', '%J', '%P', '%C', '%D', '%I'])
      expect(written(format, { message, gate: safe })).toBe('safe');
    for (const format of ['%j', '%J'])
      expect(written(format, { message, gate: undefined })).toBe(written(format, { message }));
  });

  it('counts nine digits of nanoseconds, also where the first ones are zeros', () => {
    const message = { ...source.message, receivedAt: 1_700_000_000_005 };
    expect(written('%U @N', { message })).toBe('1700000000.005000000 005000000');
  });

  it('writes 0 and 1 for what is on and off', () => {
    const message = { ...source.message, qos: 0 as const, retain: false };
    expect(written('%q%r', { message })).toBe('00');
  });

  it.each([
    ['%-0', 'it ends in the middle of "%"; write %% for the character.'],
    ['@', 'it ends in the middle of "@"; write @@ for the character.'],
    ['%Z', 'it has no "%Z"; there are %% %A %C %D %E %F %I %j %J %l %m %p %P %q %r'],
    [String.raw`\xg1`, String.raw`"\x" is not an escape; use \\ \0 \a \e \n \r \t \v \xFF.`],
    ['%10001t', 'a field is at most 10000 bytes wide.'],
  ])('%j is refused in a sentence', (format, sentence) => {
    expect(() => parseMessageFormat(format)).toThrow(sentence);
    expect(() => parseMessageFormat(format)).toThrow(
      expect.objectContaining({ name: 'FormatError' }),
    );
  });

  it('may have a field of 10000 bytes', () => {
    expect(written('%10000t')).toHaveLength(10_000);
  });
});
