import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ReplayPlan } from '../../../source/model/recording-index.ts';
import type { Message } from '../../../source/mqtt/message.ts';
import { encodeMessageLine } from '../../../source/payload/message-line.ts';
import { openRecording } from '../../../source/session/recording/open-recording.ts';
import { Recording } from '../../../source/session/recording/recording.ts';
import type { RecordingViewer } from '../../../source/session/recording/recording-viewer.ts';
import { aMessage } from '../../support/messages.ts';
import { canListOpenFiles, isOpenFile } from '../../support/open-files.ts';
import { aFile, aRecordingFile, noon, someMessages } from '../../support/recordings.ts';

const second = (time: number): number => (time - noon) / 1000;

/** A viewer that notes what it is told; a message is noted by its second, one that is played with "!". */
const viewerOf = () => {
  const seen: string[] = [];
  const plans: ReplayPlan[] = [];
  const skipped: string[] = [];
  const told: string[] = [];
  let changes = 0;
  const progress: (() => void)[] = [];
  const viewer: RecordingViewer = {
    history: 1,
    take: ({ receivedAt }, isPlayed) => seen.push(`${second(receivedAt)}${isPlayed ? '!' : ''}`),
    make: (plan) => {
      plans.push(plan);
      return {
        skip: (topic) => skipped.push(`${topic?.topic} ${topic?.skipped}`),
        take: ({ receivedAt }) => seen.push(`again ${second(receivedAt)}`),
        replace: (messages, time) => seen.push(`replaced ${messages} ${second(time)}`),
      };
    },
    arrived: (time) => seen.push(`arrived ${second(time)}`),
    onProgress: () => {
      for (const act of progress) act();
    },
    onChange: () => {
      changes += 1;
    },
    notify: (text) => told.push(text),
  };
  return { viewer, seen, plans, skipped, told, progress, changes: () => changes };
};

/** A recording that has been read to its end, and what its viewer has seen since. */
const readIn = async (messages: readonly Message[]) => {
  const path = aRecordingFile(messages);
  const recording = await openRecording(path, 1000);
  onTestFinished(() => recording.close());
  const view = viewerOf();
  recording.start(view.viewer);
  await vi.waitUntil(() => view.seen.at(-1)?.startsWith('arrived'), { timeout: 20_000 });
  view.seen.length = 0;
  return { recording, path, ...view };
};

describe('a recording that is opened', () => {
  it('has no time before it is started, and cannot be moved', async () => {
    const recording = await openRecording(aRecordingFile(someMessages(3)), 10);
    onTestFinished(() => recording.close());
    expect([recording.isReading, recording.read, recording.position]).toEqual([true, 0, 0]);
    expect(await recording.goTo(noon)).toBe(false);
    expect(await recording.step(1)).toBe(false);
    expect(recording.target).toBeUndefined();
  });

  it('shows each message as it is read, once, and then where it stands', async () => {
    const recording = await openRecording(aRecordingFile(someMessages(3)), 10);
    onTestFinished(() => recording.close());
    const { viewer, seen, told } = viewerOf();
    recording.start(viewer);
    const other = viewerOf();
    recording.start(other.viewer);
    await vi.waitUntil(() => seen.length === 4);
    expect(seen).toEqual(['0', '1', '2', 'arrived 2']);
    expect([other.seen, told]).toEqual([[], []]);
    expect([recording.isReading, recording.read, recording.isAtEnd]).toEqual([false, 1, true]);
    expect([recording.time, recording.position]).toEqual([noon + 2000, 3]);
  });

  it('says how much of it is read', async () => {
    const recording = await openRecording(aRecordingFile(someMessages(20_000)), 10);
    onTestFinished(() => recording.close());
    const { viewer, progress } = viewerOf();
    const parts: number[] = [];
    const positions: number[] = [];
    progress.push(() => {
      parts.push(recording.read);
      positions.push(recording.position);
    });
    recording.start(viewer);
    await vi.waitUntil(() => parts.at(-1) === 1, { timeout: 20_000 });
    expect(parts.length).toBeGreaterThan(1);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    expect(parts.slice(0, -1).every((part) => part < 1)).toBe(true);
    // All lines are about as long.
    const half = parts.findIndex((part) => part > 0.2);
    expect((positions[half] ?? 0) / 20_000).toBeCloseTo(parts[half] ?? 0, 1);
  });

  it('stays where it was moved to while the rest is read', async () => {
    const recording = await openRecording(aRecordingFile(someMessages(30_000)), 10);
    onTestFinished(() => recording.close());
    const { viewer, seen, progress } = viewerOf();
    let moved: Promise<boolean> | undefined;
    progress.push(() => {
      // On a busy machine the first bit may be a single message: there is nowhere to go back from.
      if (recording.position > 1) moved ??= recording.goTo(noon);
    });
    recording.start(viewer);
    await vi.waitUntil(() => !recording.isReading, { timeout: 20_000 });
    expect(await moved).toBe(true);
    expect(seen.filter((what) => what.startsWith('arrived'))).toEqual(['arrived 0']);
    expect([recording.index.length, recording.position, recording.time]).toEqual([30_000, 1, noon]);
  });

  it('is read no further when it is closed, and tells nothing', async () => {
    const recording = await openRecording(aRecordingFile(someMessages(30_000)), 10);
    const { viewer, seen, told, progress } = viewerOf();
    const closed = Promise.withResolvers<void>();
    progress.push(() => void recording.close().then(closed.resolve));
    recording.start(viewer);
    await closed.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect(recording.index.length).toBeLessThan(30_000);
    expect([told, seen.filter((what) => what.startsWith('arrived'))]).toEqual([[], []]);
  });

  it('tells when the file cannot be read', async () => {
    const path = aRecordingFile(someMessages(3));
    const file = await open(path);
    const recording = new Recording(path, file, { size: 100, topics: 10 });
    await file.close();
    const { viewer, told } = viewerOf();
    recording.start(viewer);
    await vi.waitUntil(() => told.length > 0);
    expect(told).toEqual([expect.stringMatching(/^The file cannot be read: .*closed/)]);
    expect(recording.isReading).toBe(false);
  });
});

