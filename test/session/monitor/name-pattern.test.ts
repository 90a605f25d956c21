import { describe, expect, it } from 'vitest';
import { namePattern } from '../../../source/session/monitor/name-pattern.ts';
import { nodeOf, treeOf } from '../../support/topic-trees.ts';

/** Which of the topics are like the pattern, and how often it was given up. */
const matching = (
  source: string,
  topics: readonly string[],
): { found: string[]; givenUp: number } | string => {
  let givenUp = 0;
  const test = namePattern(source, () => (givenUp += 1));
  if (typeof test === 'string') return test;
  const tree = treeOf(topics);
  const nodes = topics.map((topic) => nodeOf(tree, topic));
  for (const round of [nodes, nodes]) while (test.prepare?.(round) === false);
  return {
    found: nodes.filter((node) => test.passes(node, 0)).map(({ topic }) => topic),
    givenUp,
  };
};

describe('a regular expression for names', () => {
  it.each([
    ['^a', ['A', 'a/b']],
    ['b$', ['a/b', '你/b']],
    ['^.{3}$', ['a/b', '你/b']],
    [String.raw`\p{Script=Han}`, ['你/b']],
    // With the flag u that would be an error.
    [String.raw`a\-?`, ['A', 'a/b']],
  ])('%s', (source, found) => {
    expect(matching(source, ['A', 'a/b', '你/b'])).toEqual({ found, givenUp: 0 });
  });

  it('must be there, be readable, and have 500 characters at most', () => {
    expect(matching('', ['a'])).toContain('goes after re:');
    expect(matching('(', ['a'])).toMatch(/^The regular expression is not valid: .+\.$/);
    expect(matching('a'.repeat(501), ['a'])).toBe(
      'A regular expression has at most 500 characters.',
    );
    expect(matching('a'.repeat(500), ['a'])).toEqual({ found: [], givenUp: 0 });
  });

  it('looks at the first 1,024 units of a name', () => {
    const [near, far] = [`${'x'.repeat(1023)}y`, `${'x'.repeat(1024)}y`];
    expect(matching('y', [near, far])).toEqual({ found: [near], givenUp: 0 });
  });

  it('is given up once when it takes too long', () => {
    expect(matching('(a+)+$', ['a', `${'a'.repeat(60)}!`])).toEqual({ found: [], givenUp: 1 });
  });

  it('says what is wrong with it, without its own text', () => {
    expect(matching('a(', ['a'])).toBe('The regular expression is not valid: Unterminated group.');
  });

  it('is not tried again once it was given up', () => {
    const test = namePattern('(a+)+$', () => undefined);
    if (typeof test === 'string') throw new Error(test);
    const tree = treeOf(['a', `${'a'.repeat(60)}!`]);
    const [short, long] = [nodeOf(tree, 'a'), nodeOf(tree, `${'a'.repeat(60)}!`)];
    expect(test.passes(short, 0)).toBe(false);
    while (test.prepare?.([long]) === false);
    expect(test.prepare?.([short])).toBe(true);
    expect(test.passes(short, 0)).toBe(false);
  });
});
