import { quoteProblem, takeArgument } from '../format/command-arguments.ts';
import { readDuration } from '../format/duration.ts';
import type { WatchRule } from '../model/watch.ts';
import { comparableIn } from '../payload/comparable-value.ts';
import { type JsonPath, pathInWords, takePath } from '../payload/json-path.ts';
import { printable } from '../payload/printable.ts';
import {
  type ConditionPlace,
  readCondition,
  watchedFilterProblem,
} from '../session/monitor/watch-rule.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** What an argument of `wait` waits for. */
export type WaitCondition = {
  /** The argument as it was typed. */
  readonly typed: string;
  readonly filter: string;
  readonly path: JsonPath;
  /** What must be met, or `changed`: another value than before. */
  readonly rule: WatchRule | 'changed';
};

const place: ConditionPlace = {
  usage: "mqtt-tui wait 'site/1/temperature > 30'",
  options: ['by'],
  optionList: 'a condition takes --by NUMBER',
};

/** The most conditions: each costs time for every message. */
const most = 100;

/** What counts for the arguments that are only a topic. */
const conditionOfFlags = (values: FlagValues<'wait'>): string | undefined => {
  const silence = values.stale;
  if (silence !== undefined && values.changed)
    throw new UsageError('Use --changed or --stale, not both.');
  if (silence !== undefined && (readDuration(silence) ?? 0) === 0)
    throw new UsageError(
      `--stale takes a time such as 30s, 5m, 1h or 2d, not "${printable(silence, 60)}".`,
    );
  return silence === undefined ? undefined : `stale ${silence}`;
};

const refuse = (typed: string, problem: string): UsageError =>
  new UsageError(`"${printable(typed, 100)}": ${problem}`);

/** The conditions from the arguments and flags. Throws `UsageError` with one sentence. */
export const waitConditions = (
  values: FlagValues<'wait'>,
  positionals: readonly string[],
): readonly WaitCondition[] => {
  const fromFlags = conditionOfFlags(values);
  if (positionals.length === 0) throw new UsageError(`Wait for what? ${place.usage}`);
  if (positionals.length > most) throw new UsageError(`wait takes at most ${most} conditions.`);
  let isFlagUsed = false;
  const conditions = positionals.map((typed): WaitCondition => {
    const problem = quoteProblem(typed.trim());
    if (problem !== undefined) throw refuse(typed, problem);
    const { first: filter, rest } = takeArgument(typed.trim());
    const { path, rest: own } = takePath(rest.trim());
    const isBare = own.trim() === '';
    if (isBare && values.changed) {
      isFlagUsed = true;
      const wrong = watchedFilterProblem(filter);
      if (wrong !== undefined) throw refuse(typed, wrong);
      return { typed, filter, path, rule: 'changed' };
    }
    if (isBare && fromFlags === undefined)
      throw refuse(
        typed,
        `what must it be? A condition goes into the same quotes, as in ${place.usage}; or use --changed or --stale TIME.`,
      );
    if (isBare) isFlagUsed = true;
    const read = readCondition(filter, isBare ? `${rest} ${fromFlags}` : rest, place);
    if (typeof read === 'string') throw refuse(typed, read);
    const { options: _, ...condition } = read;
    return {
      typed,
      filter,
      path,
      rule: {
        ...condition,
        path: pathInWords(path),
        read: (payload) => comparableIn(payload, path.length === 0 ? undefined : path),
        room: undefined,
        isPosted: false,
        every: 0,
      },
    };
  });
  const given = values.changed ? 'changed' : 'stale';
  if ((values.changed || fromFlags !== undefined) && !isFlagUsed)
    throw new UsageError(`--${given} is for a topic without a condition, and there is none.`);
  return conditions;
};
