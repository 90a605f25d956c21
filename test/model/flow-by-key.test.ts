import { beforeEach, describe, expect, it } from 'vitest';
import { FlowByKey } from '../../source/model/flow-by-key.ts';

const limits = {
  known: { burst: 20, perSecond: 1 },
  allKnown: { burst: 30, perSecond: 10 },
  strangers: { burst: 100, perSecond: 50 },
};

let flow: FlowByKey;

beforeEach(() => {
  flow = new FlowByKey(limits);
});

/** In whose flow so many pass at once, as counts. */
const take = (known: string | undefined, count: number, at = 0): unknown => {
  const passed = { known: 0, strangers: 0, refused: 0 };
  for (let index = 0; index < count; index += 1) passed[flow.take(known, at) ?? 'refused'] += 1;
  return passed;
};

describe('a flow for each key', () => {
  it('is one for all strangers', () => {
    expect(take(undefined, 150)).toEqual({ known: 0, strangers: 100, refused: 50 });
  });

  it('has a part for each who is known, who shares that of strangers when it is used up', () => {
    expect(take('bob', 130)).toEqual({ known: 20, strangers: 100, refused: 10 });
    expect(take('alice', 5)).toEqual({ known: 5, strangers: 0, refused: 0 });
  });

  it('does not touch those who are known when strangers use up theirs', () => {
    take(undefined, 1000);
    expect(take('alice', 20)).toEqual({ known: 20, strangers: 0, refused: 0 });
  });

  it('is bounded for all who are known together', () => {
    for (const name of ['a', 'b']) take(name, 20);
    expect(take('c', 20)).toEqual({ known: 0, strangers: 20, refused: 0 });
  });

  it('lets some pass however long a flood of one who is known lasts', () => {
    const passed = { known: 0, strangers: 0, refused: 0 };
    for (let at = 0; at < 60_000; at += 1) take('bob', 1, at);
    for (let at = 60_000; at < 70_000; at += 1) passed[flow.take('bob', at) ?? 'refused'] += 1;
    expect([passed.known > 8, passed.strangers > 450, passed.refused > 9000]).toEqual([
      true,
      true,
      true,
    ]);
  });
});
