import '../support/property-seed.ts';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { NameIndex } from '../../source/collections/name-index.ts';

const findInBytes = (index: NameIndex, name: string): number => {
  const bytes = Buffer.from(`<${name}>`);
  return index.findBytes(bytes, 1, bytes.length - 1);
};

const indexOf = (names: readonly string[]): NameIndex => {
  const index = new NameIndex();
  for (const [id, name] of names.entries()) index.add(name, id);
  return index;
};

/** Names that differ little: in their case, in one bit, in what follows, in length. */
const alike = fc
  .array(fc.constantFrom('a', 'A', '!', '/', '\0', 'aaaa', 'aaaA', 'é', '温', '🌡'), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

const names = fc.oneof(
  alike,
  fc.string({ unit: 'binary', maxLength: 12 }),
  // With halves of surrogate pairs.
  fc
    .array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { maxLength: 4 })
    .map((units) => String.fromCharCode(...units)),
  fc.constantFrom('�', '\ud800', '\udc00', 'a\ud800', 'a�', 'x'.repeat(70_000)),
);

const steps = fc.array(
  fc.tuple(
    fc.constantFrom('add' as const, 'add' as const, 'remove' as const, 'look' as const),
    names,
  ),
  { maxLength: 300 },
);

it('finds what a map would find, by string and by bytes', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const index = new NameIndex();
      const map = new Map<string, number>();
      for (const [id, [what, name]] of all.entries()) {
        if (what === 'remove') {
          index.remove(name);
          map.delete(name);
        } else if (what === 'add' && !map.has(name)) {
          index.add(name, id);
          map.set(name, id);
        }
        expect(index.find(name)).toBe(map.get(name) ?? -1);
        expect(index.size).toBe(map.size);
      }
      for (const [, name] of all) {
        expect(index.find(name)).toBe(map.get(name) ?? -1);
        const read = Buffer.from(name).toString();
        expect(findInBytes(index, name)).toBe(map.get(read) ?? -1);
      }
    }),
  );
});

it('finds nothing by bytes that are no UTF-8', () => {
  const wild = fc.array(
    fc.constantFrom(0xff, 0xc3, 0xa9, 0xed, 0xa0, 0x80, 0xc0, 0xef, 0xbf, 0xbd, 0x61),
  );
  fc.assert(
    fc.property(fc.array(wild), (all) => {
      // As a lossy decoder reads them, and with halves of surrogate pairs in their place.
      const read = all.map((bytes) => Buffer.from(bytes).toString());
      const known = new Set(read.flatMap((name) => [name, name.replaceAll('�', '\ud800')]));
      const index = indexOf([...known]);
      for (const bytes of all) {
        const name = Buffer.from(bytes).toString();
        const isUtf8 = Buffer.from(name).equals(Buffer.from(bytes));
        const found = index.findBytes(Uint8Array.from(bytes), 0, bytes.length);
        expect(found).toBe(isUtf8 ? index.find(name) : -1);
      }
    }),
  );
});

it('tells many names apart that begin alike, and keeps them while it grows', () => {
  const many = Array.from({ length: 300_000 }, (_, at) => `plant/${at % 7}/sensor-${at}`);
  const index = indexOf(many);
  expect(many.filter((name, id) => index.find(name) !== id)).toEqual([]);
  expect(many.filter((name, id) => findInBytes(index, name) !== id)).toEqual([]);
  expect(index.find('plant/0/sensor-300000')).toBe(-1);
});

it('finds the same names after longer ones have come', () => {
  const long = Array.from({ length: 17 }, (_, at) => 'x'.repeat(2 ** at));
  const index = indexOf(long);
  expect(long.map((name) => findInBytes(index, name))).toEqual([...long.keys()]);
  expect(findInBytes(index, 'x'.repeat(200_000))).toBe(-1);
});

it('finds all that is left when some are removed, and what takes their numbers', () => {
  const index = indexOf(Array.from({ length: 5000 }, (_, at) => `churn/${at}`));
  for (let round = 0; round < 20; round += 1) {
    const name = (at: number): string => (round === 0 ? `churn/${at}` : `round ${round}/${at}`);
    for (let at = 0; at < 5000; at += 1) {
      if (at % 3 === 0) continue;
      index.remove(name(at));
      index.add(`round ${round + 1}/${at}`, at);
    }
  }
  const wrong = Array.from({ length: 5000 }, (_, at) => at).filter(
    (at) => index.find(at % 3 === 0 ? `churn/${at}` : `round 20/${at}`) !== at,
  );
  expect(wrong).toEqual([]);
  expect(index.find('round 19/1')).toBe(-1);
  expect(index.size).toBe(5000);
});

it('finds a name in other bytes at the same place', () => {
  const index = indexOf(['one', 'two']);
  const bytes = Buffer.from('one');
  expect(index.findBytes(bytes, 0, 3)).toBe(0);
  bytes.write('two');
  expect(index.findBytes(bytes, 0, 3)).toBe(1);
  expect(index.findBytes(Buffer.from('one'), 0, 3)).toBe(0);
});
