import { createContext, type Context, Script } from 'node:vm';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTest } from '../../model/topic-test.ts';

/** How long one pattern may look at the topics of one slice, ms; keys wait no longer. */
const longest = 30;

/** Of a longer topic name, in UTF-16 units, only the start is looked at. */
const longestName = 1024;

/** Patterns longer than this are none that a person has typed. */
const longestPattern = 500;

let known: { readonly context: Context; readonly script: Script } | undefined;

/** Where a pattern runs that may be stopped: nothing else in JavaScript can stop one. */
const bounded = (): NonNullable<typeof known> =>
  (known ??= {
    context: createContext({ pattern: /(?:)/, names: [] }),
    script: new Script('names.map((name) => pattern.test(name))'),
  });

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
 * The question whether a topic name is like a regular expression; a text when the pattern is wrong.
 * One that takes too long, as `(a+)+$` may, is given up: `onGivenUp`, and from then on nothing is like it.
 */
export const namePattern = (source: string, onGivenUp: () => void): TopicTest | string => {
  if (source === '') return 'A regular expression stands behind re: or between two slashes.';
  if (source.length > longestPattern)
    return `A regular expression has at most ${longestPattern} characters.`;
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, 'iu');
  } catch {
    try {
      // What is an escape to nobody is none.
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
