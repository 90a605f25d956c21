import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedLog, type LogLimits } from '../../source/model/bounded-log.ts';

type Entry = { readonly name: number; readonly bytes: number };

const logOf = (limits: LogLimits): BoundedLog<Entry> =>
  new BoundedLog(limits, ({ bytes }) => bytes);

const contents = (log: BoundedLog<Entry>): (Entry | undefined)[] =>
  Array.from({ length: log.length }, (_, index) => log.at(log.first + index));

/** All entries that ever came, and from which position on they are still here. */
class NaiveLog {
  readonly all: Entry[] = [];
  first = 0;
  evicted = 0;

  get kept(): Entry[] {
    return this.all.slice(this.first);
  }

  append(entry: Entry, limits: LogLimits): void {
    this.all.push(entry);
    const bytes = (): number => this.kept.reduce((sum, { bytes: one }) => sum + one, 0);
    while (this.kept.length > 1 && (this.kept.length > limits.entries || bytes() > limits.bytes)) {
      this.first += 1;
      this.evicted += 1;
    }
  }
}

describe('BoundedLog', () => {
  it('does what a plain array would, whatever comes', () => {
    const script = fc.array(fc.option(fc.nat(50), { freq: 20, nil: 'clear' as const }), {
      maxLength: 60,
    });
    const limitsOf = fc.record({ entries: fc.integer({ min: 1, max: 10 }), bytes: fc.nat(200) });
    fc.assert(
      fc.property(script, limitsOf, (steps, limits) => {
        const log = logOf(limits);
        const naive = new NaiveLog();
        const places: number[] = [];
        for (const [name, step] of steps.entries()) {
          if (step === 'clear') {
            log.clear();
            naive.first = naive.all.length;
          } else {
            const position = log.append({ name, bytes: step });
            naive.append({ name, bytes: step }, limits);
            places.push(position);
          }
          expect([log.first, log.end, log.evicted]).toEqual([
            naive.first,
            naive.all.length,
            naive.evicted,
          ]);
          expect(contents(log)).toEqual(naive.kept);
          expect(places).toEqual([...naive.all.keys()]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps an entry at its position for good', () => {
    const log = logOf({ entries: 3, bytes: 1000 });
    for (let name = 0; name < 10_000; name += 1) {
      expect(log.append({ name, bytes: 1 })).toBe(name);
      expect(log.at(name)?.name).toBe(name);
      expect(log.at(name - 2)?.name).toBe(name < 2 ? undefined : name - 2);
      expect(log.at(name - 3)).toBeUndefined();
    }
    expect(log.evicted).toBe(9997);
  });

  it('has nothing where nothing is yet', () => {
    const log = logOf({ entries: 3, bytes: 10 });
    expect(log.at(0)).toBeUndefined();
    log.append({ name: 1, bytes: 1 });
    expect(log.at(1)).toBeUndefined();
    expect(log.at(-1)).toBeUndefined();
  });

  it('keeps the newest entry even when it alone is too large', () => {
    const log = logOf({ entries: 3, bytes: 10 });
    log.append({ name: 1, bytes: 5 });
    log.append({ name: 2, bytes: 500 });
    expect(contents(log)).toEqual([{ name: 2, bytes: 500 }]);
    log.append({ name: 3, bytes: 10 });
    expect(contents(log)).toEqual([{ name: 3, bytes: 10 }]);
  });

  it('takes earlier entries at its front, where positions may be negative, and keeps them', () => {
    const log = logOf({ entries: 3, bytes: 1000 });
    for (const name of [10, 11]) log.append({ name, bytes: 1 });
    expect(log.prepend([7, 8, 9].map((name) => ({ name, bytes: 1 })))).toBe(3);
    expect([log.first, log.end]).toEqual([-3, 2]);
    expect([-3, -1, 0, 1].map((position) => log.at(position)?.name)).toEqual([7, 9, 10, 11]);
    // It stays as large as it was made: for one that comes one goes.
    log.append({ name: 12, bytes: 1 });
    expect([log.first, log.length]).toEqual([-2, 5]);
    expect(log.at(0)?.name).toBe(10);
    log.clear();
    for (const name of [13, 14, 15, 16]) log.append({ name, bytes: 1 });
    expect(log.length).toBe(3);
  });

  it('takes only the newest of the earlier entries when there is no room for more', () => {
    const log = logOf({ entries: 3, bytes: 10 });
    log.append({ name: 100, bytes: 1 });
    const earlier = Array.from({ length: 50 }, (_, name) => ({ name, bytes: 1 }));
    expect(log.prepend(earlier)).toBe(11);
    expect(log.at(log.first)?.name).toBe(39);
    expect(log.prepend(earlier)).toBe(0);
    const heavy = logOf({ entries: 100, bytes: 10 });
    expect(heavy.prepend(earlier.map(({ name }) => ({ name, bytes: 9 })))).toBe(4);
  });
});
