import { readFileSync } from 'node:fs';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { encode as encodeMessagePack } from '@msgpack/msgpack';
import { encode as encodeCbor } from 'cbor2';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decoded } from '../../source/payload/decoded.ts';
import {
  choiceForContentType,
  choiceText,
  type DecoderChoice,
  readChoice,
} from '../../source/payload/decoder-choice.ts';
import { decoders } from '../../source/payload/decoders.ts';
import { noFolds } from '../../source/payload/folds.ts';
import { outlineOf, rowTokens } from '../../source/payload/outline.ts';
import { PayloadReader, type DecodedPayload } from '../../source/payload/payload-reader.ts';
import { valueAt } from '../../source/payload/value-path.ts';
import { untagged } from '../../source/payload/value.ts';
import { valueText } from '../../source/payload/value-text.ts';
import { payloads } from '../support/arbitraries.ts';

const megabyte = 1024 * 1024;

const reader = new PayloadReader(
  { rules: [] },
  () => undefined,
  () => undefined,
);
await reader.ready();

let sequence = 0;

const read = (
  payload: Uint8Array,
  options: {
    readonly topic?: string;
    readonly choice?: string;
    readonly contentType?: string;
    readonly by?: PayloadReader;
  } = {},
): DecodedPayload => {
  sequence += 1;
  const { topic = 'a', choice, contentType, by = reader } = options;
  return by.read(
    {
      sequence,
      topic,
      payload,
      properties: contentType === undefined ? undefined : { contentType },
    },
    choice === undefined ? undefined : (readChoice(choice, by.schemas) as DecoderChoice),
  );
};

const rowsOf = ({ value, lines = [] }: Decoded): string[] =>
  (value === undefined ? lines : outlineOf(value, noFolds).map((row) => rowTokens(row))).map(
    (line) => line.map(({ text }) => text).join(''),
  );

const fittingNames = (payload: Uint8Array): string[] =>
  reader.fitting({ sequence: 0, topic: 'a', payload }).map(({ name }) => name);

/** JSON in so many wrappings. */
const wrap = (times: number): Uint8Array =>
  Array.from({ length: times }).reduce<Uint8Array>((inner) => gzipSync(inner), Buffer.from('[1]'));

const bytes = (...hex: readonly string[]): Buffer =>
  Buffer.from(hex.join('').replaceAll(' ', ''), 'hex');

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAC0lEQVR4nGNgQAcAABIAAXfx+gAAAAAASUVORK5CYII=',
  'base64',
);

describe('the automatic choice', () => {
  it.each<[string, Buffer | Uint8Array]>([
    ['JSON', Buffer.from('{"a":1}')],
    ['JSON', Buffer.from('"12"')],
    ['number', Buffer.from('12')],
    ['number', Buffer.from(' -21.50\n')],
    ['text', Buffer.from('{"a":1')],
    ['text', Buffer.from('你好')],
    ['text', Buffer.from('21.5 °C')],
    ['text', Buffer.from('deadbeefdeadbeef')],
    ['text', Buffer.from('abcdefghijklmnop')],
    ['text', Buffer.from('x^ no zlib')],
    ['hex', Buffer.from([0xff, 0xfe])],
    ['hex', Buffer.from([0, 1, 2])],
    ['hex', bytes('91 05')],
    ['hex', bytes('82 01 02')],
    ['empty', Buffer.alloc(0)],
    ['MessagePack', encodeMessagePack({ a: 1 })],
    ['MessagePack', encodeMessagePack(['kitchen', 21.5])],
    ['CBOR', encodeCbor({ a: 1 })],
    ['CBOR', encodeCbor([1, 'kitchen', 2.5])],
    ['JSON in gzip', gzipSync('{"a":1}')],
    ['number in zlib', deflateSync('17')],
    ['MessagePack in gzip', gzipSync(encodeMessagePack({ a: 1 }))],
    ['JSON in base64', Buffer.from(Buffer.from('{"hello":"world"}').toString('base64'))],
    ['text in base64', Buffer.from(Buffer.from('hello, world').toString('base64'))],
    ['JSON in gzip in base64', Buffer.from(gzipSync('{"a":1}').toString('base64'))],
    ['image', png],
  ])('finds %s', (kind, payload) => {
    expect(read(payload).decoded.kind).toBe(kind);
  });

  it('never takes text for MessagePack or CBOR', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(read(Buffer.from(text)).decoded.kind).not.toMatch(/^(?:MessagePack|CBOR)$/);
      }),
    );
  });

  it('does not take bytes with something behind them', () => {
    const more = Buffer.concat([encodeMessagePack({ a: 1 }), Buffer.from([1])]);
    expect(read(more).decoded.kind).toBe('hex');
  });

  it.each([
    ['application/cbor', bytes('01'), 'CBOR'],
    ['application/senml+cbor', bytes('820102'), 'CBOR'],
    ['application/msgpack', bytes('9105'), 'MessagePack'],
    ['text/plain; charset=utf-8', Buffer.from('{"a":1}'), 'text'],
    ['application/json', Buffer.from('12'), 'JSON'],
    ['image/png', png, 'image'],
  ])('follows the content type %s', (contentType, payload, kind) => {
    const { decoded, chosenBy } = read(payload, { contentType });
    expect([decoded.kind, chosenBy]).toEqual([kind, 'content type']);
  });

  it('does not believe a content type that is wrong', () => {
    const { decoded, chosenBy } = read(Buffer.from('hello'), { contentType: 'application/json' });
    expect([decoded.kind, chosenBy]).toEqual(['text', 'itself']);
  });

  it('follows the first rule whose filter matches', () => {
    const by = new PayloadReader(
      {
        rules: [
          { filter: 'raw/+', choice: { name: 'hex', argument: '' } },
          { filter: '#', choice: { name: 'text', argument: '' } },
        ],
      },
      () => undefined,
      () => undefined,
    );
    expect(read(Buffer.from('{}'), { by, topic: 'raw/a' }).decoded.kind).toBe('hex');
    expect(read(Buffer.from('{}'), { by, topic: 'b' })).toMatchObject({
      chosenBy: 'flag',
      decoded: { kind: 'text' },
    });
    expect(read(Buffer.from('{}'), { by, topic: 'b', choice: 'json' }).chosenBy).toBe('person');
  });
});

