import { rm } from 'node:fs/promises';
import { filterCovers } from '../mqtt/topic-filters.ts';
import { sharedSubscription } from '../mqtt/topic.ts';
import { FileExists, type FileMode } from '../session/recording/writable-file.ts';
import { connectionFlags, filterFlags } from './connection-flags.ts';
import type { Host } from './host.ts';
import { plural } from '../format/count.ts';
import { readDuration } from '../format/duration.ts';
import { size } from '../format/size.ts';
import type { FlagValues } from './flags.ts';
import { type Rotation, RotatingRecorder } from './rotating-recorder.ts';
import { progressLine } from './progress-line.ts';
import { endedBySignal, runScript, ScriptEnd, type ScriptRun } from './script-run.ts';
import { checkedFilters, ScriptSubscriptions } from './script-subscriptions.ts';
import { UsageError } from './usage-error.ts';
import { boundYoungGeneration } from './young-generation.ts';

/** How often the progress is drawn, ms. */
const pause = 250;

/** The shortest time between new files, ms. */
const shortestRotation = 1000;

const modeOf = (values: FlagValues<'record'>): FileMode => {
  if (values.append && values.force)
    throw new UsageError('Use either --append or --force, not both.');
  if (values.append) return 'append';
  return values.force ? 'replace' : 'new';
};

const contents = ({ messages, bytes }: Pick<RotatingRecorder, 'messages' | 'bytes'>): string =>
  `${plural(messages, 'message', 'messages')} (${size(bytes)})`;

/** Leaves out filters that another one covers: brokers may deliver a message once for each filter that matches it. */
const withoutCovered = (filters: readonly string[]): readonly string[] =>
  filters.filter(
    (filter) =>
      !filters.some(
        (one) =>
          one !== filter && sharedSubscription(one) === undefined && filterCovers(one, filter),
      ),
  );

const rotationOf = ({ rotate, keep }: FlagValues<'record'>): Rotation | undefined => {
  if (rotate === undefined) {
    if (keep !== undefined) throw new UsageError('--keep needs --rotate, such as --rotate 1d.');
    return undefined;
  }
  const every = readDuration(rotate);
  if (every === undefined || every < shortestRotation)
    throw new UsageError(`--rotate takes a time such as 1h, 12h or 1d, not "${rotate}".`);
  return keep === undefined ? { every } : { every, keep };
};

const openRecorder = async (
  ...[path, options]: Parameters<typeof RotatingRecorder.open>
): Promise<RotatingRecorder> => {
  try {
    return await RotatingRecorder.open(path, options);
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(
      error instanceof FileExists
        ? `${message} --append adds to it, --force replaces it.`
        : message,
    );
  }
};

const olderFiles = (count: number): string =>
  count === 0 ? '' : ` and ${plural(count, 'file', 'files')} before it`;

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
  const rotation = rotationOf(values);
  let running: ScriptRun | undefined;
  let hasBegun = false;
  boundYoungGeneration();
  const recorder = await openRecorder(path, {
    mode,
    rotation,
    onProblem: (problem) => {
      bar.clear();
      running?.end(new ScriptEnd(1, problem));
    },
    onTurn: (complete) => {
      running?.say(`${complete.path} is complete: ${contents(complete)}.`);
      // The new file begins with what is retained; without a connection the next one brings it.
      if (running !== undefined) subscriptions.connected(running).catch(() => undefined);
    },
  });
  const timer = setInterval(() => {
    recorder.turnIfDue(Date.now());
    if (hasBegun) bar.show(`● ${contents(recorder)}`);
  }, pause);
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
  if (hasBegun)
    running?.say(
      `Recorded ${contents(recorder)} in ${path}${olderFiles(Math.min(recorder.turns, values.keep ?? Infinity))}.`,
    );
  if (recorder.leftOut > 0)
    running?.say(
      `${plural(recorder.leftOut, 'message', 'messages')} left out: too long for a line.`,
    );
  return recorder.problem === undefined ? exitCode : Math.max(1, exitCode);
};
