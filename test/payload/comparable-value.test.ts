import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingIn } from '../../source/payload/comparable-value.ts';
import { payloads } from '../support/arbitraries.ts';

describe('the reading of a payload', () => {
  const json = Buffer.from(
    '{"temp": 21.5, "unit": "30 °C", "on": true, "list": [1], "none": null}',
  );

  it('is its text, and its number', () => {
    expect(readingIn(Buffer.from('21.5 °C\n'))).toEqual({ text: '21.5 °C', number: 21.5 });
    expect(readingIn(Buffer.from('open'))).toEqual({ text: 'open', number: undefined });
    expect(readingIn(Buffer.alloc(0))).toEqual({ text: '', number: undefined });
  });

  it('is a member of its JSON', () => {
    expect(readingIn(json, ['temp'])).toEqual({ text: '21.5', number: 21.5 });
    expect(readingIn(json, ['unit'])).toEqual({ text: '30 °C', number: 30 });
    expect(readingIn(json, ['on'])).toEqual({ text: 'true', number: undefined });
    expect(readingIn(json, ['none'])).toEqual({ text: 'null', number: undefined });
    expect(readingIn(json, ['list', 0])).toEqual({ text: '1', number: 1 });
  });

  it('is missing where there is nothing to compare with', () => {
    for (const path of [['list'], ['nothing'], ['list', 1]])
      expect(readingIn(json, path)).toBeUndefined();
    expect(readingIn(Buffer.from('no json'), ['temp'])).toBeUndefined();
    expect(readingIn(Buffer.from([0xff, 0xfe]))).toBeUndefined();
    expect(readingIn(Buffer.from('x'.repeat(2000)))).toBeUndefined();
    expect(readingIn(Buffer.from(' '.repeat(300_000)))).toBeUndefined();
  });

  it('never fails, whatever comes', () => {
    fc.assert(
      fc.property(payloads, fc.constantFrom(undefined, ['a'], [0]), (payload, path) => {
        const reading = readingIn(payload, path);
        expect(reading === undefined || typeof reading.text === 'string').toBe(true);
      }),
    );
  });
});
