import { isStale, newestAt } from '../../model/staleness.ts';
import { meets, operators } from '../../model/threshold.ts';
import type { TopicTest } from '../../model/topic-test.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import { filterMatcher } from '../../mqtt/topic-filters.ts';
import { topicFilterProblem } from '../../mqtt/topic.ts';
import { compactText } from '../../payload/compact-text.ts';
import type { Decoded } from '../../payload/decoded.ts';
import { type JsonPath, takePath } from '../../payload/json-path.ts';
import type { ReadableMessage } from '../../payload/payload-reader.ts';
import { printable } from '../../payload/printable.ts';
import {
  type ComparableValue,
  comparableAt,
  comparableIn,
} from '../../payload/comparable-value.ts';
import { numberIn } from '../../payload/number-with-unit.ts';
import { readDuration } from '../../format/duration.ts';
import { namePattern } from './name-pattern.ts';

/** What a filter looks at beside names. */
export type FilterContext = {
  readonly tree: () => TopicTree;
  /** What counts as stale where no time is given, ms; `undefined` for what is unusual for the topic. */
  readonly staleAfter: number | undefined;
  /** What a payload is that is no plain text, where a decoder takes it. */
  readonly decode: (message: ReadableMessage) => Decoded | undefined;
  /** A regular expression has taken too long and is given up. */
  readonly onGivenUp: () => void;
};

/** Makes a test of what stands behind the name and its colon, or says in one sentence why it cannot. */
type TestReader = (text: string, context: FilterContext) => TopicTest | string;

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

/** Of a decoded payload so much is searched, in UTF-16 units. */
const mostSearched = 64 * 1024;

const payloadTest: TestReader = (text, { tree, decode }) => {
  if (text === '') return 'payload: takes a text, as payload:overheat or payload:"two words".';
  const wanted = text.toLowerCase();
  return {
    followsMessages: true,
    readsPayloads: true,
    passes: (node) => {
      const last = node.messages === 0 ? undefined : tree().last(node);
      if (last === undefined) return false;
      if (last.payload.toString().toLowerCase().includes(wanted)) return true;
      const decoded = decode(last);
      const shown = decoded && compactText(decoded, mostSearched);
      return shown?.toLowerCase().includes(wanted) === true;
    },
  };
};

/** Sparkplug's metrics are found by their names alone, too: so they are shown in one line. */
const decodedReading = (
  decoded: Decoded | undefined,
  path: JsonPath,
): ComparableValue | undefined => {
  const { value, inShort } = decoded ?? {};
  return (value && comparableAt(value, path)) ?? (inShort && comparableAt(inShort, path));
};

const jsonTest: TestReader = (text, { tree, decode }) => {
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
      const reading =
        last && (comparableIn(last.payload, path) ?? decodedReading(decode(last), path));
      if (reading === undefined || operator === undefined) return reading !== undefined;
      return meets({ operator, text: value, number, by: 0 }, reading, false) === true;
    },
  };
};

const retainedTest: TestReader = (text) =>
  text === ''
    ? { followsMessages: true, passes: ({ isRetained }) => isRetained }
    : 'retained: takes nothing behind it; -retained: is all that is not retained.';

const changedTest: TestReader = (text, { tree }) => {
  const age = readDuration(text);
  if (age === undefined) return 'changed: takes a time, as changed:30s, changed:5m or changed:1h.';
  return {
    followsMessages: true,
    followsTime: true,
    passes: (node, now) => now - (newestAt(tree(), node) ?? Number.NEGATIVE_INFINITY) <= age,
  };
};

const staleTest: TestReader = (text, { tree, staleAfter }) => {
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
export const filterReaders: Readonly<Record<string, TestReader>> = {
  mqtt: mqttTest,
  re: (text, { onGivenUp }) => namePattern(text, onGivenUp),
  '/': (text, { onGivenUp }) => namePattern(text, onGivenUp),
  payload: payloadTest,
  json: jsonTest,
  retained: retainedTest,
  changed: changedTest,
  stale: staleTest,
};
