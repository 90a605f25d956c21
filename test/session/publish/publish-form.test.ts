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
    ['hex', '  0X00 ff  ', [0, 255]],
    ['hex', '', []],
    ['base64', '', []],
    ['base64', 'AA', [0]],
    ['base64', 'AA==', [0]],
    ['base64', 'AAAAAA', [0, 0, 0, 0]],
    ['base64', '+/-_', [0xfb, 0xff, 0xbf]],
    ['base64', 'AA  AA\n\nAA', [0, 0, 0, 0]],
    ['base64', 'AP8=', [0, 255]],
    ['base64', 'AP8', [0, 255]],
    ['base64', 'A\nP8=', [0, 255]],
  ] as const)('is written as %s: %j', (format, payload, bytes) => {
    expect(payloadOf({ format, payload })).toEqual(bytes);
  });

  it.each([
    ['hex', '0'],
    ['hex', '0g'],
    ['hex', 'g0'],
    ['hex', '000x00'],
    ['hex', '00f'],
    ['base64', 'AA='],
    ['base64', 'AAAA='],
    ['base64', '=AAA'],
    ['base64', 'AAAAA'],
    ['base64', 'AA==AA'],
    ['base64', 'AP8%'],
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

  it('is nothing at the limits', () => {
    const most = {
      expiry: ' 4294967295 ',
      contentType: 'x'.repeat(65_535),
      correlationData: 'x'.repeat(65_535),
      userProperties: `${'n'.repeat(65_535)}=${'v'.repeat(65_535)}\n\na=b`,
    };
    expect(formMessage(form(most), undefined)).toMatchObject({
      properties: {
        messageExpiryInterval: 4_294_967_295,
        contentType: most.contentType,
        correlationData: Buffer.from(most.correlationData),
        userProperties: [
          ['n'.repeat(65_535), 'v'.repeat(65_535)],
          ['a', 'b'],
        ],
      },
    });
    for (const beyond of [
      { correlationData: 'x'.repeat(65_536) },
      { userProperties: `${'n'.repeat(65_536)}=v` },
      { userProperties: `n=${'v'.repeat(65_536)}` },
      { userProperties: 'n=\0' },
      { contentType: '\0' },
    ])
      expect(formMessage(form(beyond), undefined)).toMatchObject({
        member: Object.keys(beyond)[0],
      });
  });
});

/** The properties of a form, or what is wrong with it. */
const propertiesOf = (members: Partial<PublishForm>): unknown => {
  const message = formMessage(form(members), undefined);
  return 'problem' in message ? message : message.properties;
};

describe('the properties of a form', () => {
  it('are none where nothing is filled in', () => {
    const message = formMessage(form({ expiry: ' ', userProperties: '\n \n' }), undefined);
    expect(message).not.toHaveProperty('properties');
    expect(message).toEqual({ topic: 'a', payload: Buffer.from(''), qos: 0, retain: false });
  });

  it.each<[Partial<PublishForm>, object]>([
    [{ isUtf8: true }, { payloadFormatIndicator: true }],
    [{ expiry: '0' }, { messageExpiryInterval: 0 }],
    [{ contentType: 'text/plain' }, { contentType: 'text/plain' }],
    [{ responseTopic: 're' }, { responseTopic: 're' }],
    [{ correlationData: 'x0x12' }, { correlationData: Buffer.from('x0x12') }],
    [{ correlationData: '0x123' }, { correlationData: Buffer.from('0x123') }],
    [{ correlationData: '0X1f' }, { correlationData: Buffer.from([31]) }],
    [{ correlationData: '0x' }, { correlationData: Buffer.from('') }],
    [{ userProperties: 'a=b' }, { userProperties: [['a', 'b']] }],
  ])('are what is filled in: %j', (members, properties) => {
    expect(propertiesOf(members)).toEqual(properties);
  });

  it.each([
    [
      'a=1\nb=2\na=3\na=4',
      [
        ['a', '1'],
        ['b', '2'],
        ['a', '3'],
        ['a', '4'],
      ],
    ],
    ['a=', [['a', '']]],
    ['=b', [['', 'b']]],
    ['a=b=c', [['a', 'b=c']]],
    [String.raw`a\=b=c`, [['a=b', 'c']]],
    [String.raw`a\\=c\\d`, [['a\\', 'c\\d']]],
    [String.raw`a\nb\rc=d\ne\rf`, [['a\nb\rc', 'd\ne\rf']]],
    [String.raw`a=\x`, [['a', 'x']]],
    [' a = b ', [[' a ', ' b ']]],
  ])('have names and values: %j', (text, userProperties) => {
    expect(propertiesOf({ userProperties: text })).toEqual({ userProperties });
  });

  it.each(['a', 'a=b\nc', String.raw`a\=b`])('have no value without a sign: %j', (text) => {
    expect(propertiesOf({ userProperties: text })).toEqual({
      member: 'userProperties',
      problem: 'User properties are written name=value, one per line.',
    });
  });

  it.each([
    [
      { userProperties: 'n\0=v' },
      'A user property has at most 65535 bytes in its name and value, and no null character.',
    ],
    [{ contentType: 'a\0' }, 'A content type has at most 65535 bytes and no null character.'],
    // Bytes, not characters.
    [
      { contentType: 'é'.repeat(32_768) },
      'A content type has at most 65535 bytes and no null character.',
    ],
    [
      { userProperties: `a=${'é'.repeat(32_768)}` },
      'A user property has at most 65535 bytes in its name and value, and no null character.',
    ],
    [{ correlationData: 'é'.repeat(32_768) }, 'Correlation data has at most 65535 bytes.'],
    [
      { responseTopic: 'a/#' },
      'The response topic cannot be used: A topic name must not contain the wildcard "#"; only a topic filter may.',
    ],
    [{ expiry: '1s' }, 'The message expiry is a whole number of seconds, 0 to 4294967295.'],
    [{ expiry: 's1' }, 'The message expiry is a whole number of seconds, 0 to 4294967295.'],
    [{ expiry: '-1' }, 'The message expiry is a whole number of seconds, 0 to 4294967295.'],
  ] as const)('are refused in words: %#', (members, problem) => {
    expect(propertiesOf(members)).toEqual({ member: Object.keys(members)[0], problem });
  });
});

