import { plural } from '../format/count.ts';
import { readDuration } from '../format/duration.ts';
import { printable } from '../payload/printable.ts';
import { Awaited, type Meeting } from './awaited.ts';
import { CommandRuns } from './command-runs.ts';
import { connectionFlags } from './connection-flags.ts';
import type { FlagValues } from './flags.ts';
import type { Host } from './host.ts';
import { messageEnvironment } from './message-environment.ts';
import { messageWriter } from './message-writer.ts';
import { endedBySignal, runScript, ScriptEnd, type ScriptRun } from './script-run.ts';
import { ScriptSubscriptions } from './script-subscriptions.ts';
import { UsageError } from './usage-error.ts';
import { waitConditions } from './wait-conditions.ts';
import { boundYoungGeneration } from './young-generation.ts';

/** The exit code of `--timeout`, as with `mosquitto_sub`. */
const timedOut = 27;

/** The longest time that a timer of Node.js can wait, ms. */
const longest = 2 ** 31 - 1;

const holdFlag = (values: FlagValues<'wait'>): number => {
  const typed = values.for;
  if (typed === undefined) return 0;
  const time = readDuration(typed);
  if (time === undefined || time > longest)
    throw new UsageError(
      `--for takes a time of at most 24 days, such as 10s, 5m or 1h, not "${printable(typed, 60)}".`,
    );
  return time;
};

const checkTogether = (values: FlagValues<'wait'>): void => {
  if (values.all && values.any) throw new UsageError('Use --all or --any, not both.');
  if (values.changed && (values.all || values.for !== undefined))
    throw new UsageError(
      `A change is over at once: leave out ${values.all ? '--all' : '--for'} with --changed.`,
    );
  const printed = (['json', 'format', 'pretty', 'no-newline', 'raw'] as const).find(
    (flag) => values.sourceOf(flag) === 'typed',
  );
  if (values.exec !== undefined && printed !== undefined)
    throw new UsageError(`With --exec nothing is printed: leave out --${printed}.`);
};

/** Waits until conditions are met. Resolves with the exit code. */
export const waitCommand = async (
  values: FlagValues<'wait'>,
  host: Host,
  positionals: readonly string[],
): Promise<number> => {
  const { options } = connectionFlags(values, host);
  checkTogether(values);
  const conditions = waitConditions(values, positionals);
  const holdFor = holdFlag(values);
  let running: ScriptRun | undefined;
  const say = (sentence: string): void => running?.say(sentence);
  const { write } = messageWriter(values, { isTerminal: host.stdout.isTTY, say });
  const command = values.exec;
  const runs = command === undefined ? undefined : new CommandRuns(command, host, say);
  let left = values.count ?? (runs === undefined ? 1 : Infinity);

  const onMet = ({ deliveries, last, condition }: Meeting): void => {
    if (left <= 0) return;
    left -= 1;
    if (runs === undefined)
      for (const { message, packet } of deliveries)
        running?.output.put((into) => write(message, packet, into));
    else
      runs.add({
        variables: messageEnvironment(last.message, condition.typed),
        input: Buffer.from(last.message.payload),
      });
    if (left === 0) void end(new ScriptEnd(0));
  };
  const awaited = new Awaited(conditions, {
    all: values.all,
    holdFor,
    isConnected: () => running?.connection.status.state === 'connected',
    onMet,
    onFull: ({ typed }) =>
      say(`"${typed}" is about more than 1,000 topics: the others are not followed.`),
  });
  let isOver = false;
  /** Ends when the commands have; at the end of the time they are ended. */
  const end = async (how: ScriptEnd): Promise<void> => {
    left = 0;
    awaited.stop();
    if (how.exitCode !== 0) {
      isOver = true;
      await runs?.stop();
    } else await runs?.settled();
    if (how.exitCode === 0 && isOver) return;
    running?.end(how.exitCode === 0 && (runs?.failed ?? 0) > 0 ? new ScriptEnd(1) : how);
  };
  const timeIsUp = (): void => {
    const { unreadable } = awaited;
    const doubt =
      unreadable === 0
        ? ''
        : ` ${plural(unreadable, 'message', 'messages')} had no value that can be compared.`;
    void end(new ScriptEnd(timedOut, `Timed out.${doubt}`));
  };
  const subscriptions = new ScriptSubscriptions(
    [...new Set(conditions.map(({ filter }) => filter))],
    { qos: values.qos },
    (filter) => awaited.subscribed(filter),
  );
  const seconds = values.timeout;
  boundYoungGeneration();
  const timer = seconds === undefined ? undefined : setTimeout(timeIsUp, seconds * 1000);
  const exitCode = await runScript(
    {
      options,
      reconnects: true,
      onStart: (run) => {
        running = run;
      },
      onConnected: (run) => {
        awaited.connected();
        return subscriptions.connected(run);
      },
      onMessage: (message, packet) => {
        if (left <= 0 || (values['no-retained'] && message.retain)) return;
        awaited.take({ message, packet });
      },
      onSignal: (code) => {
        if (runs === undefined) return new ScriptEnd(code);
        left = 0;
        awaited.stop();
        void runs.stop().then(() => running?.end(endedBySignal(code)));
        return undefined;
      },
    },
    values,
    host,
  );
  clearTimeout(timer);
  awaited.stop();
  await runs?.stop();
  return exitCode;
};
