import { createContext, type Context, Script } from 'node:vm';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTest } from '../../model/topic-test.ts';

/** How long a pattern may take for the topics of one slice, ms: keys wait as long. */
const longest = 20;

/** How often in a row it may take longer: by then a slice is one topic, and a busy machine has run it once. */
const mostTries = 12;

/** How much of a topic name is tested, in UTF-16 units. */
const longestName = 1024;

/** Nobody types a longer pattern than this, in UTF-16 units. */
const longestPattern = 500;

let known: { readonly context: Context; readonly script: Script } | undefined;

/** A context with a time limit: nothing else in JavaScript can stop a pattern. */
const bounded = (): NonNullable<typeof known> =>
  (known ??= {
    context: createContext({ pattern: /(?:)/, names: [] }),
    script: new Script('names.map((name) => pattern.test(name))'),
  });

/** The results, in order; `undefined` if they take too long. */
const testAll = (pattern: RegExp, names: readonly string[]): readonly boolean[] | undefined => {
  const { context, script } = bounded();
  Object.assign(context, { pattern, names });
  try {
    return script.runInContext(context, { timeout: longest }) as boolean[];
  } catch {
    return undefined;
  }
};

/**
 * Tests topic names against a regular expression; a sentence if the pattern is invalid. A pattern that
 * takes too long, as `(a+)+$` may, is given up: `onGivenUp` is called, and from then on nothing matches.
 */
export const namePattern = (source: string, onGivenUp: () => void): TopicTest | string => {
  if (source === '') return 'A regular expression goes after re: or between two slashes.';
  if (source.length > longestPattern)
    return `A regular expression has at most ${longestPattern} characters.`;
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, 'iu');
  } catch {
    try {
      // Without the `u` flag, unknown escapes are allowed.
      pattern = new RegExp(source, 'i');
    } catch (error) {
      return `The regular expression is not valid: ${(error as Error).message.split(': ').at(-1) ?? ''}.`;
    }
  }
  let passing: ReadonlySet<TopicNode> = new Set();
  let failures = 0;
  return {
    prepare: (nodes) => {
      passing = new Set();
      if (failures === mostTries) return true;
      const names = nodes.map(({ topic }) => topic.slice(0, longestName));
      const found = testAll(pattern, names);
      failures = found === undefined ? failures + 1 : 0;
      if (failures === mostTries) onGivenUp();
      passing = new Set(nodes.filter((_, index) => found?.[index] === true));
      return found !== undefined || failures === mostTries;
    },
    passes: (node) => passing.has(node),
  };
};
