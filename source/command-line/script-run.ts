import {
  type ConnectionOptions,
  type ConnectionStatus,
  problemOf,
} from '../mqtt/connection-options.ts';
import { Connection } from '../mqtt/connection.ts';
import type { DeliveryFlags, Message } from '../mqtt/message.ts';
import { Unanswered } from '../mqtt/request-errors.ts';
import { ServerList } from '../mqtt/server-list.ts';
import { printable } from '../payload/printable.ts';
import type { Host } from './host.ts';
import type { FlagValues } from './flags.ts';
import type { ProgressLine } from './progress-line.ts';
import { brokenPipe, ScriptOutput } from './script-output.ts';
import { UsageError } from './usage-error.ts';

/** Ends a command with an exit code, and with a sentence for standard error if one is needed. */
export class ScriptEnd extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, sentence = '') {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** The exit code of a lost terminal. */
const hungUp = 129;

/** Ends a command that a signal usually ends: that is no failure, but a lost terminal is one. */
export const endedBySignal = (exitCode: number): ScriptEnd =>
  new ScriptEnd(exitCode === hungUp ? exitCode : 0);

/** A sentence about what the broker hung up on, instead of answering; empty if there is nothing. */
const unansweredIn = ({ hungUpOn }: Connection): string => {
  const last = hungUpOn.at(-1);
  return last === undefined ? '' : `It had not answered ${last.packet} "${last.topic}".`;
};

/** What a command for scripts works with. */
export type ScriptRun = {
  readonly connection: Connection;
  readonly output: ScriptOutput;
  /** Prints a sentence on standard error, unless `--quiet` is set. */
  readonly say: (sentence: string) => void;
  readonly end: (end: ScriptEnd) => void;
  /** Aborts when a signal asks the command to end. */
  readonly signal: AbortSignal;
};

/** What a command for scripts does at each point of its run. */
export type ScriptWork = {
  readonly options: ConnectionOptions;
  /** Called before anything is connected. */
  readonly onStart?: (run: ScriptRun) => void;
  /** Called for each connection, including reconnections; the command ends with the result, if there is one. */
  readonly onConnected: (run: ScriptRun) => Promise<ScriptEnd | undefined>;
  readonly onMessage?: (message: Message, packet: DeliveryFlags, run: ScriptRun) => void;
  /** Whether it reconnects when the connection is lost; otherwise it ends. */
  readonly reconnects: boolean;
  /** A sentence about how far the command has come, for when a lost connection ends it. */
  readonly onLost?: () => string;
  /** Cleared before a sentence is printed. */
  readonly progress?: ProgressLine;
  /** What the next message has to wait for, besides a slow reader of standard output. */
  readonly holdBack?: () => Promise<void> | undefined;
  /** What a signal means; a command that has to clean up first returns `undefined` and ends by itself. */
  readonly onSignal: (exitCode: number) => ScriptEnd | undefined;
};

/** What a frame has no flags for. */
const firstDelivery: DeliveryFlags = { dup: false };

/** How long the reader may take for the rest of the output after a signal, ms. */
const flushTime = 1000;

/** Resolves some time after a signal: without one even the slowest reader gets everything. */
const flushTimeout = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const begin = (): void => void setTimeout(resolve, flushTime);
    if (signal.aborted) begin();
    else signal.addEventListener('abort', begin, { once: true });
  });

/** The exit code for a connection that could not be made: the broker's CONNACK code, as with Mosquitto's tools. */
const failure = (connection: Connection, problem: string): ScriptEnd =>
  new ScriptEnd(connection.refusalCode ?? 1, problem);

const unwritable = ({ code, message }: NodeJS.ErrnoException): ScriptEnd =>
  code === 'EPIPE'
    ? new ScriptEnd(brokenPipe)
    : new ScriptEnd(1, `Cannot write to standard output: ${code ?? message}.`);

/** Runs a command for scripts, from connecting to disconnecting. Resolves with the exit code; rejects with `UsageError` if the key cannot be opened. */
export const runScript = async (
  work: ScriptWork,
  values: FlagValues<'script'>,
  host: Host,
): Promise<number> => {
  if (values.debug && values.quiet)
    throw new UsageError('Use either --debug or --quiet, not both.');
  // May ask for the password of a key, or run programs: until then, a signal ends the program as usual.
  await ServerList.of(work.options.server).preferred.locate();
  await work.options.credentialSource?.first();
  const { promise, resolve: end } = Promise.withResolvers<ScriptEnd>();
  const stopping = new AbortController();
  const output = new ScriptOutput(host.stdout, (error) => end(unwritable(error)));
  // Its reader has gone: there is nowhere to report that.
  host.stderr.on('error', () => undefined);
  const say = (sentence: string): void => {
    if (values.quiet) return;
    work.progress?.clear();
    host.stderr.write(`mqtt-tui: ${printable(sentence)}\n`);
  };
  let wasConnected = false;
  /** Ends with the reason why there is no connection, or no longer one. */
  const giveUp = (problem: string): void => {
    const howFar = wasConnected ? work.onLost?.() || unansweredIn(connection) : '';
    end(failure(connection, howFar === '' ? problem : `${problem} ${howFar}`));
  };
  const begin = async (isReconnection: boolean): Promise<void> => {
    try {
      const result = await work.onConnected(run);
      if (result !== undefined) end(result);
      else if (isReconnection) say('Connected again.');
    } catch (error) {
      if (error instanceof ScriptEnd) end(error);
      // A lost connection is reported by its status.
      else if (connection.status.state === 'connected')
        end(
          new ScriptEnd(1, error instanceof Unanswered ? error.sentence : (error as Error).message),
        );
    }
  };
  const onStatus = (status: ConnectionStatus): void => {
    if (status.state === 'connected') {
      void begin(wasConnected);
      wasConnected = true;
      return;
    }
    const problem = problemOf(status);
    if (problem === undefined) return;
    // While there are servers left to try, the first attempt has not failed yet.
    const isNext = status.state === 'connecting';
    const mayGoOn = wasConnected ? work.reconnects : isNext;
    if (status.state === 'refused' || !mayGoOn) giveUp(problem);
    else say(`${problem} Trying ${isNext ? 'the next server' : 'again'}.`);
  };
  const connection: Connection = new Connection(
    {
      ...work.options,
      holdBack: () => output.blocked ?? work.holdBack?.(),
      ...(values.debug ? { onPacket: say } : {}),
    },
    {
      onStatus,
      onMessage: (message, packet) => work.onMessage?.(message, packet, run),
      onPublishFrame: (frame) => {
        work.onMessage?.(frame.message(), firstDelivery, run);
        return true;
      },
    },
  );
  const run: ScriptRun = { connection, output, say, end, signal: stopping.signal };
  host.onSignal((exitCode) => {
    // With a second signal somebody has lost patience.
    if (stopping.signal.aborted) end(new ScriptEnd(exitCode));
    stopping.abort();
    const result = work.onSignal(exitCode);
    if (result !== undefined) end(result);
  });
  work.onStart?.(run);
  connection.open();
  const { exitCode, message } = await promise;
  if (exitCode !== brokenPipe && message !== '') say(message);
  work.options.credentialSource?.stop();
  await connection.close();
  if (exitCode !== brokenPipe) await Promise.race([output.flush(), flushTimeout(stopping.signal)]);
  if (output.failure === undefined || exitCode !== 0) return exitCode;
  // Writing the rest of the output has failed.
  const failed = unwritable(output.failure);
  if (failed.message !== '') say(failed.message);
  return failed.exitCode;
};