describe('a form for a message', () => {
  const about = { topic: 'a', payload: Buffer.from('x'), qos: 2, retain: true } as const;

  it('is empty where the message has nothing', () => {
    expect(messageForm(about)).toEqual(form({ payload: 'x', qos: 2, retain: true }));
    expect(messageForm({ ...about, properties: {} })).toEqual(messageForm(about));
  });

  it('has the properties of the message as they are typed', () => {
    expect(
      messageForm({
        ...about,
        properties: {
          contentType: 'text/plain',
          responseTopic: 're',
          correlationData: Buffer.from('mine'),
          messageExpiryInterval: 60,
          payloadFormatIndicator: true,
          userProperties: [
            ['a=b', '1'],
            ['c', 'd=\\\r'],
            ['a=b', '2\n3'],
          ],
        },
      }),
    ).toMatchObject({
      contentType: 'text/plain',
      responseTopic: 're',
      correlationData: 'mine',
      expiry: '60',
      isUtf8: true,
      userProperties: ['a\\=b=1', String.raw`c=d=\\\r`, String.raw`a\=b=2\n3`].join('\n'),
    });
    expect(messageForm({ ...about, properties: { payloadFormatIndicator: false } }).isUtf8).toBe(
      false,
    );
  });

  it.each([
    ['abc', 'abc'],
    ['0x12', '0x30783132'],
    ['0x1', '0x1'],
    ['a\nb', '0x610a62'],
    ['a\rb', '0x610d62'],
    ['\u0001\u0002', '0x0102'],
    ['', ''],
  ])('has correlation data that reads back the same: %j', (text, typed) => {
    const properties = { correlationData: Buffer.from(text) };
    expect(messageForm({ ...about, properties }).correlationData).toBe(typed);
  });

  it.each([
    ['\u0001\u0002', '01 02'],
    ['{{random 1 2}}', '7b 7b 72 61 6e 64 6f 6d 20 31 20 32 7d 7d'],
    ['a {{now}}', '61 20 7b 7b 6e 6f 77 7d 7d'],
  ])('is in hex where text would not do: %j', (text, digits) => {
    expect(messageForm({ ...about, payload: Buffer.from(text) })).toMatchObject({
      format: 'hex',
      payload: digits,
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
      userProperties: fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 5 }),
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
    ['{{random -2 2.50}}', 0, '-2.00'],
    ['{{random 1.5 3}}', 0.5, '2.3'],
    ['{{random 9 10}}', 0.5, '10'],
    ['{{random 9 10}}', 0.499, '9'],
    ['{{random}}', 0.25, '0.250000'],
    ['{{random}}', 0.999_999_9, '1.000000'],
    ['{{random 5 5}}', 0.9, '5'],
    ['{{random 0.000000000001 1}}', 0, '0.0000000000'],
    ['{{random 12 34}}{{n}}', 0, '127'],
    [
      '{{random 1. 2}} {{random .5 2}} {{nn}} {{random 1 2 3}}',
      0,
      '{{random 1. 2}} {{random .5 2}} {{nn}} {{random 1 2 3}}',
    ],
    // What Home Assistant and others mean by braces.
    [
      '{{ n }} {{ value_json.n }} {{now()}} {{random 1}}',
      0,
      '{{ n }} {{ value_json.n }} {{now()}} {{random 1}}',
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
