import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HistoryOptions } from '../../source/history/history.ts';
import { listener } from '../support/connections.ts';
import { type FakeBroker, startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { deliveries, openSession, type TestSession } from '../support/sessions.ts';
import { startProxy } from '../support/proxy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const will = { topic: 'gone', payload: 'x', qos: 0, retain: false } as const;

/** The topics of what clients have had a broker publish, by wills too. */
const published = (broker: FakeBroker): string[] => [
  ...broker.packets.flatMap((packet) => (packet.cmd === 'publish' ? [packet.topic] : [])),
  ...broker.connects().flatMap((connect) => connect.will?.topic ?? []),
];

const isReading = ({ session, until }: TestSession): Promise<unknown> =>
  until('the session to read', () => {
    const filters = [...(session.monitor?.subscriptions.values() ?? [])];
    return (
      session.status.state === 'connected' && filters.every(({ state }) => state === 'granted')
    );
  });

const historyIn = (folder: string, process: number): HistoryOptions => ({
  file: join(folder, 'history.db'),
  broker: 'b:1883',
  retention: { days: 365, bytes: 1e9 },
  owner: { name: `start ${process}`, process, isRunning: () => false },
});

describe('a read-only session', () => {
  it('connects without a name, and nothing leaves it, whatever it is asked for', async () => {
    const broker = await startFakeBroker();
    const alice = openSession({
      port: broker.port,
      isReadOnly: true,
      rooms: ['chat'],
      filters: ['#'],
      greeting: 'Hi',
      will,
    });
    const { session } = alice;
    await isReading(alice);
    await broker.received('subscribe', ({ subscriptions }) =>
      subscriptions.some(({ topic }) => topic === 'chat'),
    );
    session.setNick('alice');
    session.chat?.setAway('gone');
    const sentence = 'Read-only: nothing is published, cleared or said.';
    expect(session.chat?.send('chat', 'hello')).toBe(sentence);
    await expect(session.publish('a', 'x', { qos: 0, retain: false })).rejects.toThrow(sentence);
    await expect(
      session.chat?.connection.publish('a', 'x', { qos: 1, retain: true }),
    ).rejects.toThrow(sentence);
    session.findRetained(['#']);
    await alice.until('the cleanup to be found', () => session.cleaning?.state === 'found');
    await session.cleaning?.clear();
    session.chat?.join('ops');
    session.chat?.part('chat');
    await session.close();
    await broker.deserted();
    expect(published(broker)).toEqual([]);
  });

  it('keeps what an earlier run could not send for a later one', async () => {
    const folder = temporaryFolder();
    const offline = openSession({
      port: 1,
      nick: 'alice',
      rooms: ['chat'],
      history: historyIn(folder, 1),
    });
    await offline.session.chat?.history?.open();
    offline.session.chat?.send('chat', 'later');
    await offline.session.close();

    const broker = await startFakeBroker();
    const reader = openSession({
      port: broker.port,
      isReadOnly: true,
      nick: 'alice',
      rooms: ['chat'],
      history: historyIn(folder, 2),
    });
    await reader.session.chat?.history?.open();
    await isReading(reader);
    await reader.untilSaid('later');
    await broker.received('subscribe');
    expect(deliveries(reader.room())).toEqual(['waiting']);
    await reader.session.close();
    expect(published(broker)).toEqual([]);

    const writer = openSession({
      port: broker.port,
      nick: 'alice',
      rooms: ['chat'],
      history: historyIn(folder, 3),
    });
    await writer.session.chat?.history?.open();
    const sent = await broker.received('publish', ({ topic }) => topic === 'chat');
    expect(sent.payload.toString()).toContain('"later"');
  });
});

describeWith(mosquittoMissing, 'a read-only session beside others on Mosquitto', () => {
  it('reads what they say and who they are, and they hear nothing of it, not even a question', async () => {
    const broker = await forThisTest(startMosquitto());
    const ear = await listener({ port: broker.port }, '#');
    const proxy = await startProxy(broker.port);
    const bob = openSession({ port: broker.port, nick: 'bob', rooms: ['chat'] });
    await bob.ready();
    const reader = openSession({
      port: proxy.port,
      isReadOnly: true,
      nick: 'alice',
      rooms: ['chat'],
      filters: ['#'],
      greeting: 'Hi',
    });
    await isReading(reader);
    await reader.until('bob to be there', () => reader.room().people.count === 1);
    bob.session.chat?.send('chat', 'one');
    await reader.untilSaid('one');
    // After a break one who may speak asks for what is missing.
    proxy.cut();
    await reader.until('the loss', () => reader.session.status.state !== 'connected');
    await isReading(reader);
    bob.session.chat?.send('chat', 'two');
    await reader.untilSaid('two');
    await reader.session.close();
    bob.session.chat?.send('chat', 'three');
    await ear.untilMessage(({ payload }) => payload.toString().includes('"three"'));
    const from = ear.messages.map(({ topic, payload }) => `${topic} ${payload.toString()}`);
    expect(from.filter((text) => text.includes(reader.clientId) || text.includes('alice'))).toEqual(
      [],
    );
    expect(from.some((text) => text.includes(bob.clientId))).toBe(true);
  });
});
