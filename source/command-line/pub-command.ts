import { PublishWindow } from '../mqtt/publish-window.ts';
import { Refused } from '../mqtt/request-errors.ts';
import { topicNameProblem } from '../mqtt/topic.ts';
import { fillPayload } from '../session/publish/placeholders.ts';
import { connectionFlags } from './connection-flags.ts';
import type { Host } from './host.ts';
import { count, plural } from '../format/count.ts';
import type { FlagValues } from './flags.ts';
import { pubPayloads } from './pub-payloads.ts';
import { pubProperties } from './pub-properties.ts';
import { refuseReadOnly } from './refuse-read-only.ts';
import { runScript, ScriptEnd, type ScriptRun } from './script-run.ts';
import { UsageError } from './usage-error.ts';

/** Publishes, waits for the acknowledgements, and resolves with the exit code: 0 if the broker has accepted everything. */
export const pubCommand = async (values: FlagValues<'pub'>, host: Host): Promise<number> => {
  refuseReadOnly(values, 'pub publishes');
  const { options, topic: fromUrl } = connectionFlags(values, host);
  const topic = values.topic ?? fromUrl;
  if (topic === undefined) throw new UsageError('Publish to which topic? Use --topic TOPIC.');
  const problem = topicNameProblem(topic);
  if (problem !== undefined) throw new UsageError(problem);
  const properties = pubProperties(values);
  if (properties !== undefined && !['auto', 5].includes(options.protocolVersion))
    throw new UsageError('The properties of a message need MQTT 5: leave out --protocol-version.');
  const stopping = new AbortController();
  const payloads = pubPayloads(values, host, stopping.signal);
  const how = {
    qos: values.qos,
    retain: values.retain,
    insistsOnQos: true,
    ...(properties === undefined ? {} : { properties }),
  };

  let published = 0;
  const publishAll = async ({ connection, say }: ScriptRun): Promise<ScriptEnd> => {
    const { status } = connection;
    if (properties !== undefined && status.state === 'connected' && status.protocolVersion !== 5)
      return new ScriptEnd(1, 'The broker does not speak MQTT 5, which the properties need.');
    const publishing = new PublishWindow();
    let refused = 0;
    let lost: unknown;
    const publish = async (payload: Buffer): Promise<void> => {
      try {
        await connection.publish(topic, payload, how);
        published += 1;
      } catch (error) {
        if (!(error instanceof Refused)) {
          lost = error;
          return;
        }
        refused += 1;
        if (refused === 1) say(`The broker refused the message: ${error.message}.`);
      }
    };
    let n = 0;
    for await (const payload of payloads) {
      if (stopping.signal.aborted || lost !== undefined) break;
      n += 1;
      const filled = values.fill
        ? fillPayload(payload, { n, now: Date.now(), random: Math.random })
        : payload;
      await publishing.add(() => publish(filled));
    }
    await publishing.settled();
    if (lost !== undefined) throw lost;
    const first =
      refused > 1 ? `The broker refused ${plural(refused, 'message', 'messages')}.` : '';
    return new ScriptEnd(refused > 0 ? 1 : 0, first);
  };

  return runScript(
    {
      options,
      reconnects: false,
      onLost: () => {
        const times = values.repeat;
        if (values.lines) return `${plural(published, 'message', 'messages')} published.`;
        return times === 1
          ? ''
          : `${count(published)} of ${plural(times, 'message', 'messages')} published.`;
      },
      onConnected: publishAll,
      onSignal: (exitCode) => {
        stopping.abort();
        return new ScriptEnd(exitCode);
      },
    },
    values,
    host,
  );
};