describe('moving through a recording', () => {
  it('takes the next messages one by one, and stands between them', async () => {
    const { recording, seen, plans, changes } = await readIn(someMessages(20));
    await recording.goTo(noon);
    seen.length = 0;
    plans.length = 0;
    const before = changes();
    const moving = recording.goTo(noon + 3500);
    expect(recording.target).toBe(noon + 3500);
    expect(changes()).toBe(before + 1);
    expect(await moving).toBe(false);
    expect(seen).toEqual(['1', '2', '3', 'arrived 3.5']);
    expect([recording.time, recording.position, recording.target]).toEqual([
      noon + 3500,
      4,
      undefined,
    ]);
    expect(recording.isAtEnd).toBe(false);
    // Nothing comes between: not even then is anything rebuilt.
    expect(await recording.goTo(noon + 3600)).toBe(false);
    expect([seen.at(-1), plans]).toEqual(['arrived 3.6', []]);
  });

  it('rebuilds for a time before, from what is kept and what the rates need', async () => {
    const { recording, seen, plans, skipped } = await readIn(someMessages(100, 1));
    expect(await recording.goTo(noon + 50_000)).toBe(true);
    expect([...(plans[0]?.messages ?? [])]).toEqual([40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50]);
    expect(skipped).toEqual(['house/room0/temperature 40']);
    expect(seen).toEqual([
      ...Array.from({ length: 11 }, (_, at) => `again ${40 + at}`),
      'replaced 51 50',
      'arrived 50',
    ]);
    expect(recording.position).toBe(51);
  });

  it('rebuilds where more than 5,000 messages lie between', async () => {
    const { recording, plans } = await readIn(someMessages(5002));
    await recording.goTo(noon);
    plans.length = 0;
    expect(await recording.goTo(noon + 5_000_000)).toBe(false);
    expect([recording.position, plans.length]).toEqual([5001, 0]);
    await recording.goTo(noon);
    expect(await recording.goTo(noon + 5_001_000)).toBe(true);
    expect([recording.position, plans.length]).toEqual([5002, 2]);
  });

  it('goes a fiftieth of it at a step, from where it is going', async () => {
    const { recording } = await readIn(someMessages(51));
    await recording.step(-2);
    expect(recording.time).toBe(noon + 48_000);
    await recording.step(1);
    expect(recording.time).toBe(noon + 49_000);
    await Promise.all([recording.step(-1), recording.step(-1), recording.step(-1)]);
    expect(recording.time).toBe(noon + 46_000);
  });

  it('does not replace anything for a time that is left at once', async () => {
    const { recording, seen } = await readIn(someMessages(100));
    const moves = [10, 20, 30].map((at) => recording.goTo(noon + at * 1000));
    expect(await Promise.all(moves)).toEqual([false, false, true]);
    expect(seen.filter((what) => /^(?:replaced|arrived)/.test(what))).toEqual([
      'replaced 31 30',
      'arrived 30',
    ]);
  });

  it('tells once that the file has changed', async () => {
    const { recording, path, told } = await readIn(someMessages(20));
    writeFileSync(path, 'nothing of what was here\n');
    await recording.goTo(noon);
    await recording.goTo(noon + 5000);
    expect(told).toEqual(['The file has changed since it was opened: open it again.']);
  });
});

