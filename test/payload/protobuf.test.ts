import * as fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { protoTypes } from '../../source/payload/decoders/lazy/proto-types.ts';
import { valueText } from '../../source/payload/value-text.ts';
import { tooDeep, type Value } from '../../source/payload/value.ts';
import { invalidText } from '../support/payload-bytes.ts';

const source = `syntax = "proto3";
   package my.pkg;
   enum State { OFF = 0; ON = 1; }
   message Place { string room = 1; }
   message Reading {
     message Part { int32 a = 1; }
     Place place = 9;
     double value = 1;
     float short = 2;
     bool ok = 3;
     string unit = 4;
     bytes raw = 5;
     State state = 6;
     uint64 count = 7;
     repeated int32 samples = 8;
     map<string, int32> counts = 10;
     repeated Part parts = 11;
     map<string, Place> places = 12;
   }
   message Node { Node next = 1; }
   message Maps {
     map<uint64, string> unsigned = 1;
     map<sint32, double> signed = 2;
     map<bool, float> flags = 3;
     map<string, bytes> texts = 4;
     map<int64, State> states = 5;
     map<string, Maps> inner = 6;
   }`;

const rootOf = (text: string): protobuf.Root =>
  protobuf.parse(text, new protobuf.Root(), { keepCase: true }).root;

/** What encodes; what decodes changes its own. */
const root = rootOf(source);

const types = protoTypes(rootOf(source));

const encoded = (name: string, fields: object): Uint8Array => {
  const type = root.lookupType(name);
  return type.encode(type.fromObject(fields)).finish();
};

const number = (text: string): Value => ({ kind: 'number', text });
const text = (content: string): Value => ({ kind: 'string', text: content });

const readingOf = (fields: object): Value =>
  types.decode('my.pkg.Reading', encoded('my.pkg.Reading', fields));

describe('a Protobuf message', () => {
  it('has the names of all types, also of those inside others', () => {
    expect(types.names).toEqual([
      'my.pkg.Place',
      'my.pkg.Reading',
      'my.pkg.Reading.Part',
      'my.pkg.Node',
      'my.pkg.Maps',
    ]);
    expect(() => types.decode('Reading', new Uint8Array())).toThrow(
      'There is no message type Reading.',
    );
  });

  it('becomes a map of the fields that were sent, by number', () => {
    const value = readingOf({
      place: { room: 'hall' },
      value: 127,
      short: 0.1,
      ok: true,
      unit: '°C',
      raw: Uint8Array.of(1, 2),
      state: 1,
      count: '18446744073709551615',
      samples: [3, -4],
      counts: { a: 5 },
      parts: [{ a: 6 }],
      places: { b: { room: 'attic' } },
    });
    expect(value).toEqual({
      kind: 'map',
      members: [
        { key: 'value', value: number('127.0') },
        { key: 'short', value: number('0.1') },
        { key: 'ok', value: { kind: 'boolean', value: true } },
        { key: 'unit', value: text('°C') },
        { key: 'raw', value: { kind: 'bytes', bytes: Buffer.from([1, 2]) } },
        { key: 'state', value: { kind: 'tag', tag: '1', value: text('ON') } },
        { key: 'count', value: number('18446744073709551615') },
        { key: 'samples', value: { kind: 'list', items: [number('3'), number('-4')] } },
        { key: 'place', value: { kind: 'map', members: [{ key: 'room', value: text('hall') }] } },
        { key: 'counts', value: { kind: 'map', members: [{ key: 'a', value: number('5') }] } },
        {
          key: 'parts',
          value: {
            kind: 'list',
            items: [{ kind: 'map', members: [{ key: 'a', value: number('6') }] }],
          },
        },
        {
          key: 'places',
          value: {
            kind: 'map',
            members: [
              {
                key: 'b',
                value: { kind: 'map', members: [{ key: 'room', value: text('attic') }] },
              },
            ],
          },
        },
      ],
    });
  });

  it('leaves out what was not sent, and keeps an enum value without a name', () => {
    expect(readingOf({})).toEqual({ kind: 'map', members: [] });
    expect(readingOf({ state: 7 })).toEqual({
      kind: 'map',
      members: [{ key: 'state', value: number('7') }],
    });
  });

  it('keeps fields that the type does not know', () => {
    const bytes = encoded('my.pkg.Reading', { unit: 'x', ok: true });
    expect(types.decode('my.pkg.Reading.Part', bytes)).toEqual({
      kind: 'map',
      members: [
        {
          key: 'unknown fields',
          source: '(unknown fields)',
          value: { kind: 'bytes', bytes: Buffer.from(bytes) },
        },
      ],
    });
  });

  it('has floats that look like floats, and are those that were sent', () => {
    fc.assert(
      fc.property(fc.float(), fc.double(), (short, value) => {
        fc.pre(!Object.is(short, 0) && !Object.is(value, 0));
        const sent = readingOf({ short, value });
        const texts = (sent.kind === 'map' ? sent.members : []).map(({ value: member }) =>
          member.kind === 'number' ? member.text : '',
        );
        expect(Number(texts[0])).toBe(value);
        expect(Math.fround(Number(texts[1]))).toBe(short);
        for (const digits of texts) expect(digits).toMatch(/[.eIN]/);
      }),
    );
  });

  it('ends at a depth', () => {
    let bytes = new Uint8Array();
    for (let depth = 0; depth < 90; depth += 1)
      bytes = protobuf.Writer.create().uint32(10).bytes(bytes).finish() as typeof bytes;
    let value = types.decode('my.pkg.Node', bytes);
    let depth = 0;
    while (value.kind === 'map' && value.members[0] !== undefined) {
      value = value.members[0].value;
      depth += 1;
    }
    expect(depth).toBe(90);
    expect(value).not.toEqual(tooDeep);
  });
});

