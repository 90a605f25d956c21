import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type FramePart, frameParts } from '../../source/session/frame-parts.ts';
import { prepareFrame } from '../../source/session/prepare-frame.ts';
import { MqttSession } from '../../source/session/session.ts';
import { shownTopic } from '../../source/ui/topics/shown-topic.ts';
import type { DayNews, DayOrder } from './day.ts';
import { median } from './statistics.ts';

/** Lives through a day in simulated time, and sends what it measured in some of its hours to the parent. */

const start = Date.UTC(2026, 10, 30);
let now = start;
Date.now = () => now;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Names with identifiers in them, as requests, cameras and jobs make them. */
const freshTopic = (count: number): string => {
  const hex = createHash('md5').update(String(count)).digest('hex');
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  const kind = count % 3;
  if (kind === 0) return `requests/${uuid}/reply`;
  if (kind === 1)
    return `cameras/${count % 8}/events/${(now / 1000).toFixed(6)}-${hex.slice(0, 6)}`;
  return `churn/${uuid}`;
};

const steadyTopic = (count: number): string => `site/${count % 20}/sensor-${count}`;

const rowsOnScreen = 40;
const parts: ReadonlySet<FramePart> = new Set(frameParts);
const limits = { history: 100, payload: 1024 ** 2, memory: 256 * 1024 ** 2, topics: 200_000 };

const day = async ({ hours, perSecond, steady, retained, newest }: DayOrder): Promise<void> => {
  const session = new MqttSession({
    server: () => Promise.reject(new Error('nobody connects')),
    waitForCredentials: true,
    credentials: {},
    keepAlive: 60,
    mostFrames: 10,
    protocolVersion: 'auto',
    clientId: 'day',
    isTransient: true,
    monitor: { filters: ['#'], qos: 0, limits },
  });
  const { monitor } = session;
  if (monitor === undefined) throw new Error('there is no monitor');
  const take = (topic: string, text: string, retain = false): void =>
    monitor.replay({ topic, payload: Buffer.from(text), qos: 0, retain, receivedAt: now }, true);
  const { tree } = monitor;
  for (let count = 0; count < retained; count += 1) take(`kept/${count}`, 'ON', true);
  for (let count = 0; count < steady; count += 1) take(steadyTopic(count), '20.5');
  take(freshTopic(0), '{}');
  for (const topic of ['churn', 'site', 'kept']) {
    const node = tree.find(topic);
    if (node !== undefined) tree.view.branches.setOpen(node, true);
  }
  const shownIn = { now, width: 60, payloadLine: () => '20.5' };

  /** Prepares a frame, and asks for the rows as the tree on the screen does; ms. */
  const frame = (): number => {
    const began = performance.now();
    prepareFrame(session, parts, { wall: now, monotonic: began });
    for (const from of [0, Math.floor(tree.view.rowCount / 2)])
      for (const node of tree.view.rows(from, rowsOnScreen))
        shownTopic(node, monitor, { ...shownIn, now });
    return performance.now() - began;
  };

  let fresh = 1;
  let recent: string[] = [];
  let took = 0;
  for (let second = 1; second <= Math.max(...hours) * 3600; second += 1) {
    const began = performance.now();
    for (let count = 0; count < perSecond; count += 1, fresh += 1) {
      now = start + second * 1000 + count;
      const topic = freshTopic(fresh);
      recent.push(topic);
      take(topic, '{"state":"done","ms":12}');
    }
    for (let count = second % 10; count < steady; count += 10)
      take(steadyTopic(count), String(20 + (second % 7)));
    took += performance.now() - began;
    if (recent.length > 2 * newest) recent = recent.slice(-newest);
    frame();
    if (second % 60 === 0) await setImmediate();
    const hour = second / 3600;
    if (!hours.includes(hour)) continue;
    const frames = Array.from({ length: 400 }, () => {
      now += 1;
      return frame();
    });
    while (tree.view.isBusy || monitor.devices.isBusy) await setImmediate();
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const news: DayNews = {
      is: 'hour',
      hour,
      messages: monitor.received,
      topics: tree.topics,
      gaveWay: tree.gaveWay.topics,
      notStored: tree.notStored,
      missing: recent.slice(-newest).filter((topic) => tree.find(topic) === undefined).length,
      retainedMissing: Array.from({ length: retained }, (_, count) => `kept/${count}`).filter(
        (topic) => tree.find(topic)?.isRetained !== true,
      ).length,
      heap: heapUsed,
      buffers: arrayBuffers,
      frame: median(frames),
      perMessage: (took / monitor.received) * 1000,
    };
    process.send?.(news);
  }
  await session.close();
  process.disconnect?.();
};

process.once('message', (order: DayOrder) => void day(order));