describe('playing a recording', () => {
  it('plays from where it is, and tells when it starts and pauses', async () => {
    const { recording, seen, changes } = await readIn(someMessages(10));
    await recording.goTo(noon + 4000);
    seen.length = 0;
    const before = changes();
    recording.speed = 1000;
    expect(await recording.play()).toBe(false);
    expect([recording.isPlaying, changes()]).toEqual([true, before + 1]);
    expect(await recording.play()).toBe(false);
    expect(changes()).toBe(before + 1);
    await vi.waitUntil(() => !recording.isPlaying, { timeout: 20_000 });
    expect(seen).toEqual(['5!', '6!', '7!', '8!', '9!']);
    expect(recording.time).toBe(noon + 9000);
    recording.pause();
    expect(changes()).toBe(before + 2);
  });

  it('plays again from its start when it is at its end', async () => {
    const { recording, seen } = await readIn(someMessages(3));
    recording.speed = 1000;
    expect(await recording.play()).toBe(true);
    await vi.waitUntil(() => !recording.isPlaying, { timeout: 20_000 });
    expect(seen).toEqual(['again 0', 'replaced 1 0', 'arrived 0', '1!', '2!']);
  });

  it('plays on from where it is moved to', async () => {
    const { recording, seen } = await readIn(someMessages(100));
    await recording.goTo(noon);
    recording.speed = 0.1;
    await recording.play();
    const moving = recording.goTo(noon + 97_000);
    recording.speed = 1000;
    await moving;
    seen.length = 0;
    await vi.waitUntil(() => !recording.isPlaying, { timeout: 20_000 });
    expect(seen).toEqual(['98!', '99!']);
  });

  it('plays from the time that it is going to, where it is started on the way', async () => {
    const { recording, seen } = await readIn(someMessages(10));
    const moving = recording.goTo(noon + 7000);
    recording.speed = 1000;
    expect(await recording.play()).toBe(false);
    expect(await moving).toBe(true);
    await vi.waitUntil(() => !recording.isPlaying, { timeout: 20_000 });
    expect(seen.slice(-3)).toEqual(['arrived 7', '8!', '9!']);
  });

  it('plays no faster than it is told, also after the program was held up', async () => {
    const { recording, progress } = await readIn(someMessages(2000));
    await recording.goTo(noon);
    const times = [recording.time];
    progress.push(() => {
      times.push(recording.time);
      if (times.length > 3) return;
      // As if the terminal had been suspended.
      const end = performance.now() + 400;
      while (performance.now() < end);
    });
    recording.speed = 1000;
    await recording.play();
    await vi.waitUntil(() => times.length > 5, { timeout: 20_000 });
    recording.pause();
    const steps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(Math.max(...steps)).toBe(250_000);
  });

  it('stops when it is closed', async () => {
    const recording = await openRecording(aRecordingFile(someMessages(100)), 10);
    const { viewer, seen, told } = viewerOf();
    recording.start(viewer);
    await vi.waitUntil(() => !recording.isReading);
    await recording.goTo(noon);
    recording.speed = 1;
    await recording.play();
    await recording.close();
    expect(recording.isPlaying).toBe(false);
    expect(await recording.goTo(noon + 50_000)).toBe(false);
    expect(told).toEqual([]);
    expect(seen.filter((what) => what.endsWith('!'))).toEqual([]);
  });

  it('has speeds from a tenth to 10,000 times', async () => {
    const { recording, changes } = await readIn([aMessage('a', 'x', { receivedAt: noon })]);
    const before = changes();
    const speeds = (by: 1 | -1): number[] =>
      Array.from({ length: 13 }, () => {
        recording.changeSpeed(by);
        return recording.speed;
      });
    expect(speeds(1)).toEqual([
      2, 5, 10, 30, 100, 300, 1000, 3000, 10_000, 10_000, 10_000, 10_000, 10_000,
    ]);
    expect(speeds(-1)).toEqual([3000, 1000, 300, 100, 30, 10, 5, 2, 1, 0.5, 0.1, 0.1, 0.1]);
    expect(changes()).toBe(before + 26);
  });
});

/** How opening a file is refused. */
const problemOf = async (path: string): Promise<string> =>
  openRecording(path, 10).then(
    () => 'opened',
    (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`,
  );

describe('opening a recording', () => {
  it('tells in words what the system says', async () => {
    const path = aFile(['x']);
    expect(await problemOf(`${path}/inside`)).toBe(
      `RecordingError: ${path}/inside cannot be opened: part of its path is not a folder.`,
    );
    expect(await problemOf(`/${'x'.repeat(280)}`)).toMatch(
      /^RecordingError: \/x+ cannot be opened: ENAMETOOLONG/,
    );
  });

  it.runIf(canListOpenFiles)('closes the file that it does not open as one', async () => {
    onTestFinished(() => void vi.restoreAllMocks());
    const path = aFile(['x']);
    await problemOf(path);
    expect(isOpenFile(path)).toBe(false);
    const file = await open(path);
    vi.spyOn(Object.getPrototypeOf(file) as typeof file, 'read').mockRejectedValueOnce(
      Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }),
    );
    await file.close();
    expect(await problemOf(path)).toBe(`RecordingError: ${path} cannot be opened: EIO: i/o error.`);
    expect(isOpenFile(path)).toBe(false);
  });

  it('needs one message, after whatever else', async () => {
    const [message] = someMessages(1);
    const path = aFile(['nothing', message === undefined ? '' : encodeMessageLine(message)]);
    const recording = await openRecording(path, 10);
    await recording.close();
    expect(await problemOf(aFile(['nothing', '{}']))).toMatch(
      /line 1: This is not a JSON object\.$/,
    );
  });
});
