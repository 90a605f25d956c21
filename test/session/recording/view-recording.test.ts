import { describe, expect, it } from 'vitest';
import { RecordingIndex } from '../../../source/model/recording-index.ts';
import type { Recording } from '../../../source/session/recording/recording.ts';
import type { RecordingViewer } from '../../../source/session/recording/recording-viewer.ts';
import { viewRecording } from '../../../source/session/recording/view-recording.ts';
import { aMessage } from '../../support/messages.ts';
import { openSession } from '../../support/sessions.ts';

/** What a recording is given to show itself on, in a session without a connection. */
const shown = () => {
  const { session } = openSession({ port: 1, filters: ['#'] });
  const { monitor } = session;
  if (monitor === undefined) throw new Error('nothing is watched');
  const index = new RecordingIndex({ messages: 1000, topics: 10 });
  const viewers: RecordingViewer[] = [];
  const drawn: string[] = [];
  const told: string[] = [];
  viewRecording(
    { index, start: (given: RecordingViewer) => viewers.push(given) } as unknown as Recording,
    {
      monitor,
      clock: {
        changed: (...parts) => drawn.push(`changed ${parts.join(' ')}`),
        changedNow: (...parts) => drawn.push(`now ${parts.join(' ')}`),
      },
      notify: (text) => told.push(text),
    },
  );
  const [viewer] = viewers;
  if (viewer === undefined) throw new Error('it is not shown');
  return { monitor, viewer, index, drawn, told };
};

const nothing = (): undefined => undefined;

const parts = 'connection topics messages work';

describe('what shows a recording', () => {
  it('draws what changes with its time, and passes on what it is told', () => {
    const { monitor, viewer, drawn, told } = shown();
    expect(viewer.history).toBe(monitor.limits.history);
    viewer.onProgress();
    viewer.onChange();
    viewer.arrived(5000);
    viewer.notify('The file has changed.');
    expect(drawn).toEqual([`changed ${parts}`, `now ${parts}`, `now ${parts}`]);
    expect(told).toEqual(['The file has changed.']);
  });

  it('replaces all at once by what is built for another time', () => {
    const { monitor, viewer } = shown();
    viewer.take(aMessage('now', 'x', { receivedAt: 9000 }), false);
    const before = monitor.tree;
    const models = viewer.make({ messages: new Uint32Array(), topics: [], cut: 7 });
    models.skip(undefined);
    models.skip({ topic: 'then', skipped: 3, isRetained: true });
    models.take(aMessage('then', 'x', { receivedAt: 1000 }));
    expect(monitor.tree).toBe(before);
    models.replace(4, 1000);
    expect(monitor.tree).not.toBe(before);
    expect(monitor.received).toBe(4);
    expect(monitor.tree.find('now')).toBeUndefined();
    const then = monitor.tree.find('then');
    expect([then?.messages, then?.isRetained]).toEqual([4, true]);
    // What was left out to save time counts as dropped, beside the three that were skipped.
    const { evicted } = monitor.tree.histories;
    const others = viewer.make({ messages: new Uint32Array(), topics: [], cut: 0 });
    others.skip({ topic: 'then', skipped: 3, isRetained: true });
    others.take(aMessage('then', 'x', { receivedAt: 1000 }));
    others.replace(4, 1000);
    expect(evicted - monitor.tree.histories.evicted).toBe(7);
  });

  it('watches the broker anew for another time, if it was watched', () => {
    const { monitor, viewer } = shown();
    const move = (): void =>
      viewer.make({ messages: new Uint32Array(), topics: [], cut: 0 }).replace(0, 1000);
    move();
    expect(monitor.broker).toBeUndefined();
    monitor.watchBroker(5000);
    const before = monitor.broker;
    move();
    expect(monitor.broker).toBeDefined();
    expect(monitor.broker).not.toBe(before);
  });

  it('knows how recent all is, back to ten seconds before', () => {
    const { monitor, viewer, index } = shown();
    for (let second = 0; second <= 60; second += 1) {
      const time = second * 1000;
      index.add({ time, topic: 'a', retain: false, isEmpty: false, offset: 0 });
      viewer.take(aMessage('a', 'x', { receivedAt: time }), false);
    }
    viewer.arrived(60_000);
    const isWithin = (number: number, span: number): boolean =>
      monitor.tree.recency.isWithin(number, span, 60_000);
    expect([isWithin(61, 500), isWithin(60, 500), isWithin(59, 2250), isWithin(51, 9500)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(isWithin(52, 9500)).toBe(true);
  });

  it('counts what the broker had stored as messages, and not as rate, played or rebuilt', () => {
    const { monitor, viewer, index } = shown();
    const messages = ['a', 'b', 'a'].map((topic, at) =>
      aMessage(topic, 'x', { retain: true, receivedAt: 1000 + at }),
    );
    for (const { topic, receivedAt: time } of messages)
      index.add({ time, topic, retain: true, isEmpty: false, offset: 0 });
    const counts = (): number[] =>
      ['a', 'b'].map((topic) => monitor.tree.find(topic)?.rate.perSecond(1002) ?? NaN);
    for (const message of messages.slice(0, 2)) viewer.take(message, true);
    expect([monitor.tree.root.messagesBelow, ...counts()]).toEqual([2, 0, 0]);
    // The second one on its topic is live.
    for (const message of messages.slice(2)) viewer.take(message, true);
    expect(counts()).toEqual([expect.toSatisfy((rate: number) => rate > 0), 0]);
    const models = viewer.make({ messages: new Uint32Array(), topics: [], cut: 0 });
    for (const message of messages.slice(0, 2)) models.take(message);
    models.replace(2, 1001);
    expect([monitor.tree.root.messagesBelow, ...counts()]).toEqual([2, 0, 0]);
    // Playing goes on from there.
    for (const message of messages.slice(2)) viewer.take(message, true);
    expect(counts()).toEqual([expect.toSatisfy((rate: number) => rate > 0), 0]);
  });

  it('is nothing where nothing is watched', () => {
    let started = false;
    const recording = { start: () => (started = true) } as unknown as Recording;
    viewRecording(recording, {
      monitor: undefined,
      clock: { changed: nothing, changedNow: nothing },
      notify: nothing,
    });
    expect(started).toBe(false);
  });
});
