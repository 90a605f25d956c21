import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyForm, type PublishForm } from '../../../source/session/publish/publish-form.ts';
import { connected, listener, textsOn, type WatchedConnection } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import {
  mosquittoMissing,
  startMosquitto,
  type MosquittoOptions,
} from '../../support/mosquitto.ts';
import { describeWith } from '../../support/needs.ts';
import { openSession, type TestSession, type TestSessionOptions } from '../../support/sessions.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const form = (topic: string, members: Partial<PublishForm> = {}): PublishForm => ({
  ...emptyForm(topic),
  ...members,
});

type Place = { readonly port: number; readonly alice: TestSession };

const start = async (
  broker: MosquittoOptions = {},
  options: Partial<TestSessionOptions> = {},
): Promise<Place & { readonly broker: Awaited<ReturnType<typeof startMosquitto>> }> => {
  const started = await forThisTest(startMosquitto(broker));
  const alice = openSession({
    port: started.port,
    rooms: ['chat'],
    filters: ['#'],
    nick: 'alice',
    ...options,
  });
  await alice.ready();
  return { port: started.port, alice, broker: started };
};

const outcome = ({ session, until }: TestSession): Promise<string> =>
  until('the outcome', () => {
    const { outcome: found } = session.publisher;
    return found !== undefined && found.state !== 'sending' && `${found.state}: ${found.text}`;
  });

/** Somebody who answers on the response topic of every request. */
const responder = async (
  port: number,
  answer: (
    connection: WatchedConnection['connection'],
    request: WatchedConnection['messages'][number],
  ) => void,
): Promise<void> => {
  const one = await listener({ port }, 'cmd');
  void one.untilMessage((request) => {
    if (request.properties?.responseTopic === undefined) return false;
    answer(one.connection, request);
    return true;
  });
};

describeWith(mosquittoMissing, 'publishing on Mosquitto', () => {
  it('sends bytes, QoS, RETAIN and every property of MQTT 5 exactly', async () => {
    const { port, alice } = await start();
    const ear = await listener({ port }, 'site/#');
    const problem = await alice.session.publisher.send(
      form('site/灯', {
        payload: '你好\n',
        qos: 1,
        retain: true,
        contentType: 'text/plain',
        responseTopic: 're/ply',
        correlationData: '0x00ff',
        expiry: '3600',
        userProperties: 'unit=a\nx\\=y=值\nunit=b',
        isUtf8: true,
      }),
    );
    expect(problem).toBeUndefined();
    const message = await ear.untilMessage(() => true);
    expect(message).toMatchObject({ topic: 'site/灯', qos: 1, retain: true });
    expect(String(message.payload)).toBe('你好\n');
    expect({ ...message.properties }).toMatchObject({
      contentType: 'text/plain',
      responseTopic: 're/ply',
      correlationData: Buffer.from([0, 255]),
      payloadFormatIndicator: true,
    });
    expect(message.properties?.messageExpiryInterval).toBeGreaterThan(3590);
    expect(message.properties?.userProperties).toEqual([
      ['unit', 'a'],
      ['x=y', '值'],
      ['unit', 'b'],
    ]);
    expect(await outcome(alice)).toBe(
      'done: Published to site/灯, 7 B, QoS 1, retained: acknowledged.',
    );
  });

  it('sends a file byte by byte', async () => {
    const folder = temporaryFolder();
    const bytes = Buffer.from([0, 255, 13, 10, 0]);
    writeFileSync(join(folder, 'x.bin'), bytes);
    const { port, alice } = await start({}, { publishing: { templates: undefined, home: folder } });
    const ear = await listener({ port }, 'site/#');
    await alice.session.publisher.send(form('site/x', { format: 'file', path: '~/x.bin' }));
    expect((await ear.untilMessage(() => true)).payload).toEqual(bytes);
    const send = (path: string): Promise<unknown> =>
      alice.session.publisher.send(form('site/x', { format: 'file', path }));
    expect(await send(join(folder, 'none'))).toEqual({
      member: 'path',
      problem: expect.stringContaining('there is no such file'),
    });
    expect(await send(folder)).toMatchObject({
      problem: expect.stringContaining('it is not a file'),
    });
  });

  it('tells a refusal in words', async () => {
    const { alice } = await start({
      acl: 'topic readwrite chat/#\ntopic readwrite chat\ntopic read #\n',
    });
    await alice.session.publisher.send(form('secret', { qos: 1 }));
    expect(await outcome(alice)).toBe('failed: Not published to secret: not authorized (135)');
  });

  it('keeps what is no chat message out of a room', async () => {
    const { alice } = await start();
    await alice.session.publisher.send(form('chat', { payload: '21.5' }));
    expect(await outcome(alice)).toMatch('failed: Not published to chat: chat is a room');
    await alice.session.publisher.send(form('chat', { payload: '21.5', every: '0.1' }));
    await alice.until('the end of it', () => alice.session.publisher.repeats.count === 0);
    expect(alice.session.publisher.outcome?.text).toMatch(
      'chat is no longer repeated: chat is a room',
    );
  });

  it('leaves the properties out before MQTT 5, and says so', async () => {
    const { port, alice } = await start({}, { protocolVersion: 4 });
    const ear = await listener({ port }, 'a');
    await alice.session.publisher.send(
      form('a', { payload: 'x', qos: 1, contentType: 'text/plain' }),
    );
    expect((await ear.untilMessage(() => true)).properties?.contentType).toBeUndefined();
    expect(await outcome(alice)).toMatch('acknowledged. The properties, which need MQTT 5');
  });
});

