import mqtt, { type IClientOptions } from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import { type Certificate, CertificateMaker, opensslMissing } from '../support/certificates.ts';
import { describeWith } from '../support/needs.ts';
import { until } from '../support/until.ts';
import { lastPayload } from './load.ts';
import { startLoadServer } from './load-source.ts';

/** More than is written at once, and then some of it again. */
const topics = 3000;
const messages = 14_000;

type Received = {
  /** What the source says that it has sent, in turn: counted, and for some time. */
  readonly sent: readonly number[];
  readonly topics: readonly string[];
  readonly payloads: readonly string[];
};

const receive = async (version: 4 | 5, certificate?: Certificate): Promise<Received> => {
  const source = await startLoadServer(certificate);
  onTestFinished(source.close);
  const options: IClientOptions = {
    host: '127.0.0.1',
    port: source.port,
    protocolVersion: version,
    ...(certificate !== undefined && { protocol: 'mqtts', ca: certificate.pem }),
  };
  const client = await mqtt.connectAsync(options);
  onTestFinished(() => void client.end(true));
  const [receivedTopics, payloads]: [string[], string[]] = [[], []];
  client.on('message', (topic, payload) => {
    receivedTopics.push(topic);
    payloads.push(payload.toString());
  });
  await client.subscribeAsync('#');
  await until({
    what: 'the first message',
    find: () => payloads.length === 1,
    subscribe: (look) => {
      client.on('message', look);
      return () => client.off('message', look);
    },
    seen: () => payloads,
  });
  await source.shape({ topics, size: 64 });

  const counted = await source.send({ messages });
  const timed = await source.send({ time: 50 });
  return { sent: [counted.messages, timed.messages], topics: receivedTopics, payloads };
};

const topicOf = (at: number): string =>
  `load/${Math.floor((at % topics) / 1000)}/sensor-${(at % topics) % 1000}`;

const expectedTopics = [
  'load/0/sensor-0',
  ...Array.from({ length: messages - 1 }, (_, at) => topicOf(at)),
];

test.each([4, 5] as const)('the load server sends all of a load, version %i', async (version) => {
  const received = await receive(version);
  expect(received.sent[0]).toBe(messages);
  expect(received.topics.slice(0, messages)).toEqual(expectedTopics);
  expect(received.payloads[messages]).toBe(lastPayload);
});

test('the load server sends for some time', async () => {
  const { sent, payloads } = await receive(5);
  expect(sent[1]).toBeGreaterThan(1);
  expect(payloads).toHaveLength(1 + messages + sent[1]!);
  expect(payloads.at(-1)).toBe(lastPayload);
});

describeWith(opensslMissing, 'the load server over TLS', () => {
  test('sends all of a load', async () => {
    const certificates = new CertificateMaker();
    onTestFinished(() => certificates.close());
    const received = await receive(5, certificates.selfSigned('load', 'IP:127.0.0.1'));
    expect(received.topics.slice(0, messages)).toEqual(expectedTopics);
    expect(received.payloads[messages]).toBe(lastPayload);
  });
});
