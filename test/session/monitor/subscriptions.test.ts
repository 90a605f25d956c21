import { describe, expect, it } from 'vitest';
import { usualOptions } from '../../../source/model/subscription.ts';
import type { MonitorSession } from '../../../source/session/monitor/monitor-session.ts';
import { brokerKinds } from '../../support/brokers.ts';
import { connected } from '../../support/connections.ts';
import { startFakeBroker } from '../../support/fake-broker.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../../support/mosquitto.ts';
import { describeWith } from '../../support/needs.ts';
import { openSession, type TestSession } from '../../support/sessions.ts';

const quiet = { qos: 1, retain: false } as const;
const retained = { qos: 1, retain: true } as const;

const monitorOf = ({ session }: TestSession): MonitorSession => {
  if (session.monitor === undefined) throw new Error('there is no monitor');
  return session.monitor;
};

const untilState = (watcher: TestSession, filter: string, state: string): Promise<unknown> =>
  watcher.until(
    `${filter} to be ${state}`,
    () => monitorOf(watcher).subscriptions.get(filter)?.state === state,
  );

const untilKnown = (watcher: TestSession, topic: string): Promise<unknown> =>
  watcher.until(`the topic ${topic}`, () => monitorOf(watcher).last(topic) !== undefined);

/** How many messages have come for each filter. */
const counts = (watcher: TestSession): Record<string, number> => {
  const { subscriptions, deliveries } = monitorOf(watcher);
  return Object.fromEntries(
    Array.from(subscriptions.values(), (each) => [each.filter, deliveries.messagesOf(each)]),
  );
};

describe.each(brokerKinds)('subscriptions', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('are switched off and on without being forgotten', async () => {
      const { port } = await forThisTest(start());
      const watcher = openSession({ port, protocolVersion, filters: ['a/#', 'marker'] });
      await watcher.ready();
      const { connection } = await connected({ port, protocolVersion });
      const { watched } = monitorOf(watcher);
      watched.setOn('a/#', false);
      expect(monitorOf(watcher).subscriptions.get('a/#')).toMatchObject({ state: 'off' });
      await connection.publish('a/off', 'x', quiet);
      await connection.publish('marker', 'x', quiet);
      await untilKnown(watcher, 'marker');
      expect(monitorOf(watcher).last('a/off')).toBeUndefined();
      watched.setOn('a/#', true);
      await untilState(watcher, 'a/#', 'granted');
      await connection.publish('a/on', 'x', quiet);
      await untilKnown(watcher, 'a/on');
    });
  });
});

describeWith(mosquittoMissing, 'subscriptions on Mosquitto', () => {
  it('stay off when the connection comes back', async () => {
    const broker = await forThisTest(startMosquitto());
    const watcher = openSession({ port: broker.port, filters: ['a/#', 'b/#'] });
    await watcher.ready();
    monitorOf(watcher).watched.setOn('a/#', false);
    await broker.restart();
    await watcher.until('the loss', () => watcher.session.status.state !== 'connected');
    watcher.session.retryNow();
    await watcher.until('the connection', () => watcher.session.status.state === 'connected');
    await untilState(watcher, 'b/#', 'granted');
    expect(monitorOf(watcher).subscriptions.get('a/#')?.state).toBe('off');
  });

  it('take other options without losing their count or their place', async () => {
    const { port } = await forThisTest(startMosquitto());
    const watcher = openSession({ port, filters: ['a/#', 'b/#'] });
    await watcher.ready();
    const { connection } = await connected({ port });
    await connection.publish('a/1', 'x', quiet);
    await untilKnown(watcher, 'a/1');
    monitorOf(watcher).watched.change('a/#', 'a/#', { ...usualOptions, qos: 2 });
    await watcher.until(
      'QoS 2',
      () => monitorOf(watcher).subscriptions.get('a/#')?.grantedQos === 2,
    );
    expect(counts(watcher)).toEqual({ 'a/#': 1, 'b/#': 0 });
    monitorOf(watcher).watched.change('a/#', 'c/#', usualOptions);
    await untilState(watcher, 'c/#', 'granted');
    expect(counts(watcher)).toEqual({ 'c/#': 0, 'b/#': 0 });
    await connection.publish('a/2', 'x', quiet);
    await connection.publish('c/1', 'x', quiet);
    await untilKnown(watcher, 'c/1');
    expect(monitorOf(watcher).last('a/2')).toBeUndefined();
  });

  it('leave out what is published on the same connection with "no local"', async () => {
    const { port } = await forThisTest(startMosquitto());
    const watcher = openSession({ port, filters: ['marker'] });
    await watcher.ready();
    monitorOf(watcher).subscribe('own/#', 0, { noLocal: true });
    await untilState(watcher, 'own/#', 'granted');
    await watcher.session.publish('own/a', 'x', quiet);
    await watcher.session.publish('marker', 'x', quiet);
    await untilKnown(watcher, 'marker');
    expect(monitorOf(watcher).last('own/a')).toBeUndefined();
  });

  it('do without what is retained when they are told to', async () => {
    const { port } = await forThisTest(startMosquitto());
    const { connection } = await connected({ port });
    await connection.publish('kept/a', 'x', retained);
    const watcher = openSession({ port, filters: ['marker'] });
    await watcher.ready();
    monitorOf(watcher).subscribe('kept/#', 0, { retainHandling: 2 });
    await untilState(watcher, 'kept/#', 'granted');
    await connection.publish('kept/b', 'x', quiet);
    await untilKnown(watcher, 'kept/b');
    expect(monitorOf(watcher).last('kept/a')).toBeUndefined();
  });

  it.each([5, 4] as const)(
    'count what comes for each, however many there are, level %i',
    async (protocolVersion) => {
      const { port } = await forThisTest(startMosquitto());
      const watcher = openSession({ port, protocolVersion, filters: ['a/#'] });
      await watcher.ready();
      const { connection } = await connected({ port });
      for (const topic of ['a/1', 'a/2']) await connection.publish(topic, 'x', quiet);
      await untilKnown(watcher, 'a/2');
      expect(counts(watcher)).toEqual({ 'a/#': 2 });
      monitorOf(watcher).subscribe('a/b/#', 0);
      await untilState(watcher, 'a/b/#', 'granted');
      for (const topic of ['a/3', 'a/b/1', 'a/b/2']) await connection.publish(topic, 'x', quiet);
      await untilKnown(watcher, 'a/b/2');
      await watcher.until('the counts', () => counts(watcher)['a/#'] === 5);
      expect(counts(watcher)).toEqual({ 'a/#': 5, 'a/b/#': 2 });
      monitorOf(watcher).unsubscribe('a/b/#');
      await connection.publish('a/4', 'x', quiet);
      await untilKnown(watcher, 'a/4');
      expect(counts(watcher)).toEqual({ 'a/#': 6 });
      expect(monitorOf(watcher).received).toBe(6);
    },
  );

  it('tell that the broker delivers once for each of those that overlap', async () => {
    const { port } = await forThisTest(startMosquitto());
    const watcher = openSession({ port, filters: ['#', 'a/#'] });
    await watcher.ready();
    const { connection } = await connected({ port });
    await connection.publish('a/1', 'x', quiet);
    await watcher.until('the repeat', () => monitorOf(watcher).deliveries.repeats === 1);
    expect(monitorOf(watcher).deliveries.areSeparate).toBe(true);
    expect(monitorOf(watcher).received).toBe(1);
  });
});