describeWith(mosquittoMissing, 'a request on Mosquitto', () => {
  it('gets its answers on a topic of its own, and no others', async () => {
    const { port, alice } = await start();
    await responder(port, (connection, { properties }) => {
      const { responseTopic = '', correlationData } = properties ?? {};
      const answer = (text: string, data?: Uint8Array): Promise<void> =>
        connection.publish(responseTopic, text, {
          qos: 1,
          retain: false,
          ...(data === undefined ? {} : { properties: { correlationData: data } }),
        });
      void answer('one', correlationData)
        .then(() => answer('stranger', Buffer.from('?')))
        .then(() => answer('two', correlationData))
        .then(() => answer('bare'));
    });
    await alice.session.publisher.send(form('cmd', { payload: 'how?', answerWithin: 10 }));
    const { exchange } = alice.session.publisher;
    await alice.until('three answers', () => exchange?.answers.length === 3);
    expect(
      exchange?.answers.map(({ message, isUncertain }) => [String(message.payload), isUncertain]),
    ).toEqual([
      ['one', false],
      ['two', false],
      ['bare', true],
    ]);
    expect(exchange?.others).toBe(1);
    expect(exchange?.answers[0]?.took).toBeGreaterThanOrEqual(0);
    expect(exchange?.responseTopic).toBe(`mqtt-tui/reply/${alice.clientId}/1`);
    expect(exchange?.request.properties?.correlationData).toHaveLength(8);
    alice.session.publisher.stop();
    expect(exchange?.state).toBe('over');
  });

  it('tells when nobody answers in time, and does not take what is retained for an answer', async () => {
    const { port, alice } = await start();
    const other = await connected({ port });
    await other.connection.publish('re', 'old', { qos: 1, retain: true });
    await alice.session.publisher.send(form('cmd', { answerWithin: 10, responseTopic: 're' }));
    const { exchange } = alice.session.publisher;
    await alice.until('the request', () => exchange?.state === 'waiting');
    await alice.until('the end', () => exchange?.state === 'over', 15_000);
    expect(exchange?.answers).toEqual([]);
  });

  it('says that it may not listen', async () => {
    const { alice } = await start({}, { filters: ['site/#'] });
    await alice.session.publisher.send(form('cmd', { answerWithin: 10, responseTopic: '$share' }));
    const { exchange } = alice.session.publisher;
    await alice.until('the failure', () => exchange?.state === 'failed');
    expect(exchange?.problem).toMatch('could not be subscribed to');
  });

  it('needs a response topic before MQTT 5, on which it listens', async () => {
    const { port, alice } = await start({}, { protocolVersion: 4 });
    expect(await alice.session.publisher.send(form('cmd', { answerWithin: 10 }))).toMatchObject({
      member: 'responseTopic',
    });
    const ear = await listener({ port }, 'cmd');
    await alice.session.publisher.send(form('cmd', { answerWithin: 10, responseTopic: 're' }));
    await ear.untilMessage(() => true);
    await ear.connection.publish('re', 'yes', { qos: 1, retain: false });
    await alice.until('the answer', () => alice.session.publisher.exchange?.answers.length === 1);
    expect(String(alice.session.publisher.exchange?.answers[0]?.message.payload)).toBe('yes');
  });
});

