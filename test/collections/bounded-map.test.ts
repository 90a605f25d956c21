import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedMap } from '../../source/collections/bounded-map.ts';

/** The same as a list of entries, the oldest first. */
const naive = (limit: number) => {
  let list: (readonly [string, number])[] = [];
  const put = (key: string, value: number, isNewest: boolean): number | undefined => {
    const at = list.findIndex(([known]) => known === key);
    if (at !== -1 && !isNewest) list[at] = [key, value];
    else list = [...list.filter(([known]) => known !== key), [key, value]];
    return list.length > limit ? list.shift()![1] : undefined;
  };
  return {
    entries: () => list,
    set: (key: string, value: number) => put(key, value, false),
    renew: (key: string, value: number) => put(key, value, true),
    delete: (key: string) => {
      const before = list.length;
      list = list.filter(([known]) => known !== key);
      return list.length < before;
    },
  };
};

describe('a bounded map', () => {
  it('drops the oldest, by when it was added or renewed', () => {
    const step = fc.tuple(
      fc.constantFrom('set', 'renew', 'delete', 'getOrAdd'),
      fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      fc.nat(99),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step), (limit, steps) => {
        const map = new BoundedMap<string, number>(limit);
        const model = naive(limit);
        for (const [what, key, value] of steps) {
          const known = model.entries().find(([other]) => other === key)?.[1];
          const [found, wanted] = {
            set: () => [map.set(key, value).get(key), (model.set(key, value), value)],
            renew: () => [map.renew(key, value), model.renew(key, value)],
            delete: () => [map.delete(key), model.delete(key)],
            getOrAdd: () => [
              map.getOrAdd(key, () => value),
              known ?? (model.set(key, value), value),
            ],
          }[what]();
          expect(found).toBe(wanted);
          expect([...map]).toEqual(model.entries());
        }
      }),
    );
  });

  it('takes the newest of the entries that it is made of', () => {
    const map = new BoundedMap(2, [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    expect([...map.keys()]).toEqual(['b', 'c']);
  });

  it('keeps an undefined value too', () => {
    const map = new BoundedMap<string, undefined>(2);
    let made = 0;
    for (let times = 0; times < 3; times += 1)
      map.getOrAdd('a', () => {
        made += 1;
        return undefined;
      });
    expect(made).toBe(1);
  });
});
