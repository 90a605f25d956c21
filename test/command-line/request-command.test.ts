import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IPublishPacket } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { main } from '../../source/command-line/main.ts';
import { type FakeClient, startFakeBroker } from '../support/fake-broker.ts';
import { fakeHost } from '../support/fake-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Run = { readonly exitCode: number; readonly out: string; readonly err: string };

const request = async (
  { port }: { readonly port: number },
  args: readonly string[],
  input?: string,
): Promise<Run> => {
  const address = ['-h', '127.0.0.1', '-p', `${port}`];
  const { host, out, err } = fakeHost({ argv: ['request', ...address, '-W', '20', ...args] });
  if (input !== undefined) host.stdin.push(input);
  host.stdin.push(null);
  const exitCode = await main(host);
  return { exitCode, out: out(), err: err() };
};

const respond = (
  { properties = {} }: IPublishPacket,
  { send }: FakeClient,
  more: Partial<IPublishPacket> = {},
): void => {
  const { responseTopic = 'r', correlationData } = properties;
  send({
    cmd: 'publish',
    topic: responseTopic,
    payload: 'yes',
    qos: 0,
    dup: false,
    retain: false,
    ...(correlationData === undefined ? {} : { properties: { correlationData } }),
    ...more,
  });
};

describe('mqtt-tui request', () => {
  it('makes up a response topic and correlation data', async () => {
    const broker = await startFakeBroker({ publish: (packet, client) => respond(packet, client) });
    for (let run = 0; run < 2; run += 1)
      expect(await request(broker, ['-t', 'a', '-m', 'x'])).toEqual({
        exitCode: 0,
        out: 'yes\n',
        err: '',
      });
    const requests = broker.packets.filter((packet) => packet.cmd === 'publish');
    const topics = requests.map(({ properties }) => properties?.responseTopic);
    const subscribed = broker.packets.flatMap((packet) =>
      packet.cmd === 'subscribe' ? packet.subscriptions.map(({ topic }) => topic) : [],
    );
    expect(subscribed).toEqual(topics);
    expect(new Set(topics).size).toBe(2);
    for (const topic of topics) expect(topic).toMatch(/^mqtt-tui\/reply\/[0-9a-f]{16}$/);
    for (const { properties } of requests) expect(properties?.correlationData).toHaveLength(8);
  });

  it('sends what it is told to, after the subscription is granted', async () => {
    const broker = await startFakeBroker({ publish: (packet, client) => respond(packet, client) });
    const properties = [
      '--correlation-data',
      'c d',
      '--user-property',
      'k=v',
      '--content-type',
      'text/plain',
      '--expiry',
      '7',
      '--utf8',
    ];
    const args = ['-t', 'a/b', '-e', 'r/s', '-q', '1', '-n', '-v', ...properties];
    expect((await request(broker, args)).out).toBe('r/s yes\n');
    const [subscribe, publish] = broker.packets.filter(({ cmd }) =>
      ['subscribe', 'publish'].includes(cmd),
    );
    expect(subscribe).toMatchObject({ subscriptions: [{ topic: 'r/s', qos: 1 }] });
    expect(publish).toMatchObject({
      topic: 'a/b',
      payload: Buffer.alloc(0),
      qos: 1,
      retain: false,
      properties: {
        responseTopic: 'r/s',
        correlationData: Buffer.from('c d'),
        userProperty: { name: 'k', value: 'v' },
        contentType: 'text/plain',
        messageExpiryInterval: 7,
        payloadFormatIndicator: true,
      },
    });
  });

  it('sends no correlation data of its own with a response topic that is given, as mosquitto_rr', async () => {
    const broker = await startFakeBroker({ publish: (packet, client) => respond(packet, client) });
    expect((await request(broker, ['-t', 'a', '-e', 'r', '-m', 'x'])).exitCode).toBe(0);
    const { properties } = await broker.received('publish');
    expect(properties).toEqual({ responseTopic: 'r' });
  });

  it.each([
    ['-s', []],
    ['-f', ['FILE']],
  ])('reads the request with %s', async (flag, more) => {
    const broker = await startFakeBroker({ publish: (packet, client) => respond(packet, client) });
    const file = join(temporaryFolder(), 'request');
    writeFileSync(file, 'one\ntwo\0');
    const args = ['-t', 'a', flag, ...more.map(() => file)];
    expect((await request(broker, args, 'one\ntwo\0')).exitCode).toBe(0);
    expect((await broker.received('publish')).payload).toEqual(Buffer.from('one\ntwo\0'));
  });

  it('leaves out responses to others, and what is retained if told to', async () => {
    const broker = await startFakeBroker({
      publish: (packet, client) => {
        const correlationData = Buffer.from('other');
        respond(packet, client, { payload: 'no', properties: { correlationData } });
        respond(packet, client, { payload: 'old', retain: true });
        respond(packet, client);
        respond(packet, client, { payload: 'second' });
      },
    });
    const mine = ['-t', 'a', '-m', 'x', '-e', 'r', '--correlation-data', 'mine'];
    expect((await request(broker, [...mine, '-R'])).out).toBe('yes\n');
    expect((await request(broker, mine)).out).toBe('old\n');
    // A response without correlation data cannot be told from others.
    const plain = await startFakeBroker({
      publish: (packet, client) => respond({ ...packet, properties: {} }, client),
    });
    expect((await request(plain, mine)).out).toBe('yes\n');
  });

  it('says how far it has come when the time is over', async () => {
    const broker = await startFakeBroker({
      publish: (packet, client) =>
        respond(packet, client, { properties: { correlationData: Buffer.from('other') } }),
    });
    const args = ['-t', 'a', '-m', 'x', '-e', 'r', '--correlation-data', 'mine', '-W', '0.3'];
    const { port } = broker;
    const { host, err } = fakeHost({
      argv: ['request', '-h', '127.0.0.1', '-p', `${port}`, ...args],
    });
    expect(await main(host)).toBe(27);
    expect(err()).toBe(
      'mqtt-tui: Timed out. The request was published, and nothing came on r. 1 message there had other correlation data.\n',
    );
  });

  it('ends when the connection is lost, and says whether it has asked', async () => {
    const after = await startFakeBroker({ publish: (_, { socket }) => socket.end() });
    expect(await request(after, ['-t', 'a', '-m', 'x', '-e', 'r'])).toMatchObject({
      exitCode: 1,
      err: expect.stringMatching(
        /was lost\. The request was published, and nothing came on r\.\n$/,
      ),
    });
    const before = await startFakeBroker({ subscribe: (_, { socket }) => socket.end() });
    expect((await request(before, ['-t', 'a', '-m', 'x'])).err).toMatch(
      /was lost\. Nothing was published\.\n$/,
    );
  });

  it('says what the broker refuses', async () => {
    const noTopic = await startFakeBroker({
      subscribe: ({ messageId }, { send }) =>
        send({ cmd: 'suback', messageId: messageId as number, granted: [0x87] }),
    });
    expect(await request(noTopic, ['-t', 'a', '-m', 'x'])).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('The broker refused the response topic: '),
    });
    const noRequest = await startFakeBroker({
      publish: ({ messageId }, { send }) =>
        send({ cmd: 'puback', messageId: messageId as number, reasonCode: 0x87 }),
    });
    expect(await request(noRequest, ['-t', 'a', '-m', 'x', '-q', '1'])).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('The broker refused the request: '),
    });
  });

  it('before MQTT 5 needs the topic of the response, and sends no properties', async () => {
    const broker = await startFakeBroker({ publish: (packet, client) => respond(packet, client) });
    const args = ['-t', 'a', '-m', 'x', '-V', '3.1.1'];
    expect((await request(broker, [...args, '-e', 'r'])).out).toBe('yes\n');
    expect((await broker.received('publish')).properties).toBeUndefined();
    expect(await request(broker, args)).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('say with --response-topic which one that is.'),
    });
    const older = await startFakeBroker({
      connect: (packet, { send, agree }) =>
        packet.protocolVersion === 5
          ? send({ cmd: 'connack', sessionPresent: false, returnCode: 1, reasonCode: 0x84 })
          : agree(packet),
    });
    expect(await request(older, ['-t', 'a', '-m', 'x'])).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('Before MQTT 5 a request cannot name'),
    });
    expect(
      await request(older, ['-t', 'a', '-m', 'x', '-e', 'r', '--user-property', 'a=b']),
    ).toMatchObject({ exitCode: 1, err: expect.stringContaining('does not speak MQTT 5') });
  });

  it.each([
    [['-m', 'x'], 'Request on which topic? Use --topic TOPIC.'],
    [['-t', 'a/+', '-m', 'x'], 'wildcard'],
    [['-t', 'a'], 'Request what? Use one of --message, --file, --stdin and --null.'],
    [['-t', 'a', '-m', 'x', '-n'], 'Use only one of --message and --null.'],
    [['-t', 'a', '-m', 'x', '-e', 'r/#'], '--response-topic:'],
    [['-t', 'a', '-m', 'x', '-V', '3.1.1', '-e', 'r', '--utf8'], 'need MQTT 5'],
    [['-t', 'a', '-m', 'x', '-l'], '--lines is not a flag of mqtt-tui request.'],
  ])('is wrong with %j', async (args, sentence) => {
    const { host, out, err } = fakeHost({ argv: ['request', ...args] });
    expect(await main(host)).toBe(2);
    expect(err()).toMatch(/^mqtt-tui: [^\n]+\n$/);
    expect(err()).toContain(sentence);
    expect(out()).toBe('');
  });
});
