import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { protoTypes } from '../../source/payload/decoders/lazy/proto-types.ts';
import { floatText } from '../../source/payload/decoders/lazy/protobuf-value.ts';
import { tooDeep, type Value } from '../../source/payload/value.ts';

const root = protobuf.parse(
  `syntax = "proto3";
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
   message Node { Node next = 1; }`,
  { keepCase: true },
).root;

const types = protoTypes(root);

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
    ]);
    expect(() => types.decode('Reading', new Uint8Array())).toThrow(
      'There is no message type Reading.',
    );
  });

  it('becomes a map of the fields that were sent, by number', () => {
    const value = readingOf({
      place: { room: 'hall' },
      value: 0.1,
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
        { key: 'value', value: number('0.1') },
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

  it.each([0.1, 1 / 3, 16_777_216, 1e-10, 3.402_823_5e38, 123_456.79])(
    'shows %d of 32 bits in the fewest digits',
    (value) => {
      const single = Math.fround(value);
      const shown = floatText(single);
      expect(Math.fround(Number(shown))).toBe(single);
      expect(shown.length).toBeLessThanOrEqual(String(value).length);
    },
  );

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
