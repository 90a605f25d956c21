import type { Message } from '../mqtt/message.ts';
import { filterMatcher } from '../mqtt/topic-filters.ts';
import { topicFilterProblem } from '../mqtt/topic.ts';
import { connectionFlags, filterFlags } from './connection-flags.ts';
import type { Host } from './host.ts';
import { messageWriter } from './message-writer.ts';
import type { FlagValues } from './flags.ts';
import { endedBySignal, runScript, ScriptEnd, type ScriptRun } from './script-run.ts';
import { checkedFilters, ScriptSubscriptions } from './script-subscriptions.ts';
import { UsageError } from './usage-error.ts';
import { boundYoungGeneration } from './young-generation.ts';

/** The exit code of `--timeout`, as with `mosquitto_sub`. */
const timedOut = 27;

/** Whether a message is printed, and whether it is the one that ends `--retained-only`. */
const selection = (values: FlagValues<'sub'>): ((message: Message) => 'print' | 'skip' | 'end') => {
  const without = values['filter-out'];
  const [onlyRetained, noRetained] = [values['retained-only'], values['no-retained']];
  for (const filter of without) {
    const problem = topicFilterProblem(filter);
    if (problem !== undefined) throw new UsageError(`--filter-out: ${problem}`);
  }
  if (onlyRetained && noRetained)
    throw new UsageError('--retained-only and --no-retained together leave nothing to print.');
  const leftOut = without.map(filterMatcher);
  return ({ topic, retain }) => {
    if (onlyRetained && !retain) return 'end';
    if (noRetained && retain) return 'skip';
    return leftOut.some((matches) => matches(topic)) ? 'skip' : 'print';
  };
};

/** Prints the messages that topic filters match. Resolves with the exit code, the same as `mosquitto_sub`'s. */
export const subCommand = async (
  values: FlagValues<'sub'>,
  host: Host,
  positionals: readonly string[],
): Promise<number> => {
  const { options, topic } = connectionFlags(values, host);
  // What is typed takes precedence over the environment.
  const isOnlyPositional = positionals.length > 0 && values.sourceOf('topic') !== 'typed';
  const flagged = isOnlyPositional ? [] : filterFlags(values, topic);
  const filters = checkedFilters([...flagged, ...positionals]);
  const qos = values.qos;
  const select = selection(values);
  const subscriptions = new ScriptSubscriptions(filters, { qos });
  let running: ScriptRun | undefined;
  const write = messageWriter(values, host.stdout.isTTY, (sentence) => running?.say(sentence));
  let left = values.count ?? Infinity;
  const seconds = values.timeout;
  boundYoungGeneration();
  const timer =
    seconds === undefined
      ? undefined
      : setTimeout(() => running?.end(new ScriptEnd(timedOut, 'Timed out.')), seconds * 1000);
  const exitCode = await runScript(
    {
      options,
      reconnects: true,
      onStart: (run) => {
        running = run;
      },
      onConnected: (run) => subscriptions.connected(run),
      onMessage: (message, packet, { output, end }) => {
        if (left <= 0) return;
        const what = select(message);
        if (what === 'print') {
          output.write(write(message, packet));
          left -= 1;
        }
        if (what === 'end') left = 0;
        if (left <= 0) end(new ScriptEnd(0));
      },
      onSignal: endedBySignal,
    },
    values,
    host,
  );
  clearTimeout(timer);
  return exitCode;
};
