import type { TopicTest, TreeFilter } from '../../model/topic-test.ts';
import { type FilterContext, filterReaders, mqttTest, wordTest } from './filter-tests.ts';
import { type FilterWord, filterWords } from './filter-words.ts';

/** Nobody types a longer filter than this, in UTF-16 units. */
const longest = 2000;

const names = Object.keys(filterReaders);

/** Whether a word is a topic filter: one of its levels is a wildcard. */
const isTopicFilter = (text: string): boolean => /(?:^|\/)[+#](?:\/|$)/.test(text);

const testOf = ({ name, text }: FilterWord, context: FilterContext): TopicTest | string => {
  if (name !== undefined) return filterReaders[name]?.(text, context) ?? wordTest(text);
  return isTopicFilter(text) ? mqttTest(text) : wordTest(text);
};

/**
 * Reads a tree filter such as `temp -bridge json:.value>30`: a topic must pass every word, and `-` or
 * `!` negates one. Returns what is wrong, in one sentence.
 */
export const readFilter = (text: string, context: FilterContext): TreeFilter | string => {
  if (text.length > longest) return `A filter has at most ${longest} characters.`;
  const wants: TopicTest[] = [];
  const hides: TopicTest[] = [];
  for (const word of filterWords(text, names)) {
    const test = testOf(word, context);
    if (typeof test === 'string') return test;
    (word.isNegated ? hides : wants).push(test);
  }
  return { wants, hides };
};

/** A filter as a single test: everything that it wants, and nothing that it hides. */
export const asTest = ({ wants, hides }: TreeFilter): TopicTest => {
  const tests = [...wants, ...hides];
  const has = (key: 'followsMessages' | 'followsTime' | 'readsPayloads'): boolean =>
    tests.some((test) => test[key] === true);
  const prepares = tests.flatMap(({ prepare }) => prepare ?? []);
  return {
    followsMessages: has('followsMessages'),
    followsTime: has('followsTime'),
    readsPayloads: has('readsPayloads'),
    passes: (node, now) =>
      wants.every((test) => test.passes(node, now)) &&
      !hides.some((test) => test.passes(node, now)),
    ...(prepares.length === 0
      ? {}
      : { prepare: (nodes) => prepares.every((prepare) => prepare(nodes)) }),
  };
};
