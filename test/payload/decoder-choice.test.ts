import { describe, expect, it } from 'vitest';
import {
  choiceForContentType,
  choiceForTopic,
  readChoice,
} from '../../source/payload/decoder-choice.ts';
import type { Schemas } from '../../source/payload/decoder.ts';

/** The message types of a .proto file. */
const schemasOf = (...names: readonly string[]): Schemas => ({
  protobuf: { names, decode: () => ({ kind: 'null' }) },
});

const numbered = (count: number): Schemas =>
  schemasOf(...Array.from({ length: count }, (_, index) => `t.T${index}`));

describe('what somebody types as a decoder', () => {
  const types = schemasOf('my.pkg.Reading', 'my.pkg.Log', 'other.Log');

  it.each([
    [' HEX ', { name: 'hex', argument: '' }],
    ['protobuf:my.pkg.Log', { name: 'protobuf', argument: 'my.pkg.Log' }],
    ['Protobuf: Reading ', { name: 'protobuf', argument: 'my.pkg.Reading' }],
    ['hex:', { name: 'hex', argument: '' }],
    ['hex:1', expect.stringMatching(/decoder hex /)],
    ['protobuf', expect.stringContaining('Which message type?')],
    ['protobuf:Log', expect.stringContaining(' Log: my.pkg.Log, other.Log.')],
    ['protobuf:og', expect.stringMatching(/ og; .* my\.pkg\.Reading, my\.pkg\.Log, other\.Log\.$/)],
  ])('%j', (typed, expected) => {
    expect(readChoice(typed, types)).toEqual(expected);
  });

  it('names what there is, ten types at most', () => {
    expect(readChoice('xml', types)).toMatch(/^There is no decoder "xml".*\bhex\b/);
    expect(readChoice('protobuf:a', {})).toContain('--proto FILE');
    expect(readChoice('protobuf:x', numbered(10))).toMatch(/t\.T9\.$/);
    expect(readChoice('protobuf:x', numbered(11))).toMatch(/t\.T9 …\.$/);
  });
});

describe('a content type', () => {
  it.each([
    ['application/json', 'json'],
    [' Application/SenML+JSON ; charset=utf-8', 'json'],
    ['text/json', 'json'],
    ['application/cbor', 'cbor'],
    ['application/senml+cbor', 'cbor'],
    ['application/msgpack', 'msgpack'],
    ['application/x-msgpack', 'msgpack'],
    ['application/vnd.messagepack', 'msgpack'],
    ['application/gzip', 'gzip'],
    ['application/x-gzip', 'gzip'],
    ['application/zlib', 'zlib'],
    ['image/png', 'image'],
    ['text/plain;a=b\n;c', 'text'],
    ['image/svg+xml', 'text'],
    ['application/jsonp', undefined],
    ['x-application/json', undefined],
    ['application/cbor2', undefined],
    ['application/x.text/plain', undefined],
    ['application/protobuf', undefined],
  ])('%s stands for %s', (contentType, name) => {
    expect(choiceForContentType(contentType)?.name).toBe(name);
  });

  it.each([
    'application/protobuf; type=my.pkg.Reading',
    'application/x-protobuf;messageType="my.pkg.Reading"',
    'application/vnd.google.protobuf ; charset=x; TYPE="my.pkg.Reading"',
  ])('%s names the message type', (contentType) => {
    expect(choiceForContentType(contentType)).toEqual({
      name: 'protobuf',
      argument: 'my.pkg.Reading',
    });
  });
});

it('the first rule whose filter matches chooses', () => {
  const hex = { name: 'hex', argument: '' };
  const rules = [
    { filter: 'a/+', choice: hex },
    { filter: 'a/#', choice: { name: 'text', argument: '' } },
  ];
  expect(choiceForTopic(rules, 'a/b')).toBe(hex);
  expect(choiceForTopic(rules, 'a')?.name).toBe('text');
  expect(choiceForTopic(rules, 'b')).toBeUndefined();
});
