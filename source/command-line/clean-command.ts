import { compareNames } from '../collections/name-order.ts';
import { sharedSubscription } from '../mqtt/topic.ts';
import { filterMatcher } from '../mqtt/topic-filters.ts';
import { Refused } from '../mqtt/request-errors.ts';
import { printable } from '../payload/printable.ts';
import { clearAllRetained } from '../session/retained/clear-all-retained.ts';
import { clearedBeforeLoss, type ClearedCount } from '../session/retained/cleared-before-loss.ts';
import { wildcardDoubt } from '../session/retained/wildcard-doubt.ts';
import { RetainedCollector } from '../session/retained/collect-retained.ts';
import { askYes } from './ask-yes.ts';
import { connectionFlags } from './connection-flags.ts';
import type { Host } from './host.ts';
import { count, plural } from '../format/count.ts';
import type { FlagValues } from './flags.ts';
import { progressLine } from './progress-line.ts';
import { refuseReadOnly } from './refuse-read-only.ts';
import { runScript, ScriptEnd, type ScriptRun } from './script-run.ts';
import { checkedFilters, filtersOf } from './script-subscriptions.ts';
import { UsageError } from './usage-error.ts';

const messages = (number: number): string =>
  plural(number, 'retained message', 'retained messages');

const stopped = 130;

const listTopics = (
  topics: readonly string[],
  { output }: ScriptRun,
  isTerminal: boolean,
): void => {
  for (const topic of topics.toSorted(compareNames))
    output.write(Buffer.from(`${isTerminal ? printable(topic, Infinity) : topic}\n`));
};

/** Clears retained messages, after asking with their number. Resolves with the exit code. */
export const cleanCommand = async (
  values: FlagValues<'clean'>,
  host: Host,
  positionals: readonly string[],
): Promise<number> => {
  if (!values['dry-run']) refuseReadOnly(values, 'clean clears by publishing');
  const { options, topic } = connectionFlags(values, host);
  const fromUrl = topic === undefined ? [] : [topic];
  const filters = checkedFilters(positionals.length > 0 ? positionals : fromUrl);
  if (filters.some((filter) => sharedSubscription(filter) !== undefined))
    throw new UsageError(
      'A shared subscription gets no retained messages; give only the filter inside it.',
    );
  const leftOut = filtersOf('filter-out', values['filter-out']).map(filterMatcher);
  const isDry = values['dry-run'];
  if (!isDry && !values.yes && !host.stdin.isTTY)
    throw new UsageError(
      'Standard input is not a terminal, so nobody can answer: --yes clears without asking, --dry-run only lists.',
    );
  const bar = progressLine(host.stderr, values.quiet);
  let stopCode = stopped;
  let collector: RetainedCollector | undefined;
  let howFar: ClearedCount | undefined;

  const clearAll = async (
    { connection, say, signal }: ScriptRun,
    collecting: RetainedCollector,
    found: readonly string[],
  ): Promise<ScriptEnd> => {
    const onProgress = (cleared: number, total: number): void => {
      howFar = { cleared, total };
      bar.show(`${count(cleared)} of ${count(total)} cleared`);
    };
    onProgress(0, found.length);
    const { cleared, left, reason } = await clearAllRetained(
      { connection, collector: collecting, filters, signal, onProgress },
      found,
    );
    bar.clear();
    if (signal.aborted)
      return new ScriptEnd(
        stopCode,
        `Stopped: ${count(cleared)} of ${messages(found.length)} cleared.`,
      );
    if (left.length === 0) return new ScriptEnd(0, `Cleared ${messages(cleared)}.`);
    say(`Cleared ${messages(cleared)}.`);
    return new ScriptEnd(
      1,
      `${messages(left.length)} still there, such as on ${left[0]}: ${reason}.`,
    );
  };

  const clean = async (run: ScriptRun): Promise<ScriptEnd> => {
    const collecting = new RetainedCollector(
      run.connection,
      (one) => !leftOut.some((matches) => matches(one)),
    );
    collector = collecting;
    let found: readonly string[];
    try {
      bar.show('looking for retained messages');
      found = await collecting.collect(filters, run.signal);
    } catch (error) {
      bar.clear();
      if (!(error instanceof Refused)) throw error;
      return new ScriptEnd(1, `The broker refused the topic filter: ${error.message}.`);
    }
    bar.clear();
    const below = `${found.length === 1 ? 'matches' : 'match'} ${filters.join(' ')}`;
    if (run.signal.aborted) return new ScriptEnd(stopCode, `Stopped; nothing was cleared.`);
    if (found.length === 0) {
      const doubt = wildcardDoubt(filters, collecting.hasReceived ? true : undefined);
      return new ScriptEnd(0, `No retained messages ${below}. ${doubt}`.trim());
    }
    if (isDry) {
      listTopics(found, run, host.stdout.isTTY);
      return new ScriptEnd(0, `${messages(found.length)} would be cleared.`);
    }
    const question = `${messages(found.length)} ${below}, such as ${found[0]}. Clear?`;
    if (!values.yes && !(await askYes(host, printable(question), run.signal)))
      return new ScriptEnd(run.signal.aborted ? stopCode : 1, 'Nothing was cleared.');
    return clearAll(run, collecting, found);
  };

  return runScript(
    {
      options,
      reconnects: false,
      progress: bar,
      onLost: () =>
        howFar === undefined
          ? 'Nothing was cleared.'
          : clearedBeforeLoss(howFar, 'the same command again'),
      onConnected: clean,
      onMessage: (message) => {
        collector?.record(message);
      },
      onSignal: (exitCode) => {
        stopCode = exitCode;
        return undefined;
      },
    },
    values,
    host,
  );
};
