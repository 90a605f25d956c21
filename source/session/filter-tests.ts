import { isStale, newestAt } from '../model/staleness.ts';
import { meets, operators } from '../model/threshold.ts';
import type { TopicTest } from '../model/topic-test.ts';
import type { TopicTree } from '../model/topic-tree.ts';
import { filterMatcher } from '../mqtt/filter-matcher.ts';
import { topicFilterProblem } from '../mqtt/topic.ts';
import { takePath } from '../payload/json-path.ts';
import { printable } from '../payload/printable.ts';
import { numberIn, readingIn } from '../payload/reading.ts';
import { readDuration } from './duration.ts';
import { namePattern } from './name-pattern.ts';

/** What a filter looks at beside names. */
export type FilterContext = {
  readonly tree: () => TopicTree;
  /** What counts as stale where no time is given, ms; `undefined` for what is unusual for the topic. */
  readonly staleAfter: number | undefined;
  /** A regular expression has taken too long and is given up. */
  readonly onGivenUp: () => void;
};

/** Makes a test of what stands behind the name and its colon, or says in one sentence why it cannot. */
type Reader = (text: string, context: FilterContext) => TopicTest | string;

/** A topic whose name has this in it, whatever the case. */
export const wordTest = (text: string): TopicTest => {
  const word = text.toLowerCase();
  return { passes: ({ topic }) => topic.toLowerCase().includes(word) };
};

/** Topics that an MQTT topic filter matches. */
export const mqttTest = (text: string): TopicTest | string => {
  const problem = text === '' ? 'mqtt: takes a topic filter, as mqtt:site/+/temp.' : undefined;
  const found = problem ?? topicFilterProblem(text);
  if (found !== undefined) return found;
  const matches = filterMatcher(text);
  return { passes: ({ topic }) => matches(topic) };
};

const payloadTest: Reader = (text, { tree }) => {
  if (text === '') return 'payload: takes a text, as payload:overheat or payload:"two words".';
  const wanted = text.toLowerCase();
  return {
    followsMessages: true,
    readsPayloads: true,
    passes: (node) =>
      node.messages > 0 &&
      tree().last(node)?.payload.toString().toLowerCase().includes(wanted) === true,
  };
};

const jsonTest: Reader = (text, { tree }) => {
  const { path, rest } = takePath(text.trim());
  const typed = rest.trim();
  const operator = operators.find((one) => typed.startsWith(one));
  if (path.length === 0 || (operator === undefined && typed !== ''))
    return 'json: takes a path and a comparison, as json:.temp>30 or json:.on=true.';
  const value = typed
    .slice(operator === undefined ? 0 : operator.length)
    .replace(/^=/, '')
    .trim()
    .replaceAll(/^"|"$/g, '');
  if (operator !== undefined && value === '')
    return `With what is it compared? As json:.temp${operator}30.`;
  const number = numberIn(value);
  if (operator !== undefined && operator !== '=' && operator !== '!=' && number === undefined)
    return `"${printable(value, 12)}" is no number; a text is compared with = and != only.`;
  return {
    followsMessages: true,
    readsPayloads: true,
    passes: (node) => {
      const last = node.messages === 0 ? undefined : tree().last(node);
      const reading = last === undefined ? undefined : readingIn(last.payload, path);
      if (reading === undefined || operator === undefined) return reading !== undefined;
      return meets({ operator, text: value, number, by: 0 }, reading, false) === true;
    },
  };
};

const retainedTest: Reader = (text) =>
  text === ''
    ? { followsMessages: true, passes: ({ isRetained }) => isRetained }
    : 'retained: takes nothing behind it; -retained: is all that is not retained.';

const changedTest: Reader = (text, { tree }) => {
  const age = readDuration(text);
  if (age === undefined) return 'changed: takes a time, as changed:30s, changed:5m or changed:1h.';
  return {
    followsMessages: true,
    followsTime: true,
    passes: (node, now) => now - (newestAt(tree(), node) ?? Number.NEGATIVE_INFINITY) <= age,
  };
};

const staleTest: Reader = (text, { tree, staleAfter }) => {
  const after = text === '' ? staleAfter : readDuration(text);
  if (text !== '' && after === undefined)
    return 'stale: takes a time, as stale:1h, or nothing: what is unusual for it.';
  return {
    followsMessages: true,
    followsTime: true,
    passes: (node, now) => isStale(tree(), node, now, after),
  };
};

/** What may stand before a colon. */
export const filterReaders: Readonly<Record<string, Reader>> = {
  mqtt: mqttTest,
  re: (text, { onGivenUp }) => namePattern(text, onGivenUp),
  '/': (text, { onGivenUp }) => namePattern(text, onGivenUp),
  payload: payloadTest,
  json: jsonTest,
  retained: retainedTest,
  changed: changedTest,
  stale: staleTest,
};
