import { newestAt, staleFor } from '../../model/staleness.ts';
import { conditionOf, meets, operators } from '../../model/threshold.ts';
import type { TopicTest } from '../../model/topic-test.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import { filterMatcher } from '../../mqtt/topic-filters.ts';
import { topicFilterProblem } from '../../mqtt/topic.ts';
import { compactText } from '../../payload/compact-text.ts';
import { zero } from '../../payload/decimal.ts';
import type { Decoded } from '../../payload/decoded.ts';
import { type JsonPath, takePath } from '../../payload/json-path.ts';
import type { ReadableMessage } from '../../payload/payload-reader.ts';
import { printable } from '../../payload/printable.ts';
import {
  type ComparableValue,
  comparableAt,
  comparableIn,
} from '../../payload/comparable-value.ts';
import { decimalIn } from '../../payload/number-with-unit.ts';
import { readDuration } from '../../format/duration.ts';
import { namePattern } from './name-pattern.ts';

/** What tests need beyond topic names. */
export type FilterContext = {
  readonly tree: () => TopicTree;
  /** The newest message of a topic. */
  readonly last: (node: TopicNode) => ReadableMessage | undefined;
  /** The silence that counts as stale where the filter gives no time, ms; `undefined`: judged by the topic's usual interval. */
  readonly staleAfter: number | undefined;
  /** Decodes a payload that is not plain text, if a decoder can. */
  readonly decode: (message: ReadableMessage) => Decoded | undefined;
  /** A regular expression took too long and was given up. */
  readonly onGivenUp: () => void;
};

/** Makes a test of the text after the name and its colon, or says why it cannot, in one sentence. */
type TestReader = (text: string, context: FilterContext) => TopicTest | string;

/** Topics whose name contains a text, ignoring case. */
export const wordTest = (text: string): TopicTest => {
  const word = text.toLowerCase();
  return { passes: ({ topic }) => topic.toLowerCase().includes(word) };
};

/** Topics that match an MQTT topic filter. */
export const mqttTest = (text: string): TopicTest | string => {
  const problem = text === '' ? 'mqtt: takes a topic filter, such as mqtt:site/+/temp.' : undefined;
  const found = problem ?? topicFilterProblem(text);
  if (found !== undefined) return found;
  const matches = filterMatcher(text);
  return { passes: ({ topic }) => matches(topic) };
};

/** How much of a decoded payload is searched, in UTF-16 units. */
const mostSearched = 64 * 1024;

const payloadTest: TestReader = (text, { last: lastOf, decode }) => {
  if (text === '') return 'payload: takes a text, such as payload:overheat or payload:"two words".';
  const sought = text.toLowerCase();
  return {
    followsMessages: true,
    readsPayloads: true,
    passes: (node) => {
      const last = node.messages === 0 ? undefined : lastOf(node);
      if (last === undefined) return false;
      const { buffer, byteOffset, length } = last.payload;
      const asText = Buffer.from(buffer, byteOffset, length).toString();
      if (asText.toLowerCase().includes(sought)) return true;
      const decoded = decode(last);
      const shown = decoded && compactText(decoded, mostSearched);
      return shown?.toLowerCase().includes(sought) === true;
    },
  };
};

/** Sparkplug's metrics are also found by name alone, as the one-line form shows them. */
const decodedReading = (
  decoded: Decoded | undefined,
  path: JsonPath,
): ComparableValue | undefined => {
  const { value, inShort } = decoded ?? {};
  return (value && comparableAt(value, path)) ?? (inShort && comparableAt(inShort, path));
};

const jsonTest: TestReader = (text, { last: lastOf, decode }) => {
  const { path, rest } = takePath(text.trim());
  const typed = rest.trim();
  const operator = operators.find((one) => typed.startsWith(one));
  if (path.length === 0 || (operator === undefined && typed !== ''))
    return 'json: takes a path and a comparison, such as json:.temp>30 or json:.on=true.';
  const value = typed
    .slice(operator === undefined ? 0 : operator.length)
    .replace(/^=/, '')
    .trim()
    .replaceAll(/^"|"$/g, '');
  if (operator !== undefined && value === '')
    return `Compare it with what? As in json:.temp${operator}30.`;
  const number = decimalIn(value);
  const condition = operator && conditionOf(operator, value, number, zero);
  if (operator !== undefined && operator !== '=' && operator !== '!=' && number === undefined)
    return `"${printable(value, 12)}" is not a number; text can only be compared with = and !=.`;
  return {
    followsMessages: true,
    readsPayloads: true,
    passes: (node) => {
      const last = node.messages === 0 ? undefined : lastOf(node);
      const reading =
        last && (comparableIn(last.payload, path) ?? decodedReading(decode(last), path));
      if (reading === undefined || condition === undefined) return reading !== undefined;
      return meets(condition, reading, false) === true;
    },
  };
};

const retainedTest: TestReader = (text) =>
  text === ''
    ? { followsMessages: true, passes: ({ isRetained }) => isRetained }
    : 'retained: takes no value; -retained: shows all that is not retained.';

const changedTest: TestReader = (text, { tree }) => {
  const age = readDuration(text);
  if (age === undefined)
    return 'changed: takes a time, such as changed:30s, changed:5m or changed:1h.';
  return {
    followsMessages: true,
    followsTime: true,
    passes: (node, now) => now - (newestAt(tree(), node) ?? Number.NEGATIVE_INFINITY) <= age,
  };
};

const staleTest: TestReader = (text, { tree, staleAfter }) => {
  const after = text === '' ? staleAfter : readDuration(text);
  if (text !== '' && after === undefined)
    return 'stale: takes a time, such as stale:1h, or nothing for unusually long.';
  return {
    followsMessages: true,
    followsTime: true,
    passes: (node, now) => staleFor(tree(), node, now, after) !== undefined,
  };
};

/** The tests, by the name before the colon. */
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
