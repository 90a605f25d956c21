import type { ConnectionOptions } from '../mqtt/connection-options.ts';
import { Refused, Unanswered } from '../mqtt/request-errors.ts';
import { untilAllRetained } from '../session/retained/all-retained.ts';
import { wildcardDoubt } from '../session/retained/wildcard-doubt.ts';
import { connectionFlags, filterFlags } from './connection-flags.ts';
import type { Host } from './host.ts';
import { keptSession } from './kept-session.ts';
import { MessageSelection } from './message-selection.ts';
import { messageWriter } from './message-writer.ts';
import type { FlagValues } from './flags.ts';
import type { readPayloads, ReadPayloads } from './read-payloads.ts';
import { RetainedRemoval } from './retained-removal.ts';
import { refuseReadOnly } from './refuse-read-only.ts';
import { endedBySignal, runScript, ScriptEnd, type ScriptRun } from './script-run.ts';
import { checkedFilters, filtersOf, ScriptSubscriptions } from './script-subscriptions.ts';
import { boundYoungGeneration } from './young-generation.ts';

/** The exit code of `--timeout`, as with `mosquitto_sub`. */
const timedOut = 27;

/** The topic filters to subscribe to; none if there are others to unsubscribe from. Throws `UsageError`. */
const filtersToSubscribe = (
  values: FlagValues<'sub'>,
  fromUrl: string | undefined,
  positionals: readonly string[],
): readonly string[] => {
  // What is typed takes precedence over the environment.
  const isOnlyPositional = positionals.length > 0 && values.sourceOf('topic') !== 'typed';
  const flagged = isOnlyPositional ? [] : filterFlags(values, fromUrl);
  const all = [...flagged, ...positionals];
  return all.length === 0 && values.unsubscribe.length > 0 ? [] : checkedFilters(all);
};

/** Unsubscribes from topic filters; resolves to whether the broker has done so for all. */
const unsubscribeFrom = async (
  filters: readonly string[],
  { connection, say }: ScriptRun,
): Promise<boolean> => {
  let isDone = true;
  for (const filter of filters) {
    try {
      await connection.unsubscribe(filter);
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof Unanswered)) throw error;
      say(`Not unsubscribed from ${filter}: ${error.message}.`);
      isDone = false;
    }
  }
  return isDone;
};

/** The connection of `sub`, with the session that is to be kept. Throws `UsageError`. */
const withSession = (values: FlagValues<'sub'>, options: ConnectionOptions): ConnectionOptions => {
  const kept = keptSession(values, options);
  // Several of QoS 2 are taken on before the first is printed, and the next run would not get those.
  const isOneByOne = kept.outlastsDisconnect === true && values.count !== undefined;
  const oneByOne = isOneByOne && values.qos === 2 ? { receiveMaximum: 1 } : {};
  return { ...options, ...kept, ...oneByOne };
};

/** Reads payloads if a flag asks for it; loaded only then, because it is slow to load. Rejects with `UsageError`. */
const payloadsOf = async (
  values: FlagValues<'sub'>,
  listeners: Parameters<typeof readPayloads>[1],
): Promise<ReadPayloads | undefined> => {
  const flags = [...values.filter, ...values.decode, ...values.proto];
  if (flags.length === 0 && !values.pretty) return undefined;
  return (await import('./read-payloads.ts')).readPayloads(values, listeners);
};

/** Prints the messages that topic filters match. Resolves with the exit code, the same as `mosquitto_sub`'s. */
export const subCommand = async (
  values: FlagValues<'sub'>,
  host: Host,
  positionals: readonly string[],
): Promise<number> => {
  if (values['remove-retained']) refuseReadOnly(values, '--remove-retained clears by publishing');
  const { options, topic } = connectionFlags(values, host);
  const filters = filtersToSubscribe(values, topic, positionals);
  const others = filtersOf('unsubscribe', values.unsubscribe);
  let running: ScriptRun | undefined;
  const payloads = await payloadsOf(values, {
    say: (sentence) => running?.say(sentence),
    onGivenUp: (sentence) => running?.end(new ScriptEnd(1, sentence)),
  });
  const selection = new MessageSelection(values, payloads?.tests);
  const subscriptions = new ScriptSubscriptions(filters, { qos: values.qos });
  const isRetainedOnly = values['retained-only'];
  let removal: RetainedRemoval | undefined;
  const { header, write } = messageWriter(values, {
    isTerminal: host.stdout.isTTY,
    decoded: payloads?.decoded,
    say: (sentence) => running?.say(sentence),
  });
  let left = values.count ?? Infinity;
  let retained = 0;
  const seconds = values.timeout;
  boundYoungGeneration();
  const timer =
    seconds === undefined
      ? undefined
      : setTimeout(() => running?.end(new ScriptEnd(timedOut, 'Timed out.')), seconds * 1000);

  /** Ends the command once everything that was to be cleared is; `exitCode` is that without a problem. */
  const finish = async ({ end }: ScriptRun, exitCode = 0): Promise<void> => {
    await removal?.settled();
    end(
      removal?.problem === undefined ? new ScriptEnd(exitCode) : new ScriptEnd(1, removal.problem),
    );
  };

  const begin = async (run: ScriptRun): Promise<ScriptEnd | undefined> => {
    const { connection, say, signal } = run;
    const { status } = connection;
    const isFive = status.state === 'connected' && status.protocolVersion === 5;
    if (values['session-expiry'] !== undefined && !isFive)
      return new ScriptEnd(1, 'The broker does not speak MQTT 5, which --session-expiry needs.');
    const end = filters.length === 0 ? undefined : await subscriptions.connected(run);
    if (end !== undefined) return end;
    const isUnsubscribed = await unsubscribeFrom(others, run);
    const complete = isUnsubscribed && subscriptions.areGranted ? 0 : 1;
    if (values['subscribe-only']) return new ScriptEnd(complete);
    if (!isRetainedOnly) return undefined;
    await untilAllRetained(connection, () => retained, signal);
    if (retained === 0 && !signal.aborted)
      say(`Nothing is retained there. ${wildcardDoubt(filters, undefined)}`.trim());
    await finish(run, complete);
    return undefined;
  };

  const exitCode = await runScript(
    {
      options: withSession(values, options),
      // Nobody could tell what came before from what comes again.
      reconnects: !isRetainedOnly,
      onStart: (run) => {
        running = run;
        run.output.write(Buffer.from(header));
        if (values['remove-retained']) removal = new RetainedRemoval(run.connection, run.signal);
      },
      onConnected: begin,
      onMessage: (message, packet, run) => {
        if (left <= 0) return;
        if (message.retain) retained += 1;
        payloads?.reader.take(message);
        if (removal?.isEcho(message) === true || !selection.takes(message)) return;
        if (message.retain) removal?.remove(message.topic);
        if (!selection.prints(message)) return;
        run.output.put((into) => write(message, packet, into));
        left -= 1;
        if (left > 0) return;
        run.connection.leaveMessages();
        void finish(run);
      },
      onSignal: endedBySignal,
    },
    values,
    host,
  );
  clearTimeout(timer);
  return exitCode;
};
