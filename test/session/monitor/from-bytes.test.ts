import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { MonitorSession } from '../../../source/session/monitor/monitor-session.ts';
import { type FakeClient, startFakeBroker } from '../../support/fake-broker.ts';
import { openSession, type TestSession } from '../../support/sessions.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Watching = {
  readonly watcher: TestSession;
  readonly monitor: MonitorSession;
  readonly send: (topic: string, payload: string, retain?: boolean) => void;
  /** Sends a message and waits until it is received. */
  readonly arrives: (topic: string, payload: string, retain?: boolean) => Promise<void>;
  /** How many messages were recorded from the bytes. */
  readonly fromBytes: () => number;
};

/** A monitor that has had a message on the topic `known` and on one of the broker's. */
const watching = async (): Promise<Watching> => {
  const broker = await startFakeBroker();
  const watcher = openSession({ port: broker.port, filters: ['#'] });
  await watcher.ready();
  const { monitor } = watcher.session;
  if (monitor === undefined) throw new Error('there is no monitor');
  const { mock } = vi.spyOn(monitor.tree, 'recordFrame');
  const [client] = [...broker.clients] as [FakeClient];
  const send = (topic: string, payload: string, retain = false): void =>
    client.send({ cmd: 'publish', topic, payload, qos: 0, retain, dup: false });
  const arrives = async (topic: string, payload: string, retain = false): Promise<void> => {
    const before = monitor.received;
    send(topic, payload, retain);
    await watcher.until(`the message ${payload}`, () => monitor.received > before);
  };
  await arrives('known', 'first');
  await arrives('$SYS/broker/version', 'mosquitto version 2.0.11');
  expect(mock.calls).toHaveLength(0);
  return { watcher, monitor, send, arrives, fromBytes: () => mock.calls.length };
};

it('messages of known topics are recorded from the bytes', async () => {
  const { monitor, arrives, fromBytes } = await watching();
  await arrives('known', 'second');
  await arrives('known', '');
  await arrives('known', 'fourth');
  expect(fromBytes()).toBe(3);
  expect(monitor.received).toBe(5);
  expect(monitor.tree.find('known')).toMatchObject({ messages: 4, isRetained: false });
  expect(monitor.last('known')).toMatchObject({ payload: Buffer.from('fourth'), qos: 0 });
  await arrives('known/new', 'x');
  expect(fromBytes()).toBe(3);
});

it('watches see them whole', async () => {
  const { monitor, arrives, fromBytes } = await watching();
  const seen: string[] = [];
  monitor.onMessage = ({ topic, payload }) => seen.push(`${topic} ${String(payload)}`);
  await arrives('known', 'second');
  expect(seen).toEqual(['known second']);
  expect(fromBytes()).toBe(0);
  monitor.onMessage = undefined;
  await arrives('known', 'third');
  expect(fromBytes()).toBe(1);
});

it('what is charted learns of them', async () => {
  const { monitor, arrives, fromBytes } = await watching();
  const seen: string[] = [];
  monitor.onRecorded = ({ topic }) => seen.push(topic);
  await arrives('known', '2');
  expect(seen).toEqual(['known']);
  expect(fromBytes()).toBe(1);
});

it('they count for each of several filters', async () => {
  const { watcher, monitor, arrives, fromBytes } = await watching();
  monitor.subscribe('known', 0);
  await watcher.ready();
  await arrives('known', 'second');
  const counts = [...monitor.subscriptions.values()].map((each) =>
    monitor.deliveries.messagesOf(each),
  );
  expect(counts).toEqual([3, 1]);
  expect(fromBytes()).toBe(0);
});

it('they are recorded into a file', async () => {
  const { watcher, arrives, fromBytes } = await watching();
  const { recordingControl } = watcher.session;
  await recordingControl.start({
    path: join(temporaryFolder(), 'recording'),
    mode: 'new',
    filters: [],
    retained: () => ({ length: 0, at: () => undefined }),
  });
  await arrives('known', 'second');
  expect(recordingControl.recorder?.messages).toBe(1);
  expect(fromBytes()).toBe(0);
  await recordingControl.stop();
});

it('the view of the broker takes its own, and keeps them out of the tree', async () => {
  const { watcher, monitor, send, fromBytes } = await watching();
  monitor.watchBroker(Date.now());
  send('$SYS/broker/version', 'mosquitto version 2.0.12');
  const version = () => monitor.broker?.status.nodes.get('')?.get('version')?.value;
  await watcher.until('the version', () => version() === 'mosquitto version 2.0.12');
  expect(monitor.received).toBe(2);
  expect(fromBytes()).toBe(0);
});

it('those with RETAIN are told from live ones', async () => {
  const { monitor, arrives, fromBytes } = await watching();
  await arrives('known', 'second', true);
  expect(monitor.tree.find('known')?.isRetained).toBe(true);
  await arrives('known', '', true);
  expect(monitor.tree.find('known')?.isRetained).toBe(false);
  expect(fromBytes()).toBe(0);
});
