import { decodeChat } from '../../chat/wire.ts';
import { readDuration } from '../../format/duration.ts';
import { conditionOf, operators, type Operator } from '../../model/threshold.ts';
import type { WatchRule } from '../../model/watch.ts';
import { topicFilterProblem } from '../../mqtt/topic.ts';
import { decimalOf } from '../../payload/decimal.ts';
import { type JsonPath, pathInWords, takePath } from '../../payload/json-path.ts';
import { printable } from '../../payload/printable.ts';
import { decimalIn } from '../../payload/number-with-unit.ts';
import { comparableIn } from '../../payload/comparable-value.ts';

/** Seconds between two reports: the least, the most, and the default. */
const intervals = { least: 1, most: 86_400, default: 60 };

const quoted = /^"(.*)"$/s;

/** An option; text in double quotes holds none. */
const option = /(?<=^|\s)"[^"]*"(?=\s|$)|\s--(post|tell|by|every)(?=\s|$)/g;

/** The value as it was typed, and the options after it, by name. */
const readCompared = (
  text: string,
): { readonly value: string; readonly options: ReadonlyMap<string, string> } | string => {
  const options = new Map<string, string>();
  const found = [...text.matchAll(option)].filter(([, name]) => name !== undefined);
  for (const [index, match] of found.entries()) {
    const [typed, name = ''] = match;
    if (options.has(name)) return `--${name} is given twice.`;
    const value = text.slice(match.index + typed.length, found[index + 1]?.index).trim();
    options.set(name, value.replace(quoted, '$1'));
  }
  return { value: text.slice(0, found[0]?.index).trim(), options };
};

const optionProblem = (options: ReadonlyMap<string, string>): string | undefined => {
  const { least, most } = intervals;
  if (options.has('post') && options.has('tell')) return 'Use --post or --tell, not both.';
  if ((options.get('tell') ?? '') !== '') return '--tell takes no value: it notifies only you.';
  const by = options.get('by');
  if (by !== undefined && !(/^[\d.]+$/.test(by) && decimalOf(by) !== undefined))
    return '--by takes a number of 0 or more, as in --by 0.5: how far the value must come back.';
  const every = options.get('every');
  if (
    every !== undefined &&
    !(/^\d{1,5}$/.test(every) && Number(every) >= least && Number(every) <= most)
  )
    return `--every takes seconds from ${least} to ${most}: at most one report in that time.`;
  return undefined;
};

/** What conditions are written for. */
export type ConditionPlace = {
  /** An example of a whole one. */
  readonly usage: string;
  /** The options that may follow it, by name, and how they are listed. */
  readonly options: readonly string[];
  readonly optionList: string;
};

/** A condition as it was typed. */
export type TypedCondition = Pick<WatchRule, 'filter' | 'typed' | 'comparison' | 'condition'> & {
  readonly path: JsonPath;
  /** The options behind it, by name. */
  readonly options: ReadonlyMap<string, string>;
};

/** Reads `stale TIME`. */
const readSilence = (
  time: string,
  options: ReadonlyMap<string, string>,
): Pick<TypedCondition, 'comparison' | 'condition'> | string => {
  const after = readDuration(time);
  if (after === undefined || after === 0)
    return `stale takes a time such as 30s, 5m, 1h or 2d: how long nothing comes.`;
  if (options.has('by')) return '--by is for numbers: silence has none.';
  return { comparison: `stale ${time}`, condition: { operator: 'stale', after } };
};

/** Reads the value that an operator compares with. */
const readComparison = (
  operator: Operator,
  value: string,
  options: ReadonlyMap<string, string>,
): Pick<TypedCondition, 'comparison' | 'condition'> | string => {
  const text = value.replace(quoted, '$1');
  const by = options.get('by');
  const number = decimalIn(text);
  const condition = conditionOf(operator, text, number, decimalOf(by ?? ''));
  if (condition === undefined)
    return `--by ${printable(by ?? '', 40)} and ${printable(text, 60)} are too far apart in size to be added exactly: choose another --by.`;
  if (number === undefined && operator !== '=' && operator !== '!=')
    return `"${printable(text, 60)}" is not a number; text can only be compared with = and !=.`;
  if (number === undefined && by !== undefined)
    return `"${printable(text, 60)}" is not a number, which --by needs.`;
  return { comparison: `${operator} ${text}`, condition };
};