/** A member of a map in a field, as it is on the wire. */
const entry = (field: number, write: (writer: protobuf.Writer) => protobuf.Writer): Uint8Array =>
  protobuf.Writer.create()
    .uint32(field * 8 + 2)
    .bytes(write(protobuf.Writer.create()).finish())
    .finish();

const mapsOf = (...entries: readonly Uint8Array[]): string =>
  valueText(types.decode('my.pkg.Maps', Buffer.concat(entries)));

/** One of the first map, by a number. */
const counted = (key: string, value: string): Uint8Array =>
  entry(1, (writer) => writer.uint32(8).uint64(key).uint32(18).string(value));

/** One without key and value. */
const none = (field: number): Uint8Array => entry(field, (writer) => writer);

describe('a map in a Protobuf message', () => {
  it('has its members in the order in which they were sent, and all of them', () => {
    expect(
      mapsOf(
        counted('18446744073709551615', 'c'),
        counted('2', 'b'),
        counted('1', 'a'),
        counted('2', 'd'),
      ),
    ).toBe('{"unsigned":{"18446744073709551615":"c","2":"b","1":"a","2":"d"}}');
  });

  it('has keys and values of every kind', () => {
    const texts = mapsOf(
      entry(2, (writer) => writer.uint32(8).sint32(-3).uint32(17).double(60)),
      entry(3, (writer) => writer.uint32(8).bool(true).uint32(21).float(0.1)),
      entry(4, (writer) => writer.uint32(10).string('__proto__').uint32(18).bytes(Buffer.of(1))),
      entry(5, (writer) => writer.uint32(8).int64('-9223372036854775808').uint32(16).int32(1)),
      entry(6, (writer) => writer.uint32(10).string('x').uint32(18).bytes(Buffer.of())),
    );
    expect(texts).toBe(
      '{"signed":{"-3":60.0},"flags":{"true":0.1},"texts":{"__proto__":"01"},' +
        '"states":{"-9223372036854775808":"ON"},"inner":{"x":{}}}',
    );
  });

  it('has members whose key or value is the default, which is not sent', () => {
    expect(types.decode('my.pkg.Maps', none(4))).toEqual({
      kind: 'map',
      members: [
        {
          key: 'texts',
          value: {
            kind: 'map',
            members: [{ key: '', value: { kind: 'bytes', bytes: new Uint8Array() } }],
          },
        },
      ],
    });
    expect(mapsOf(none(1), none(2), none(3), none(5), none(6))).toBe(
      '{"unsigned":{"0":""},"signed":{"0":0.0},"flags":{"false":0.0},"states":{"0":"OFF"},"inner":{"":{}}}',
    );
  });

  it.each(['syntax = "proto2";', 'edition = "2023";'])(
    'is read the same in files with %s',
    (first) => {
      const own = protoTypes(rootOf(`${first} message M { map<int32, string> names = 1; }`));
      const payload = Buffer.concat([
        entry(1, (writer) => writer.uint32(8).int32(2).uint32(18).string('b')),
        entry(1, (writer) => writer.uint32(8).int32(1).uint32(18).string('a')),
      ]);
      expect(own.names).toEqual(['M']);
      expect(valueText(own.decode('M', payload))).toBe('{"names":{"2":"b","1":"a"}}');
    },
  );
});

describe('text in a Protobuf message that is not UTF-8', () => {
  it('is shown as the bytes that it is, and the rest as it is', () => {
    const payload = protobuf.Writer.create()
      .uint32(26 + 8)
      .bytes(Buffer.from('61ff', 'hex'))
      .finish();
    const ok = encoded('my.pkg.Reading', { ok: true });
    expect(types.decode('my.pkg.Reading', Buffer.concat([payload, ok]))).toEqual({
      kind: 'map',
      members: [
        { key: 'ok', value: { kind: 'boolean', value: true } },
        { key: 'unit', value: invalidText('61ff') },
      ],
    });
  });

  it('is told apart as a key, too', () => {
    const keys = ['ff', 'fe', '6666'].map((key) =>
      entry(6, (writer) => writer.uint32(10).bytes(Buffer.from(key, 'hex'))),
    );
    const value = types.decode('my.pkg.Maps', Buffer.concat(keys));
    expect(value).toMatchObject({
      members: [
        {
          value: {
            members: [
              { key: 'ff', source: '0xff (invalid UTF-8)' },
              { key: 'fe', source: '0xfe (invalid UTF-8)' },
              { key: 'ff' },
            ],
          },
        },
      ],
    });
  });
});
