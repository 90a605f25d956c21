import { cpuUsage } from 'node:process';
import { createContext, type Context, Script } from 'node:vm';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTest } from '../../model/topic-test.ts';

/** How long a pattern may take for the topics of one slice, ms: keys wait as long. */
const longest = 30;

/** How often it is tried on a machine so busy that it hardly runs in that time. */
const mostTries = 20;

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

const testAll = (pattern: RegExp, names: readonly string[]): readonly boolean[] | undefined => {
  const { context, script } = bounded();
  Object.assign(context, { pattern, names });
  for (let tries = 0; tries < mostTries; tries += 1) {
    const before = cpuUsage();
    try {
      return script.runInContext(context, { timeout: longest }) as boolean[];
    } catch {
      // The limit is wall-clock time: the pattern is to blame only if the program did run.
      const { user, system } = cpuUsage(before);
      if ((user + system) / 1000 > longest / 2) return undefined;
    }
  }
  return undefined;
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
      return `The regular expression cannot be read: ${(error as Error).message.split(': ').at(-1) ?? ''}.`;
    }
  }
  let passing: ReadonlySet<TopicNode> = new Set();
  let isGivenUp = false;
  return {
    prepare: (nodes) => {
      const found = isGivenUp
        ? []
        : testAll(
            pattern,
            nodes.map(({ topic }) => topic.slice(0, longestName)),
          );
      if (found === undefined) {
        isGivenUp = true;
        onGivenUp();
      }
      passing = new Set(nodes.filter((_, index) => found?.[index] === true));
    },
    passes: (node) => passing.has(node),
  };
};
