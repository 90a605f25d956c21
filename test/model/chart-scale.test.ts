import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberText, scaleOf, tickText } from '../../source/model/chart-scale.ts';

const numbers = fc.double({ min: -1e12, max: 1e12, noNaN: true });

describe('the scale of an axis', () => {
  it.each([
    [0, 10, 5, [0, 2, 4, 6, 8, 10]],
    [19.74, 24, 2, [20, 22, 24]],
    [0.1, 0.35, 3, [0.1, 0.2, 0.3]],
    [-3, 3, 2, [-2, 0, 2]],
    [-1.7e308, 1.7e308, 3, [0]],
    [-5e-324, 0, 3, [-0.5, 0, 0.5]],
  ])('from %d to %d in %d steps has round ticks', (min, max, count, ticks) => {
    const scale = scaleOf(min, max, count);
    expect(scale.ticks.map((tick) => tickText(tick, scale.digits))).toEqual(
      ticks.map((tick) => tickText(tick, scale.digits)),
    );
  });

  it('holds every number, has a tick, and no more than it was asked for by far', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: 1, max: 20 }), (a, b, count) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const { from, to, ticks } = scaleOf(min, max, count);
        const least = Math.max(Math.abs(min), Math.abs(max), 1e-300) * 1e-8;
        expect(from).toBeLessThanOrEqual(min + least);
        expect(to).toBeGreaterThanOrEqual(max - least);
        expect(to).toBeGreaterThan(from);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(Math.max(3, count) + 2);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(from - least);
          expect(tick).toBeLessThanOrEqual(to + least);
        }
      }),
    );
  });

  it('begins below where it ends, and has a tick, also for the largest numbers there are', () => {
    const huge = fc.constantFrom(8e307, 1e308, Number.MAX_VALUE);
    const any = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      huge,
      huge.map((number) => -number),
    );
    fc.assert(
      fc.property(any, any, fc.integer({ min: 1, max: 20 }), (a, b, count) => {
        const { from, to, ticks } = scaleOf(Math.min(a, b), Math.max(a, b), count);
        expect(Number.isFinite(to - from)).toBe(true);
        expect(to).toBeGreaterThan(from);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(Math.max(3, count) + 2);
      }),
    );
  });

  it('writes every tick differently', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (min, range) => {
        fc.pre(range > Math.abs(min) * 1e-6);
        const { ticks, digits } = scaleOf(min, min + range, 5);
        const texts = ticks.map((tick) => tickText(tick, digits));
        expect(new Set(texts).size).toBe(texts.length);
      }),
    );
  });

  it('gives a constant some room around it', () => {
    const { from, to } = scaleOf(21.5, 21.5, 4);
    expect(from).toBeLessThan(21.5);
    expect(to).toBeGreaterThan(21.5);
  });
});

describe('the digits of an axis', () => {
  it.each([
    [20.5, 21.7, '20.5 21.0 21.5'],
    [0, 9, '0.0 2.5 5.0 7.5'],
    [0, 0.06, '0.00 0.02 0.04 0.06'],
    [1000, 1130, '1000 1050 1100'],
  ])('from %d to %d', (min, max, texts) => {
    const { ticks, digits } = scaleOf(min, max, 4);
    expect(ticks.map((tick) => tickText(tick, digits)).join(' ')).toBe(texts);
  });
});

describe('numbers at an axis', () => {
  it.each([
    [21.5, 1, '21.5'],
    [0, 1, '0.0'],
    [-0, 1, '0.0'],
    [20_000, 0, '20k'],
    [1_500_000, 0, '1500k'],
    [12_000_000, 0, '12M'],
    [1013, 0, '1013'],
  ])('%d with %d digits is %s', (value, digits, text) => {
    expect(tickText(value, digits)).toBe(text);
  });

  it.each([
    [21.456_78, '21.457'],
    [100, '100'],
    [1013.25, '1013.3'],
    [123_456.7, '123457'],
    [0, '0'],
    [-0.5, '-0.5'],
    [1.5e12, '1.5e+12'],
    [0.000_001, '1e-6'],
  ])('%d in full is %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});
