import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownDecimal } from '../../source/payload/decimal.ts';
import { comparableAt, comparableIn } from '../../source/payload/comparable-value.ts';
import { decodeJson } from '../../source/payload/json.ts';
import type { Value } from '../../source/payload/value.ts';
import { payloads } from '../support/arbitraries.ts';

describe('the comparable value of a payload', () => {
  const json = Buffer.from(
    '{"temp": 21.5, "unit": "30 °C", "on": true, "list": [1], "none": null}',
  );

  it('is its text, and its number', () => {
    expect(comparableIn(Buffer.from('21.5 °C\n'))).toEqual({
      text: '21.5 °C',
      number: knownDecimal('21.5'),
    });
    expect(comparableIn(Buffer.from('open'))).toEqual({ text: 'open', number: undefined });
    expect(comparableIn(Buffer.alloc(0))).toEqual({ text: '', number: undefined });
  });

  it('is a member of its JSON', () => {
    expect(comparableIn(json, ['temp'])).toMatchObject({
      text: '21.5',
      number: knownDecimal('21.5'),
    });
    expect(comparableIn(json, ['unit'])).toEqual({ text: '30 °C', number: knownDecimal('30') });
    expect(comparableIn(json, ['on'])).toEqual({ text: 'true', number: undefined });
    expect(comparableIn(json, ['none'])).toEqual({ text: 'null', number: undefined });
    expect(comparableIn(json, ['list', 0])).toMatchObject({ text: '1', number: knownDecimal('1') });
  });

  it.each([
    ['{"id":1724442618569203714}', '1724442618569203714'],
    ['{"id": 127.0 }', '127.0'],
    ['{"id":1e400}', '1e400'],
    ['{"id":-0}', '-0'],
    ['{"id":1.50,"x":"id"}', '1.50'],
    ['{"id":1,"id":2.0}', '2.0'],
    ['{"x":{"id":1.0},"id":2.0}', '2.0'],
    ['{"x":"\\"id\\":1.0","\\u0069d":2.0}', '2.0'],
  ])('of %s keeps its digits', (text, digits) => {
    expect(comparableIn(Buffer.from(text), ['id'])).toMatchObject({
      text: digits,
      number: knownDecimal(digits),
    });
  });

  it('is missing where there is nothing to compare with', () => {
    for (const path of [['list'], ['nothing'], ['list', 1]])
      expect(comparableIn(json, path)).toBeUndefined();
    expect(comparableIn(Buffer.from('no json'), ['temp'])).toBeUndefined();
    expect(comparableIn(Buffer.from([0xff, 0xfe]))).toBeUndefined();
    expect(comparableIn(Buffer.from('x'.repeat(2000)))).toBeUndefined();
    expect(comparableIn(Buffer.from(' '.repeat(300_000)))).toBeUndefined();
  });

  it('never fails, whatever comes', () => {
    fc.assert(
      fc.property(payloads, fc.constantFrom(undefined, ['a'], [0]), (payload, path) => {
        const reading = comparableIn(payload, path);
        expect(reading === undefined || typeof reading.text === 'string').toBe(true);
      }),
    );
  });
});

describe('the comparable value of a decoded value', () => {
  const value: Value = {
    kind: 'tag',
    tag: 'outer',
    value: decodeJson(
      Buffer.from(
        '{"temp": 21.50, "unit": "30 °C", "on": true, "none": null, "list": [1, {"a": 2}], "huge": 1e999, "temp": 3}',
      ),
    )!,
  };

  it.each([
    [['temp'], { text: '3', number: knownDecimal('3') }],
    [['unit'], { text: '30 °C', number: knownDecimal('30') }],
    [['on'], { text: 'true', number: undefined }],
    [['none'], { text: 'null', number: undefined }],
    [['list', 0], { text: '1', number: knownDecimal('1') }],
    [['list', 1, 'a'], { text: '2', number: knownDecimal('2') }],
    [['huge'], { text: '1e999', number: knownDecimal('1e999') }],
    [['list'], undefined],
    [[], undefined],
    [['list', '0'], undefined],
    [[0], undefined],
    [['list', 2], undefined],
    [['temp', 'a'], undefined],
    [['nothing', 'a'], undefined],
  ])('at %j is %j', (path, reading) => {
    expect(comparableAt(value, path)).toEqual(reading);
  });

  it('steps over tags', () => {
    const tagged: Value = { kind: 'tag', tag: 't', value: { kind: 'number', text: '4' } };
    const map: Value = { kind: 'map', members: [{ key: 'a', value: tagged }] };
    expect(comparableAt(map, ['a'])).toEqual({ text: '4', number: knownDecimal('4') });
    expect(comparableAt({ kind: 'bytes', bytes: Uint8Array.of(1) }, [])).toBeUndefined();
  });
});
