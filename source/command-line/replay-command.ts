import { accessSync, constants, statSync } from 'node:fs';
import type { Message, MessageProperties } from '../mqtt/message.ts';
import { propertiesProblem } from '../mqtt/properties-problem.ts';
import { PublishWindow } from '../mqtt/publish-window.ts';
import { Refused } from '../mqtt/request-errors.ts';
import type { PublishOptions } from '../mqtt/request-options.ts';
import { topicNameProblem } from '../mqtt/topic.ts';
import { connectionFlags } from './connection-flags.ts';
import type { Host } from './host.ts';
import { count, plural } from '../format/count.ts';
import { duration } from '../format/duration.ts';
import type { FlagValues } from './flags.ts';
import { progressLine } from './progress-line.ts';
import { recordedMessages } from './recorded-messages.ts';
import { ReplayPace } from './replay-pace.ts';
import { refuseReadOnly } from './refuse-read-only.ts';
import { runScript, ScriptEnd, type ScriptRun } from './script-run.ts';
import { UsageError } from './usage-error.ts';

/** How often the progress is drawn, ms, and how wide its bar is. */
const pause = 250;
const barWidth = 24;

/** How many lines that are not messages are reported one by one. */
const mostReported = 5;

/** How long to wait for acknowledgements after a signal, ms. */
const patience = 1000;

const sizeOf = (path: string): number => {
  try {
    const found = statSync(path);
    accessSync(path, constants.R_OK);
    if (found.isFile()) return found.size;
  } catch {
    throw new UsageError(`${path}: there is no such file, or it cannot be read.`);
  }
  throw new UsageError(`${path} is not a file.`);
};

const prefixFlag = (values: FlagValues<'replay'>): string => {
  const prefix = values.prefix;
  const problem = topicNameProblem(`${prefix}x`);
  if (problem !== undefined) throw new UsageError(`--prefix: ${problem}`);
  return prefix;
};

/** Without the subscription identifier, which means nothing to others (MQTT 5, 3.3.2.3.8). */
const publishable = (properties: MessageProperties | undefined): MessageProperties =>
  Object.fromEntries(
    Object.entries(properties ?? {}).filter(([name]) => name !== 'subscriptionIdentifier'),
  );

const optionsOf = ({ qos, retain, properties }: Message): PublishOptions => {
  const own = publishable(properties);
  return { qos, retain, ...(Object.keys(own).length === 0 ? {} : { properties: own }) };
};

/** Publishes a recording again, with its timing. Resolves with the exit code. */
export const replayCommand = async (
  values: FlagValues<'replay'>,
  host: Host,
  [path]: readonly string[],
): Promise<number> => {
  if (path === undefined) throw new UsageError('Which recording? Use mqtt-tui replay FILE.');
  refuseReadOnly(values, 'replay publishes');
  const { options } = connectionFlags(values, host);
  const prefix = prefixFlag(values);
  const size = sizeOf(path);
  const pace = new ReplayPace(values.speed);
  const bar = progressLine(host.stderr, values.quiet);
  const done = { published: 0, refused: 0, broken: 0, brokersOwn: 0, read: 0 };
  let stopCode = 130;
  let hasProperties = false;
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();

  /** How much of the file is done, 0 to 1. */
  const progress = (): number => (size === 0 ? 1 : Math.min(1, done.read / size));

  const show = (): void => {
    const part = progress();
    const full = Math.round(part * barWidth);
    const next =
      pace.left > 1000 ? ` · next in ${duration(Math.ceil(pace.left / 1000) * 1000)}` : '';
    bar.show(
      `[${'█'.repeat(full)}${'░'.repeat(barWidth - full)}] ${Math.floor(part * 100)} % · ${plural(done.published, 'message', 'messages')}${next}`,
    );
  };

  /** Publishes the file once; resolves with the number of messages in it. */
  const publishAll = async (
    { connection, say, signal }: ScriptRun,
    publishing: PublishWindow,
    isFirst: boolean,
  ): Promise<number> => {
    let found = 0;
    let lost: unknown;
    const publish = async (
      topic: string,
      payload: Uint8Array,
      how: PublishOptions,
    ): Promise<void> => {
      try {
        await connection.publish(topic, Buffer.from(payload), how);
        done.published += 1;
      } catch (error) {
        if (!(error instanceof Refused)) {
          lost ??= error;
          return;
        }
        done.refused += 1;
        if (done.refused === 1) say(`The broker refused ${topic}: ${error.message}.`);
      }
    };
    pace.restart();
    for await (const { number, end, message, problem } of recordedMessages(path)) {
      if (signal.aborted || lost !== undefined) break;
      const topic = `${prefix}${message?.topic ?? ''}`;
      const reason =
        problem ?? topicNameProblem(topic) ?? propertiesProblem(message?.properties ?? {});
      if (message === undefined || reason !== undefined) {
        done.read = end;
        if (!isFirst) continue;
        done.broken += 1;
        if (done.broken <= mostReported) say(`Line ${count(number)} is left out: ${reason}`);
        continue;
      }
      if (topic.startsWith('$')) {
        done.brokersOwn += isFirst ? 1 : 0;
        continue;
      }
      found += 1;
      await pace.until(message.receivedAt, signal);
      if (signal.aborted) break;
      done.read = end;
      const how = optionsOf(message);
      hasProperties ||= how.properties !== undefined;
      await publishing.add(() => publish(topic, message.payload, how));
    }
    await Promise.race([publishing.settled(), stopped]);
    if (lost !== undefined) throw lost;
    return found;
  };

  const summary = (): string =>
    [
      `${plural(done.published, 'message', 'messages')} published`,
      ...(done.refused === 0 ? [] : [`${count(done.refused)} refused`]),
      ...(done.broken === 0 ? [] : [`${plural(done.broken, 'line', 'lines')} left out`]),
    ].join(', ');

  const sayBrokersOwn = ({ say }: ScriptRun): void => {
    if (done.brokersOwn > 0)
      say(
        `${plural(done.brokersOwn, 'message', 'messages')} on topics that begin with $ left out: those are the broker's own; --prefix publishes them elsewhere.`,
      );
  };

  const replay = async (run: ScriptRun): Promise<ScriptEnd> => {
    const publishing = new PublishWindow();
    const { status } = run.connection;
    let isFirst = true;
    do {
      if ((await publishAll(run, publishing, isFirst)) === 0 && !run.signal.aborted) {
        bar.clear();
        sayBrokersOwn(run);
        return new ScriptEnd(1, `${path} contains no messages.`);
      }
      isFirst = false;
    } while (values.loop && !run.signal.aborted);
    bar.clear();
    sayBrokersOwn(run);
    if (hasProperties && status.state === 'connected' && status.protocolVersion !== 5)
      run.say('The broker does not speak MQTT 5: properties were left out.');
    if (run.signal.aborted) return new ScriptEnd(stopCode, `Stopped: ${summary()}.`);
    return new ScriptEnd(done.refused + done.broken > 0 ? 1 : 0, `${summary()}.`);
  };

  const timer = setInterval(show, pause);
  const exitCode = await runScript(
    {
      options,
      reconnects: false,
      progress: bar,
      onLost: () => {
        clearInterval(timer);
        const where = values.loop ? '' : ` at ${Math.floor(progress() * 100)} %`;
        return `Stopped${where}: ${summary()}.`;
      },
      onConnected: (run) => replay(run).finally(() => clearInterval(timer)),
      onSignal: (code) => {
        stopCode = code;
        setTimeout(stop, patience).unref();
        return undefined;
      },
    },
    values,
    host,
  );
  clearInterval(timer);
  return exitCode;
};
