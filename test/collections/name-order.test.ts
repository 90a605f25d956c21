import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames } from '../../source/collections/name-order.ts';

const name = fc.oneof(
  fc.string({ unit: fc.constantFrom('0', '1', '9', '00', 'a', 'B', '/', '-', '·'), maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

const pieces = (text: string): readonly (bigint | string)[] =>
  (text.match(/[0-9]+|[^]/gu) ?? []).map((piece) => (/^[0-9]/.test(piece) ? BigInt(piece) : piece));

const byPoint = (a: string, b: string): number => {
  const [pointsA, pointsB] = [Array.from(a), Array.from(b)].map((points) =>
    points.map((point) => point.codePointAt(0) ?? 0),
  );
  const at = pointsA?.findIndex((point, index) => point !== pointsB?.[index]) ?? -1;
  const [pointA, pointB] = [pointsA?.[at] ?? -1, pointsB?.[at] ?? -1];
  return at === -1 ? (pointsA?.length ?? 0) - (pointsB?.length ?? 0) : pointA - pointB;
};

/** The same order, piece by piece. */
const slowly = (a: string, b: string): number => {
  const [piecesA, piecesB] = [pieces(a), pieces(b)];
  for (let index = 0; ; index += 1) {
    const [pieceA, pieceB] = [piecesA[index], piecesB[index]];
    if (pieceA === undefined && pieceB === undefined) return byPoint(a, b);
    if (pieceA === undefined) return -1;
    if (pieceB === undefined) return 1;
    const areNumbers = typeof pieceA === 'bigint' && typeof pieceB === 'bigint';
    if (areNumbers && pieceA !== pieceB) return pieceA < pieceB ? -1 : 1;
    // A digit against another character goes by code point: no number contains one.
    const order = areNumbers ? 0 : byPoint(String(pieceA), String(pieceB));
    if (order !== 0) return order;
  }
};

describe('the order of names', () => {
  it.each([
    [
      ['a10', 'a2', 'a1'],
      ['a1', 'a2', 'a10'],
    ],
    [
      ['10', '9', 'a', '2b', '2a', '100', '2'],
      ['2', '2a', '2b', '9', '10', '100', 'a'],
    ],
    [
      ['v1.10.2', 'v1.9.10', 'v1.9.9'],
      ['v1.9.9', 'v1.9.10', 'v1.10.2'],
    ],
    [
      ['a2', 'a02', 'a002', 'a1', 'a3'],
      ['a1', 'a002', 'a02', 'a2', 'a3'],
    ],
    [
      ['a02b', 'a2a', 'a2c'],
      ['a2a', 'a02b', 'a2c'],
    ],
    [
      ['a0', 'a00', 'a', 'a1'],
      ['a', 'a0', 'a00', 'a1'],
    ],
    [
      ['b', 'a', 'B', 'A', 'é', '$SYS', ''],
      ['', '$SYS', 'A', 'B', 'a', 'b', 'é'],
    ],
    [
      ['\u{1f600}', '\u{ffee}', 'z'],
      ['z', '\u{ffee}', '\u{1f600}'],
    ],
    [
      ['x90071992547409930', 'x9007199254740993', 'x9007199254740992'],
      ['x9007199254740992', 'x9007199254740993', 'x90071992547409930'],
    ],
  ])('of %j is %j', (names, sorted) => {
    expect(names.toSorted(compareNames)).toEqual(sorted);
  });

  it('is that of their pieces', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(Math.sign(compareNames(a, b))).toBe(Math.sign(slowly(a, b)));
      }),
    );
  });

  it('is total: only equal names are equal, and it neither contradicts itself nor runs in a circle', () => {
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(compareNames(a, b) === 0).toBe(a === b);
        expect(Math.sign(compareNames(a, b))).toBe(-Math.sign(compareNames(b, a)) + 0);
        const isChain = compareNames(a, b) <= 0 && compareNames(b, c) <= 0;
        expect(!isChain || compareNames(a, c) <= 0).toBe(true);
      }),
    );
  });

  it('does not depend on the order in which names came', () => {
    const names = fc.uniqueArray(name, { maxLength: 12 });
    const two = names.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(two, ([one, other]) => {
        expect(one.toSorted(compareNames)).toEqual(other.toSorted(compareNames));
      }),
    );
  });

  it('takes the longest names that a topic can have, and many numbers in them', () => {
    const [a, b] = ['01x'.repeat(20_000), '1x'.repeat(20_000)];
    expect(compareNames(a, b)).toBeLessThan(0);
    expect(compareNames(b, a)).toBeGreaterThan(0);
    expect(compareNames('9'.repeat(65_000), `1${'0'.repeat(65_000)}`)).toBeLessThan(0);
  });
});