describeWith(mosquittoMissing, 'placeholders on Mosquitto', () => {
  it('are filled in at every sending, counting up until something else is published', async () => {
    const { port, alice } = await start();
    const ear = await listener({ port }, 'a/#');
    const { publisher } = alice.session;
    const counted = form('a/b', { payload: 'n={{n}}, {{random 4 4}}', qos: 1 });
    const dated = form('a/c', { payload: '{{n}} {{now}} {{ n }}', qos: 1 });
    for (const each of [counted, counted, dated, counted]) await publisher.send(each);
    await ear.untilMessage(() => ear.messages.length === 4);
    expect(textsOn(ear, 'a/b')).toEqual(['n=1, 4', 'n=2, 4', 'n=1, 4']);
    expect(textsOn(ear, 'a/c')[0]).toMatch(/^1 \d{4}-\d\d-\d\dT[\d:.]+Z \{\{ n \}\}$/);
  });

  it('are filled in where an answer is expected, and not in other formats', async () => {
    const { port, alice } = await start();
    const ear = await listener({ port }, 'a/#');
    const { publisher } = alice.session;
    await publisher.send(form('a/b', { payload: 'ask {{n}}', answerWithin: 10 }));
    await ear.untilMessage(() => true);
    await publisher.send(form('a/b', { payload: '7b7b6e7d7d', format: 'hex' }));
    await ear.untilMessage(() => ear.messages.length === 2);
    expect(textsOn(ear, 'a/b')).toEqual(['ask 1', '{{n}}']);
  });
});

describeWith(mosquittoMissing, 'a message that is repeated on Mosquitto', () => {
  it('goes out again and again with its placeholders, until it is stopped', async () => {
    const { port, alice } = await start();
    const ear = await listener({ port }, 'beat');
    await alice.session.publisher.send(form('beat', { payload: 'n={{n}}', every: '0.1' }));
    await ear.untilMessage(({ payload }) => String(payload) === 'n=3');
    expect(textsOn(ear, 'beat').slice(0, 3)).toEqual(['n=1', 'n=2', 'n=3']);
    const { repeats } = alice.session.publisher;
    expect(repeats.stop(repeats.list[0]?.id ?? 0)).toBe(true);
    expect(repeats.count).toBe(0);
    // What went out before the stop has come by then.
    await alice.session.publish('beat', 'end', { qos: 1, retain: false });
    await ear.untilMessage(({ payload }) => String(payload) === 'end');
    const heard = textsOn(ear, 'beat').length;
    await alice.session.publish('beat', 'after', { qos: 1, retain: false });
    await ear.untilMessage(({ payload }) => String(payload) === 'after');
    expect(textsOn(ear, 'beat')).toHaveLength(heard + 1);
  });

  it('leaves out what cannot go while there is no connection, and goes on', async () => {
    const { port, alice, broker } = await start();
    await alice.session.publisher.send(form('beat', { payload: 'n={{n}}', qos: 1, every: '0.1' }));
    const [repeat] = alice.session.publisher.repeats.list;
    await alice.until('some', () => (repeat?.sent ?? 0) >= 2);
    await broker.down();
    await alice.until('some left out', () => (repeat?.missed ?? 0) >= 3);
    const before = repeat?.sent ?? 0;
    await broker.up();
    await alice.until('more', () => (repeat?.sent ?? 0) > before, 20_000);
    const ear = await listener({ port }, 'beat');
    const next = await ear.untilMessage(() => true);
    // Nothing has piled up: the count has gone on by those that went out alone.
    expect(Number(/\d+/.exec(String(next.payload))?.[0])).toBeLessThanOrEqual(
      (repeat?.sent ?? 0) + 2,
    );
  });

  it('is one of twenty at most', async () => {
    const { alice } = await start();
    for (let number = 0; number < 20; number += 1)
      expect(await alice.session.publisher.send(form('beat', { every: '60' }))).toBeUndefined();
    expect(await alice.session.publisher.send(form('beat', { every: '60' }))).toMatchObject({
      member: 'every',
      problem: expect.stringContaining('20 messages are already being repeated'),
    });
    expect(alice.session.publisher.repeats.stopAll()).toBe(20);
  });
});

describe('a form that asks for two things at once', () => {
  it('is refused', async () => {
    const { publisher } = openSession({ port: 1, filters: ['#'] }).session;
    expect(await publisher.send(form('a', { every: '1', answerWithin: 10 }))).toMatchObject({
      member: 'answerWithin',
    });
  });
});
