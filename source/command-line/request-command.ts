import { randomBytes } from 'node:crypto';
import { plural } from '../format/count.ts';
import type { ConnectionStatus } from '../mqtt/connection-options.ts';
import type { Message, MessageProperties } from '../mqtt/message.ts';
import { Refused, Unanswered } from '../mqtt/request-errors.ts';
import { topicNameProblem } from '../mqtt/topic.ts';
import { connectionFlags } from './connection-flags.ts';
import type { FlagValues } from './flags.ts';
import type { Host } from './host.ts';
import { messageWriter } from './message-writer.ts';
import { requestPayload } from './pub-payloads.ts';
import { pubProperties } from './pub-properties.ts';
import { refuseReadOnly } from './refuse-read-only.ts';
import { runScript, ScriptEnd, type ScriptRun } from './script-run.ts';
import { UsageError } from './usage-error.ts';

/** The exit code of `--timeout`, as with `mosquitto_rr`. */
const timedOut = 27;

const needsTopic =
  'Before MQTT 5 a request cannot name the topic of its response: say with --response-topic which one that is.';

const isOf5 = (status: ConnectionStatus): boolean =>
  status.state === 'connected' && status.protocolVersion === 5;

/** Whether a message responds to something else: it has other correlation data (MQTT 5, 4.10). */
const isForOthers = ({ properties }: Message, asked: Uint8Array | undefined): boolean => {
  const got = properties?.correlationData;
  return asked !== undefined && got !== undefined && !Buffer.from(asked).equals(got);
};

/** Publishes a request and prints its response. Resolves with the exit code, the same as `mosquitto_rr`'s. */
export const requestCommand = async (
  values: FlagValues<'request'>,
  host: Host,
): Promise<number> => {
  refuseReadOnly(values, 'request publishes');
  const { options, topic: fromUrl } = connectionFlags(values, host);
  const topic = values.topic ?? fromUrl;
  if (topic === undefined) throw new UsageError('Request on which topic? Use --topic TOPIC.');
  const problem = topicNameProblem(topic);
  if (problem !== undefined) throw new UsageError(problem);
  const given = pubProperties(values);
  const { responseTopic: named, ...others } = given ?? {};
  const speaks5 = ['auto', 5].includes(options.protocolVersion);
  const needs5 = Object.keys(others).length > 0;
  if (needs5 && !speaks5)
    throw new UsageError('The properties of a message need MQTT 5: leave out --protocol-version.');
  if (named === undefined && !speaks5) throw new UsageError(needsTopic);
  let running: ScriptRun | undefined;
  const { write } = messageWriter(values, {
    isTerminal: host.stdout.isTTY,
    say: (sentence) => running?.say(sentence),
  });
  const payload = await requestPayload(values, host);

  // Nobody else knows a random topic; a named one may have responses to others.
  const responseTopic = named ?? `mqtt-tui/reply/${randomBytes(8).toString('hex')}`;
  const correlationData =
    others.correlationData ?? (named === undefined ? randomBytes(8) : undefined);
  const properties: MessageProperties = {
    ...others,
    responseTopic,
    ...(correlationData === undefined ? {} : { correlationData }),
  };
  let isAsked = false;
  let isAnswered = false;
  let forOthers = 0;
  const howFar = (): string => {
    if (!isAsked) return 'Nothing was published.';
    const more =
      forOthers === 0
        ? ''
        : ` ${plural(forOthers, 'message', 'messages')} there had other correlation data.`;
    return `The request was published, and nothing came on ${responseTopic}.${more}`;
  };

  const ask = async ({ connection }: ScriptRun): Promise<ScriptEnd | undefined> => {
    if (!isOf5(connection.status)) {
      if (named === undefined) return new ScriptEnd(1, needsTopic);
      if (needs5)
        return new ScriptEnd(1, 'The broker does not speak MQTT 5, which the properties need.');
    }
    try {
      await connection.subscribe(responseTopic, { qos: values.qos });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return new ScriptEnd(1, `The broker refused the response topic: ${error.message}.`);
    }
    if (isAnswered) return undefined;
    isAsked = true;
    try {
      await connection.publish(topic, payload, {
        qos: values.qos,
        retain: false,
        insistsOnQos: true,
        properties,
      });
    } catch (error) {
      if (error instanceof Refused)
        return new ScriptEnd(1, `The broker refused the request: ${error.message}.`);
      // The response matters, and it may come nevertheless.
      if (!(error instanceof Unanswered)) throw error;
    }
    return undefined;
  };

  const seconds = values.timeout;
  const timer =
    seconds === undefined
      ? undefined
      : setTimeout(
          () => running?.end(new ScriptEnd(timedOut, `Timed out. ${howFar()}`)),
          seconds * 1000,
        );
  const exitCode = await runScript(
    {
      options,
      reconnects: false,
      onLost: howFar,
      onStart: (run) => {
        running = run;
      },
      onConnected: ask,
      onMessage: (message, packet, { output, end }) => {
        if (isAnswered || (values['no-retained'] && message.retain)) return;
        if (isForOthers(message, correlationData)) {
          forOthers += 1;
          return;
        }
        isAnswered = true;
        output.put((into) => write(message, packet, into));
        end(new ScriptEnd(0));
      },
      onSignal: (code) => new ScriptEnd(code),
    },
    values,
    host,
  );
  clearTimeout(timer);
  return exitCode;
};