/** Why a filter cannot be watched, in one sentence; `undefined` if it can. */
export const watchedFilterProblem = (filter: string): string | undefined =>
  topicFilterProblem(filter) ??
  (filter.startsWith('$share/')
    ? 'A shared subscription cannot be watched: leave out $share and its group.'
    : undefined);

/** Reads a condition: what follows a topic filter. Returns what is wrong, in one sentence. */
export const readCondition = (
  filter: string,
  typed: string,
  { usage, options: known, optionList }: ConditionPlace,
): TypedCondition | string => {
  const problem = watchedFilterProblem(filter);
  if (problem !== undefined) return problem;
  const { path, rest } = takePath(typed.trim());
  const condition = rest.trimStart();
  const isSilence = /^stale(?:\s|$)/.test(condition);
  const operator = operators.find((one) => condition.startsWith(one));
  if ((operator === undefined && !isSilence) || /^(?:=[<>]|>>|<<|<>)/.test(condition))
    return /^[.[]/.test(condition)
      ? `"${printable(typed.trim(), 60)}" has no path that can be read: .temp, .sensors[0].value or ["odd name"].`
      : `Compare with >, >=, <, <=, = or !=, or wait for silence with stale TIME: ${usage}. A topic with blanks goes in double quotes.`;
  const word = isSilence ? 'stale' : condition.startsWith('==') ? '==' : (operator ?? '');
  const read = readCompared(condition.slice(word.length));
  if (typeof read === 'string') return read;
  const { value, options } = read;
  const wrong = optionProblem(options);
  if (wrong !== undefined) return wrong;
  const unknown =
    [...options.keys()].filter((name) => !known.includes(name)).map((name) => `--${name}`)[0] ??
    (quoted.test(value) ? undefined : /(?:^|\s)(--[a-z]\S*)/.exec(value)?.[1]);
  if (unknown !== undefined) return `${printable(unknown, 40)} is not an option: ${optionList}.`;
  if (value === '' && !isSilence) return `Compare it with what? ${usage}`;
  const compared =
    operator === undefined ? readSilence(value, options) : readComparison(operator, value, options);
  return typeof compared === 'string'
    ? compared
    : { filter, typed: typed.trim(), path, options, ...compared };
};

const watchConditions: ConditionPlace = {
  usage: '/watch TOPIC [.PATH] OPERATOR VALUE, as in /watch site/1/temperature > 30',
  options: ['post', 'tell', 'by', 'every'],
  optionList: '/watch takes --tell, --post [ROOM], --by NUMBER and --every SECONDS',
};

/** Where a watch reports by default. */
export type WatchPlace = {
  /** The open conversation. */
  readonly room: string | undefined;
  /** Why nothing can be posted in a conversation, or `undefined`. */
  readonly postProblem: (room: string | undefined) => string | undefined;
};

/** Reads what follows the topic of a /watch; returns what is wrong, in one sentence. */
export const readWatchRule = (
  filter: string,
  typed: string,
  { room, postProblem }: WatchPlace,
): WatchRule | string => {
  const read = readCondition(filter, typed, watchConditions);
  if (typeof read === 'string') return read;
  const { path, options, ...condition } = read;
  const isPosted = options.has('post');
  const place = (options.get('post') ?? '') || room;
  const refusal = isPosted ? postProblem(place) : undefined;
  if (refusal !== undefined) return refusal;
  return {
    ...condition,
    path: pathInWords(path),
    // Two watches that post about each other's posts would never stop.
    read: (payload) =>
      isPosted && decodeChat(payload) !== undefined
        ? undefined
        : comparableIn(payload, path.length === 0 ? undefined : path),
    room: place,
    isPosted,
    every: Number(options.get('every') ?? intervals.default) * 1000,
  };
};