describe('subscriptions on a broker that looks at them', () => {
  it('ask with all their options', async () => {
    const broker = await startFakeBroker();
    const watcher = openSession({ port: broker.port, filters: ['a'] });
    await watcher.ready();
    monitorOf(watcher).subscribe('b/#', 1, {
      noLocal: true,
      retainHandling: 2,
      retainAsPublished: false,
    });
    const asked = await broker.received(
      'subscribe',
      ({ subscriptions }) => subscriptions[0]?.topic === 'b/#',
    );
    expect(asked.subscriptions).toEqual([{ topic: 'b/#', qos: 1, nl: true, rap: false, rh: 2 }]);
    expect(asked.properties?.subscriptionIdentifier).toBe(2);
  });

  it('ask without them before MQTT 5', async () => {
    const broker = await startFakeBroker();
    const watcher = openSession({ port: broker.port, protocolVersion: 4, filters: ['a'] });
    await watcher.ready();
    monitorOf(watcher).subscribe('b/#', 1, { noLocal: true, retainHandling: 2 });
    const asked = await broker.received(
      'subscribe',
      ({ subscriptions }) => subscriptions[0]?.topic === 'b/#',
    );
    expect(asked.subscriptions[0]).toMatchObject({ topic: 'b/#', qos: 1 });
    expect(asked.properties).toBeUndefined();
  });

  it('know that a message came once for several', async () => {
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send }) => {
        agree(packet);
        const live = { qos: 0, retain: false, dup: false } as const;
        const properties = { subscriptionIdentifier: [1, 2] as unknown as number };
        if (packet.subscriptions[0]?.topic === 'a/#')
          send({ cmd: 'publish', topic: 'a/1', payload: 'x', ...live, properties });
      },
    });
    const watcher = openSession({ port: broker.port, filters: ['#', 'a/#'] });
    await untilKnown(watcher, 'a/1');
    expect(counts(watcher)).toEqual({ '#': 1, 'a/#': 1 });
    expect(monitorOf(watcher).deliveries).toMatchObject({ joined: 1, repeats: 0 });
  });

  it('pay no heed to an answer to what has been switched off since', async () => {
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send }) => {
        const messageId = packet.messageId ?? 0;
        if (packet.subscriptions[0]?.topic === 'slow') return;
        if (packet.subscriptions[0]?.topic === 'next')
          send({ cmd: 'suback', messageId: messageId - 1, granted: [135] });
        agree(packet);
      },
      unsubscribe: (packet, { agree }) => agree(packet),
    });
    const watcher = openSession({ port: broker.port, filters: ['a'] });
    await watcher.ready();
    const monitor = monitorOf(watcher);
    monitor.subscribe('slow', 0);
    await broker.received('subscribe', ({ subscriptions }) => subscriptions[0]?.topic === 'slow');
    monitor.subscribe('next', 0);
    monitor.watched.setOn('slow', false);
    await untilState(watcher, 'next', 'granted');
    expect(monitor.subscriptions.get('slow')).toMatchObject({ state: 'off' });
    expect(watcher.session.notice).toBeUndefined();
  });
});

describe('a filter that cannot be watched', () => {
  it('is told in one sentence', async () => {
    const broker = await startFakeBroker();
    const { watched } = monitorOf(openSession({ port: broker.port, filters: ['a', 'b'] }));
    expect(watched.problem('a/#/b', usualOptions)).toContain('must be the last level');
    expect(watched.problem('$share/g/a', { ...usualOptions, noLocal: true })).toContain('no local');
    expect(watched.problem('b', usualOptions, 'a')).toContain('watched already');
    expect(watched.problem('b', usualOptions)).toBeUndefined();
    expect(watched.problem('b', usualOptions, 'b')).toBeUndefined();
    for (let index = 0; index < 98; index += 1) watched.add(`t/${index}`, usualOptions);
    expect(watched.problem('one/more', usualOptions)).toContain('At most 100');
    expect(watched.problem('t/1', usualOptions)).toBeUndefined();
  });
});
