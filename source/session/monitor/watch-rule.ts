import { decodeChat } from '../../chat/wire.ts';
import { defaultBy, operators, type Operator } from '../../model/threshold.ts';
import type { WatchRule } from '../../model/watch.ts';
import { topicFilterProblem } from '../../mqtt/topic.ts';
import { pathInWords, takePath } from '../../payload/json-path.ts';
import { printable } from '../../payload/printable.ts';
import { comparableIn } from '../../payload/comparable-value.ts';
import { numberIn } from '../../payload/number-with-unit.ts';

const usage = '/watch TOPIC [.PATH] OPERATOR VALUE, as in /watch site/1/temperature > 30';

/** Seconds between two reports: the least, the most, and the default. */
const intervals = { least: 1, most: 86_400, default: 60 };

const option = /\s--(post|tell|by|every)(?=\s|$)/;

/** The options after the value, by name. */
const readOptions = (text: string): Map<string, string> | string => {
  const options = new Map<string, string>();
  const parts = text.split(option).slice(1);
  for (let index = 0; index < parts.length; index += 2) {
    const name = parts[index] ?? '';
    const value = (parts[index + 1] ?? '').trim();
    if (options.has(name)) return `--${name} is given twice.`;
    options.set(name, value.replace(/^"(.*)"$/s, '$1'));
  }
  return options;
};

const optionProblem = (options: ReadonlyMap<string, string>): string | undefined => {
  const { least, most } = intervals;
  if (options.has('post') && options.has('tell')) return 'Say --post or --tell, not both.';
  if ((options.get('tell') ?? '') !== '') return '--tell takes no value: it tells only you.';
  const by = options.get('by');
  if (by !== undefined && !/^(?:\d+\.?\d*|\.\d+)$/.test(by))
    return '--by takes a number that is not negative, as in --by 0.5: how far the value must come back.';
  const every = options.get('every');
  if (
    every !== undefined &&
    !(/^\d{1,5}$/.test(every) && Number(every) >= least && Number(every) <= most)
  )
    return `--every takes seconds from ${least} to ${most}: at most one report in that time.`;
  return undefined;
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
  const problem = topicFilterProblem(filter);
  if (problem !== undefined) return problem;
  if (filter.startsWith('$share/'))
    return 'A shared subscription cannot be watched: leave out $share and its group.';
  const { path, rest } = takePath(typed.trim());
  const operator = operators.find((one) => rest.trimStart().startsWith(one));
  if (operator === undefined)
    return /^[.[]/.test(rest.trim())
      ? `"${printable(typed.trim(), 60)}" has no path that can be read: .temp, .sensors[0].value or ["odd name"].`
      : `Compare with >, >=, <, <=, = or !=: ${usage}. A topic with blanks goes in double quotes.`;
  const compared = rest
    .trimStart()
    .slice(operator === '=' && /^\s*==/.test(rest) ? 2 : operator.length);
  const options = readOptions(compared);
  if (typeof options === 'string') return options;
  const wrong = optionProblem(options);
  if (wrong !== undefined) return wrong;
  const value = (compared.split(option)[0] ?? '').trim();
  const unknown = /(?:^|\s)(--[a-z]\S*)/.exec(value)?.[1];
  if (unknown !== undefined)
    return `There is no ${printable(unknown, 40)}: /watch takes --tell, --post [ROOM], --by NUMBER and --every SECONDS.`;
  const text = value.replace(/^"(.*)"$/s, '$1');
  if (value === '') return `What should it be compared with? ${usage}`;
  const number = numberIn(text);
  if (number === undefined && operator !== '=' && operator !== '!=')
    return `"${printable(text, 60)}" is not a number; text can only be compared with = and !=.`;
  if (number === undefined && options.has('by'))
    return `"${printable(text, 60)}" is not a number: --by makes no sense with it.`;
  const isPosted = options.has('post');
  const place = (options.get('post') ?? '') || room;
  const refusal = isPosted ? postProblem(place) : undefined;
  if (refusal !== undefined) return refusal;
  return {
    filter,
    typed: typed.trim(),
    path: pathInWords(path),
    comparison: `${operator} ${text}`,
    condition: { operator, text, number, by: hysteresis(operator, number, options.get('by')) },
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

const hysteresis = (operator: Operator, number: number | undefined, by?: string): number =>
  by === undefined ? defaultBy(operator, number ?? 0) : Number(by);
