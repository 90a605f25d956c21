import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparableIn } from '../../source/payload/comparable-value.ts';
import { payloads } from '../support/arbitraries.ts';

describe('the comparable value of a payload', () => {
  const json = Buffer.from(
    '{"temp": 21.5, "unit": "30 °C", "on": true, "list": [1], "none": null}',
  );

  it('is its text, and its number', () => {
    expect(comparableIn(Buffer.from('21.5 °C\n'))).toEqual({ text: '21.5 °C', number: 21.5 });
    expect(comparableIn(Buffer.from('open'))).toEqual({ text: 'open', number: undefined });
    expect(comparableIn(Buffer.alloc(0))).toEqual({ text: '', number: undefined });
  });

  it('is a member of its JSON', () => {
    expect(comparableIn(json, ['temp'])).toEqual({ text: '21.5', number: 21.5 });
    expect(comparableIn(json, ['unit'])).toEqual({ text: '30 °C', number: 30 });
    expect(comparableIn(json, ['on'])).toEqual({ text: 'true', number: undefined });
    expect(comparableIn(json, ['none'])).toEqual({ text: 'null', number: undefined });
    expect(comparableIn(json, ['list', 0])).toEqual({ text: '1', number: 1 });
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