describe('a content type', () => {
  it.each<[string, string]>([
    ['application/json', 'json'],
    ['text/json', 'json'],
    ['application/vnd.api+json; charset=utf-8', 'json'],
    ['Text/Plain', 'text'],
    ['image/png', 'image'],
    ['image/svg+xml', 'text'],
    ['application/x-msgpack', 'msgpack'],
    ['application/vnd.messagepack', 'msgpack'],
    ['application/senml+cbor', 'cbor'],
    ['application/x-gzip', 'gzip'],
    ['application/zlib', 'zlib'],
    ['application/x-protobuf; messageType="my.pkg.Reading"', 'protobuf:my.pkg.Reading'],
    ['application/protobuf ; charset=x; type = my.Reading', 'protobuf:my.Reading'],
    ['application/vnd.google.protobuf;messagetype=A', 'protobuf:A'],
  ])('%s stands for %s', (contentType, text) => {
    const choice = choiceForContentType(contentType);
    expect(choice && choiceText(choice)).toBe(text);
  });

  it.each(['', 'application/octet-stream', 'application/protobuf', 'application/jsonx', 'json'])(
    '%j stands for none',
    (contentType) => {
      expect(choiceForContentType(contentType)).toBeUndefined();
    },
  );
});

describe('a decoder that was chosen', () => {
  it.each([
    ['hex', Buffer.from('{}'), 'hex'],
    ['base64', Buffer.from('AQI='), 'hex in base64'],
    ['deflate', deflateRawSync('[1]'), 'JSON in deflate'],
    ['msgpack', bytes('05'), 'MessagePack'],
    ['cbor', bytes('05'), 'CBOR'],
    ['text', Buffer.from([1]), 'text'],
  ])('%s is used where it fits', (choice, payload, kind) => {
    expect(read(payload, { choice }).decoded.kind).toBe(kind);
  });

  it('tells where it does not fit, and shows the bytes', () => {
    const { decoded } = read(Buffer.from('hello'), { choice: 'json' });
    expect(decoded.problem).toBe('This is not json: these are its bytes.');
    expect(rowsOf(decoded)[0]).toContain('68 65 6c 6c 6f');
  });

  it('is offered where it fits', () => {
    expect(fittingNames(Buffer.from('12'))).toEqual(['number', 'json', 'base64', 'text', 'hex']);
    expect(fittingNames(Buffer.from(encodeMessagePack({ a: 1 })))).toEqual(['msgpack', 'hex']);
  });
});

