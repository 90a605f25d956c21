import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formMessage, messageForm } from '../../../source/session/publish/form-message.ts';
import { fillPlaceholders } from '../../../source/session/publish/placeholders.ts';
import { emptyForm, type PublishForm } from '../../../source/session/publish/publish-form.ts';
import { repeatTime } from '../../../source/session/publish/repeats.ts';

const form = (members: Partial<PublishForm> = {}): PublishForm => ({
  ...emptyForm('a'),
  ...members,
});

const payloadOf = (members: Partial<PublishForm>): number[] | string => {
  const message = formMessage(form(members), undefined);
  return 'problem' in message ? message.problem : [...message.payload];
};

describe('the payload of a form', () => {
  it.each([
    ['text', '你\n', [0xe4, 0xbd, 0xa0, 0x0a]],
    ['text', '', []],
    ['hex', '00 fF:10\n2a', [0, 255, 16, 42]],
    ['hex', '0x00ff', [0, 255]],
    ['base64', 'AP8=', [0, 255]],
    ['base64', 'AP8', [0, 255]],
    ['base64', 'A\nP8=', [0, 255]],
  ] as const)('is written as %s: %j', (format, payload, bytes) => {
    expect(payloadOf({ format, payload })).toEqual(bytes);
  });

  it.each([
    ['hex', '0'],
    ['hex', '0g'],
    ['base64', 'A'],
    ['base64', 'AP8é'],
  ] as const)('says what is wrong with %s: %j', (format, payload) => {
    expect(payloadOf({ format, payload })).toMatch(format);
  });

  it('is a file byte by byte', () => {
    const bytes = Buffer.from([0, 255, 10]);
    const message = formMessage(form({ format: 'file', path: 'x' }), bytes);
    expect(message).toMatchObject({ payload: bytes });
  });
});

describe('what is wrong with a form', () => {
  it.each([
    [{ topic: 'a/+' }, 'topic', 'wildcard'],
    [{ topic: '' }, 'topic', 'at least one character'],
    [{ responseTopic: 'a/#' }, 'responseTopic', 'wildcard'],
    [{ contentType: 'x'.repeat(65_536) }, 'contentType', '65535'],
    [{ expiry: '1.5' }, 'expiry', 'whole number of seconds'],
    [{ expiry: '4294967296' }, 'expiry', '4294967295'],
    [{ userProperties: 'no sign' }, 'userProperties', 'name=value'],
    [{ every: '0.05' }, 'every', '0.1'],
    [{ every: 'often' }, 'every', '0.1'],
    [{ format: 'hex', payload: 'ff', isUtf8: true }, 'isUtf8', 'not UTF-8'],
    [{ format: 'file' }, 'path', 'Which file'],
  ] as const)('is told with its field: %j', (members, member, words) => {
    expect(formMessage(form(members as Partial<PublishForm>), undefined)).toEqual({
      member,
      problem: expect.stringContaining(words),
    });
  });
});

describe('a message that is published again', () => {
  const word = fc.string({ unit: 'binary', minLength: 0, maxLength: 12 });
  const name = word.filter((text) => !text.includes('\0') && text.isWellFormed());
  const properties = fc.record(
    {
      payloadFormatIndicator: fc.constant(true as const),
      messageExpiryInterval: fc.nat(4_294_967_295),
      contentType: name.filter((text) => text !== ''),
      responseTopic: fc.constantFrom('a', 'b/c', '/', '你'),
      correlationData: fc
        .oneof(
          fc.uint8Array({ minLength: 1, maxLength: 9 }),
          fc.constantFrom('0x12', 'abc', '0x', 'a\nb').map((text) => Buffer.from(text)),
        )
        .map((bytes) => Buffer.from(bytes)),
      userProperties: fc.dictionary(
        name,
        fc.oneof(name, fc.array(name, { minLength: 2, maxLength: 3 })),
        { minKeys: 1, maxKeys: 3, noNullPrototype: true },
      ),
    },
    { requiredKeys: [] },
  );

  it('is the same again, byte by byte, with its properties', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 40 }),
          fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
        ),
        fc.constantFrom(0 as const, 1 as const, 2 as const),
        fc.boolean(),
        properties,
        (payload, qos, retain, given) => {
          const { payloadFormatIndicator, ...rest } = given;
          const text = Buffer.from(Buffer.from(payload).toString());
          const isText = text.equals(payload);
          const kept =
            isText && payloadFormatIndicator === true ? { ...rest, payloadFormatIndicator } : rest;
          const again = formMessage(
            messageForm({ topic: 'a', payload, qos, retain, properties: kept }),
            undefined,
          );
          expect(again).toEqual({
            topic: 'a',
            payload: Buffer.from(payload),
            qos,
            retain,
            ...(Object.keys(kept).length === 0 ? {} : { properties: kept }),
          });
        },
      ),
    );
  });

  it('stands there as text where it is text, as hex where not', () => {
    const about = { topic: 'a', qos: 0, retain: false } as const;
    expect(messageForm({ ...about, payload: Buffer.from('你好') })).toMatchObject({
      format: 'text',
      payload: '你好',
    });
    expect(messageForm({ ...about, payload: Buffer.from([0, 255]) })).toMatchObject({
      format: 'hex',
      payload: '00 ff',
    });
  });

  it('is written in hex where its text has placeholders in it: they would be filled in', () => {
    const about = { topic: 'a', qos: 0, retain: false } as const;
    const payload = Buffer.from('{{n}}');
    expect(messageForm({ ...about, payload })).toMatchObject({
      format: 'hex',
      payload: '7b 7b 6e 7d 7d',
    });
    expect(messageForm({ ...about, payload: Buffer.from('{{ n }}') }).format).toBe('text');
  });
});

const fill = (text: string, random = 0): string =>
  fillPlaceholders(text, { n: 7, now: 0, random: () => random });

describe('placeholders', () => {
  it.each([
    ['{{n}}, {{n}}', 0, '7, 7'],
    ['{{now}}', 0, '1970-01-01T00:00:00.000Z'],
    ['{{random 1 10}}', 0, '1'],
    ['{{random 1 10}}', 0.999, '10'],
    ['{{random 10 1}}', 0, '1'],
    ['{{random -2 2.50}}', 0.999_99, '2.50'],
    // What Home Assistant and others mean by braces.
    [
      '{{ n }} {{ value_json.n }} {{now()}} {{random}}',
      0,
      '{{ n }} {{ value_json.n }} {{now()}} {{random}}',
    ],
  ])('are filled in: %s', (text, random, filled) => {
    expect(fill(text, random)).toBe(filled);
  });
});

describe('the time between two', () => {
  it.each([
    ['', undefined],
    ['0.1', 100],
    [' 2 ', 2000],
    ['86400', 86_400_000],
  ])('is read from %j', (text, time) => {
    expect(repeatTime(text)).toBe(time);
  });

  it.each(['0', '0.09', '86401', '-1', '1e3', 'x'])('is none: %j', (text) => {
    expect(repeatTime(text)).toMatch('every 0.1 to 86400 seconds');
  });
});
