import { rm } from 'node:fs/promises';
import { filterCovers } from '../mqtt/topic-filters.ts';
import { sharedSubscription } from '../mqtt/topic.ts';
import { Recorder } from '../session/recording/recorder.ts';
import { FileExists, type FileMode } from '../session/recording/writable-file.ts';
import { connectionFlags, filterFlags } from './connection-flags.ts';
import type { Host } from './host.ts';
import { plural } from '../format/count.ts';
import { size } from '../format/size.ts';
import type { FlagValues } from './flags.ts';
import { progressLine } from './progress-line.ts';
import { endedBySignal, runScript, ScriptEnd, type ScriptRun } from './script-run.ts';
import { checkedFilters, ScriptSubscriptions } from './script-subscriptions.ts';
import { UsageError } from './usage-error.ts';
import { boundYoungGeneration } from './young-generation.ts';

/** How often the progress is drawn, ms. */
const pause = 250;

const modeOf = (values: FlagValues<'record'>): FileMode => {
  if (values.append && values.force)
    throw new UsageError('Use either --append or --force, not both.');
  if (values.append) return 'append';
  return values.force ? 'replace' : 'new';
};

/** Leaves out filters that another one covers: brokers may deliver a message once for each filter that matches it. */
const withoutCovered = (filters: readonly string[]): readonly string[] =>
  filters.filter(
    (filter) =>
      !filters.some(
        (one) =>
          one !== filter && sharedSubscription(one) === undefined && filterCovers(one, filter),
      ),
  );

const openRecorder = async (
  path: string,
  mode: FileMode,
  onProblem: (problem: string) => void,
): Promise<Recorder> => {
  try {
    return await Recorder.open(path, mode, onProblem);
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(
      error instanceof FileExists
        ? `${message} --append adds to it, --force replaces it.`
        : message,
    );
  }
};

/** Records messages in a file until a signal ends it. Resolves with the exit code. */
export const recordCommand = async (
  values: FlagValues<'record'>,
  host: Host,
  [path]: readonly string[],
): Promise<number> => {
  if (path === undefined) throw new UsageError("Which file? Use mqtt-tui record FILE -t 'site/#'.");
  const { options, topic } = connectionFlags(values, host);
  const filters = withoutCovered(checkedFilters(filterFlags(values, topic)));
  const how = { qos: values.qos, retainAsPublished: true };
  const subscriptions = new ScriptSubscriptions(filters, how);
  const bar = progressLine(host.stderr, values.quiet);
  const mode = modeOf(values);
  let running: ScriptRun | undefined;
  let hasBegun = false;
  boundYoungGeneration();
  const recorder = await openRecorder(path, mode, (problem) => {
    bar.clear();
    running?.end(new ScriptEnd(1, problem));
  });
  const done = (): string =>
    `${plural(recorder.messages, 'message', 'messages')} (${size(recorder.bytes)})`;
  const timer = setInterval(() => hasBegun && bar.show(`● ${done()}`), pause);
  const exitCode = await runScript(
    {
      options,
      reconnects: true,
      progress: bar,
      holdBack: () => recorder.blocked,
      onStart: (run) => {
        running = run;
      },
      onConnected: async (run) => {
        const end = await subscriptions.connected(run);
        if (end === undefined && !hasBegun) {
          run.say(`Recording ${filters.join(' ')} in ${path}; Ctrl+C ends it.`);
          hasBegun = true;
        }
        return end;
      },
      onMessage: (message, { dup }) => recorder.record(dup ? { ...message, dup } : message),
      onSignal: (code) => {
        bar.clear();
        return endedBySignal(code);
      },
    },
    values,
    host,
  );
  clearInterval(timer);
  await recorder.close();
  bar.clear();
  // Nothing was ever subscribed: an empty file must not be in the way of the next try.
  if (!hasBegun && mode === 'new' && recorder.bytes === 0)
    await rm(path, { force: true }).catch(() => undefined);
  if (hasBegun) running?.say(`Recorded ${done()} in ${path}.`);
  if (recorder.leftOut > 0)
    running?.say(
      `${plural(recorder.leftOut, 'message', 'messages')} left out: too long for a line.`,
    );
  return recorder.problem === undefined ? exitCode : Math.max(1, exitCode);
};