describe('what is told', () => {
  it('says that it is decoding until the decoder is loaded, and then tells that it is', async () => {
    let loaded = 0;
    const by = new PayloadReader(
      { rules: [] },
      () => {
        loaded += 1;
      },
      () => undefined,
    );
    const message = { sequence: 1, topic: 'a', payload: encodeMessagePack({ a: 1 }) };
    expect(by.read(message, undefined).decoded.isLoading).toBe(true);
    await by.ready();
    expect(loaded).toBeGreaterThan(0);
    expect(by.read(message, undefined).decoded.kind).toBe('MessagePack');
  });

  it('is of the message that is asked about, also where another one had the same sequence', () => {
    const [first, second] = ['21.5', '99.9'].map((text, index) =>
      reader.read(
        { sequence: 1, topic: 'jump', payload: Buffer.from(text), receivedAt: index },
        undefined,
      ),
    );
    expect(first?.decoded.value).toEqual({ kind: 'number', text: '21.5' });
    expect(second?.decoded.value).toEqual({ kind: 'number', text: '99.9' });
  });

  it('shows a whole number in hexadecimal, and as a time where it may be one', () => {
    expect(read(Buffer.from('1700000000')).decoded.notes).toEqual([
      { name: 'hex', text: '0x6553f100' },
      { name: 'time, if seconds', text: '2023-11-14T22:13:20.000Z' },
    ]);
    expect(read(Buffer.from('-255')).decoded.notes).toEqual([{ name: 'hex', text: '-0xff' }]);
    expect(read(Buffer.from('1.5')).decoded.notes).toEqual([]);
  });

  it('shows the kind and size of an image', () => {
    expect(rowsOf(read(png).decoded)).toEqual(['PNG image, 2 × 3 pixels']);
  });

  it('keeps order, duplicates, kinds of keys and all digits of MessagePack', () => {
    // {b: 1, 2: 2^60 + 1, b: <01 ff>, "constructor": timestamp 1 s}; extension 5
    const payload = bytes(
      '85 a1 62 01 02 cf 10 00 00 00 00 00 00 01 a1 62 c4 02 01 ff',
      'ab 63 6f 6e 73 74 72 75 63 74 6f 72 d6 ff 00 00 00 01 a1 65 d4 05 07',
    );
    expect(rowsOf(read(payload).decoded)).toEqual([
      '{',
      '  "b": 1,',
      '  2: 1152921504606846977,',
      '  "b": 0x 01 ff (2 B),',
      '  "constructor": "1970-01-01T00:00:01.000Z",  timestamp',
      '  "e": 0x 07 (1 B)  extension 5',
      '}',
    ]);
  });

  it.each([
    ['a1 61 61 c1 1a 51 4b 67 b0', ['{', '  "a": 1363896240  2013-03-21T20:04:00.000Z', '}']],
    ['c2 49 01 00 00 00 00 00 00 00 00', ['18446744073709551616']],
    ['c3 49 01 00 00 00 00 00 00 00 00', ['-18446744073709551617']],
    ['1b ff ff ff ff ff ff ff ff', ['18446744073709551615']],
    ['d9 d9 f7 82 f6 f7', ['[', '  null,', '  undefined', ']']],
    ['a2 01 02 61 61 f9 7e 00', ['{', '  1: 2,', '  "a": NaN', '}']],
    ['a2 61 61 01 61 61 02', ['{', '  "a": 1,', '  "a": 2', '}']],
    ['9f 01 bf ff ff', ['[', '  1,', '  {}', ']']],
    ['d8 20 63 61 3a 62', ['"a:b"  tag 32']],
  ])('lays out the CBOR %s', (hex, rows) => {
    expect(rowsOf(read(bytes(hex), { choice: 'cbor' }).decoded)).toEqual(rows);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(100 * megabyte))],
    ['zlib', deflateSync(Buffer.alloc(100 * megabyte))],
    ['gzip', gzipSync(gzipSync(Buffer.alloc(100 * megabyte)))],
  ])('does not expand a bomb in %s', (kind, payload) => {
    const { decoded } = read(payload);
    expect(decoded.kind.split(' in ')[0]).toBe(kind);
    expect(decoded.problem).toContain('expands to more than 8 MiB');
  });

  it('takes three wrappings off, and tells of more', () => {
    expect(read(wrap(3)).decoded.kind).toBe('JSON in gzip in gzip in gzip');
    expect(read(wrap(4)).decoded.problem).toContain('Wrapped more than 3 times');
  });
});

