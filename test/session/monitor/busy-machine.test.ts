import type * as vm from 'node:vm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TopicNode } from '../../../source/model/topic-node.ts';
import type { TopicTest } from '../../../source/model/topic-test.ts';
import { namePattern } from '../../../source/session/monitor/name-pattern.ts';
import { nodeOf, treeOf } from '../../support/topic-trees.ts';

/** How often a script still ends by its time limit, how often one was started, and the longest time it was given, ms. */
const machine = vi.hoisted(() => ({ stalls: 0, starts: 0, longest: 0 }));

vi.mock('node:vm', async (importOriginal) => {
  const real = await importOriginal<typeof vm>();
  class Script extends real.Script {
    override runInContext(...args: Parameters<vm.Script['runInContext']>): unknown {
      machine.starts += 1;
      machine.longest = Math.max(machine.longest, args[1]?.timeout ?? Number.POSITIVE_INFINITY);
      if (machine.starts <= machine.stalls) throw new Error('timed out');
      return super.runInContext(...args);
    }
  }
  return { ...real, Script };
});

/** A pattern that matches the topic `a`, that topic, and how often the pattern was given up. */
const onTopic = (): { test: TopicTest; node: TopicNode; givenUp: () => number } => {
  let givenUp = 0;
  const test = namePattern('^a$', () => (givenUp += 1));
  if (typeof test === 'string') throw new Error(test);
  return { test, node: nodeOf(treeOf(['a']), 'a'), givenUp: () => givenUp };
};

describe('a regular expression on a busy machine', () => {
  beforeEach(() => Object.assign(machine, { starts: 0, longest: 0 }));

  it('is tried once at a time, so that keys get their turn', () => {
    machine.stalls = 11;
    const { test, node, givenUp } = onTopic();
    for (let starts = 1; starts <= 11; starts += 1) {
      expect(test.prepare?.([node])).toBe(false);
      expect(machine.starts).toBe(starts);
    }
    expect(test.prepare?.([node])).toBe(true);
    expect(test.passes(node, 0)).toBe(true);
    expect(givenUp()).toBe(0);
    expect(machine.longest).toBeLessThanOrEqual(20);
  });

  it('is given up in the end, and not tried again', () => {
    machine.stalls = 1000;
    const { test, node, givenUp } = onTopic();
    while (test.prepare?.([node]) === false) expect(test.passes(node, 0)).toBe(false);
    expect(test.prepare?.([node])).toBe(true);
    expect(test.passes(node, 0)).toBe(false);
    expect({ starts: machine.starts, givenUp: givenUp() }).toEqual({ starts: 12, givenUp: 1 });
  });

  it('is given up only for what takes long each time', () => {
    const { test, node, givenUp } = onTopic();
    for (let round = 0; round < 3; round += 1) {
      Object.assign(machine, { starts: 0, stalls: 11 });
      while (test.prepare?.([node]) === false) expect(test.passes(node, 0)).toBe(false);
    }
    expect(test.passes(node, 0)).toBe(true);
    expect(givenUp()).toBe(0);
  });
});
