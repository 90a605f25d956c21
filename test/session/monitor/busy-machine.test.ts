import type * as vm from 'node:vm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { namePattern } from '../../../source/session/monitor/name-pattern.ts';
import { nodeOf, treeOf } from '../../support/topic-trees.ts';

/** How often a script still ends by its time limit, how long it runs each time, ms, and how often it was started. */
const machine = vi.hoisted(() => ({ stalls: 0, ran: 0, starts: 0 }));

vi.mock('node:process', () => ({
  cpuUsage: (before?: object) => ({
    user: before === undefined ? 0 : machine.ran * 1000,
    system: 0,
  }),
}));

vi.mock('node:vm', async (importOriginal) => {
  const real = await importOriginal<typeof vm>();
  class Script extends real.Script {
    override runInContext(...args: Parameters<vm.Script['runInContext']>): unknown {
      machine.starts += 1;
      if (machine.starts <= machine.stalls) throw new Error('timed out');
      return super.runInContext(...args);
    }
  }
  return { ...real, Script };
});

/** Whether the topic `a` passes the pattern, and how often the pattern was given up. */
const outcome = (): { passes: boolean; givenUp: number; starts: number } => {
  let givenUp = 0;
  const test = namePattern('^a$', () => (givenUp += 1));
  if (typeof test === 'string') throw new Error(test);
  const node = nodeOf(treeOf(['a']), 'a');
  test.prepare?.([node]);
  return { passes: test.passes(node, 0), givenUp, starts: machine.starts };
};

describe('a regular expression on a busy machine', () => {
  beforeEach(() => {
    machine.starts = 0;
  });

  it('is tried again where the program hardly ran', () => {
    Object.assign(machine, { stalls: 5, ran: 15 });
    expect(outcome()).toMatchObject({ passes: true, givenUp: 0 });
  });

  it('is given up at once where the program did run', () => {
    Object.assign(machine, { stalls: 5, ran: 16 });
    expect(outcome()).toEqual({ passes: false, givenUp: 1, starts: 1 });
  });

  it('is given up in the end', () => {
    Object.assign(machine, { stalls: 1000, ran: 0 });
    expect(outcome()).toEqual({ passes: false, givenUp: 1, starts: 20 });
  });
});