describe('any bytes', () => {
  it('are taken by every decoder without throwing, and shown printable', () => {
    const choices = [
      undefined,
      ...decoders.filter(({ argument }) => argument === undefined).map(({ name }) => name),
    ];
    const topics = fc.constantFrom('a', 'spBv1.0/g/DDATA/n/d');
    fc.assert(
      fc.property(
        fc.oneof(payloads, fc.uint8Array({ maxLength: 200 })),
        fc.constantFrom(...choices),
        topics,
        (payload, choice, topic) => {
          const { decoded } = read(payload, { topic, ...(choice === undefined ? {} : { choice }) });
          for (const text of rowsOf(decoded)) {
            expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
            expect(text.isWellFormed()).toBe(true);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('make the same value through MessagePack and CBOR', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
        const wanted = JSON.stringify(value);
        // MessagePack's library refuses such a key.
        fc.pre(!wanted.includes('__proto__'));
        const viaPack = read(encodeMessagePack(value), { choice: 'msgpack' }).decoded.value;
        const viaCbor = read(encodeCbor(value), { choice: 'cbor' }).decoded.value;
        // JSON.stringify knows no -0.
        const plain = (from: typeof viaPack): unknown =>
          JSON.parse(valueText(untagged(from!).value), (_key, inner: unknown) =>
            inner === 0 ? 0 : inner,
          );
        expect(plain(viaCbor)).toEqual(JSON.parse(wanted));
        expect(plain(viaPack)).toEqual(JSON.parse(wanted));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a number', 'a1 01 61 78', '{"1":"x"}'],
    ['bytes', 'a1 41 ff 61 78', '{"ff":"x"}'],
    ['a list', 'a1 81 61 61 61 78', String.raw`{"[\"a\"]":"x"}`],
    ['a tagged text in quotes', 'a1 c5 63 22 61 22 61 78', String.raw`{"\"a\"":"x"}`],
  ])('are copied as JSON also where a key of CBOR is %s', (_name, hex, text) => {
    const { value } = read(bytes(hex), { choice: 'cbor' }).decoded;
    expect(valueText(value!)).toBe(text);
  });

  it.each([
    ['json', Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))],
    ['msgpack', Buffer.concat([Buffer.alloc(100_000, 0x91), Buffer.from([1])])],
    ['cbor', Buffer.concat([Buffer.alloc(400, 0x81), Buffer.from([1])])],
  ])('that nest deep as %s are told of', (choice, payload) => {
    const { decoded } = read(payload, { choice });
    expect(rowsOf(decoded).join('')).toContain('nested deeper than 256 levels');
  });

  it.each([
    ['a JSON string', 'JSON', Buffer.from(JSON.stringify({ a: 'x'.repeat(10 * megabyte) }))],
    ['JSON that is mostly blanks', 'JSON', Buffer.from(`[${' '.repeat(10 * megabyte)}]`)],
    ['one line of text', 'text', Buffer.alloc(10 * megabyte, 'word ')],
    ['empty lines', 'text', Buffer.alloc(10 * megabyte, '\n')],
    ['noise', 'hex', Buffer.alloc(10 * megabyte, 0xff)],
  ])('may be 10 MiB of %s', (_name, kind, payload) => {
    const { decoded } = read(payload);
    expect(decoded.kind).toBe(kind);
    for (const text of rowsOf(decoded)) expect(text.length).toBeLessThan(5000);
  });

  it('that claim a length which they have not are not believed', () => {
    expect(read(bytes('dd ff ff ff ff 01'), { choice: 'msgpack' }).decoded.problem).toBeDefined();
    expect(
      read(bytes('9b 00 00 00 00 ff ff ff ff 01'), { choice: 'cbor' }).decoded.problem,
    ).toBeDefined();
  });

  it('may be part of a larger buffer', () => {
    const whole = Buffer.from('xx{"a":1}xx');
    expect(read(whole.subarray(2, -2)).decoded.kind).toBe('JSON');
  });
});

describe('the payloads of well-known programs', () => {
  it.each([
    ['zigbee2mqtt-sensor', ['.update', '.installed_version'], '16777241'],
    ['zigbee2mqtt-sensor', ['.temperature'], '21.50'],
    ['home-assistant-discovery', ['["~"]'], 'site/hall'],
    ['home-assistant-discovery', ['.avty', '[0]', '.topic'], '~/online'],
    ['tasmota-sensor', ['.ENERGY', '.Power', '[1]'], '0'],
  ])('%s has a value at %j', (name, path, text) => {
    const file = new URL(`../data/payloads/${name}.json`, import.meta.url);
    const { decoded } = read(readFileSync(file));
    expect(decoded.kind).toBe('JSON');
    expect(valueText(valueAt(decoded.value!, path)!)).toBe(text);
  });
});

describe('the table of decoders', () => {
  it('has one that takes everything', () => {
    const [fallback, ...more] = decoders.filter(({ isFallback }) => isFallback === true);
    expect(more).toEqual([]);
    fc.assert(
      fc.property(payloads, (payload) => {
        fc.pre(payload.length > 0);
        const { decoded } = read(payload, { choice: fallback?.name ?? '' });
        expect([decoded.problem, decoded.isDump]).toEqual([undefined, true]);
      }),
    );
  });

  it('names each once', () => {
    expect(new Set(decoders.map(({ name }) => name)).size).toBe(decoders.length);
  });
});
