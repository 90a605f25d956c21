import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Message } from '../../source/mqtt/message.ts';
import { encodeMessageLine } from '../../source/payload/message-line.ts';
import { openRecording } from '../../source/session/recording/open-recording.ts';
import type { Recording } from '../../source/session/recording/recording.ts';
import { MqttSession } from '../../source/session/session.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

/** The time of the first message of `someMessages`: noon UTC, ms since the epoch. */
export const noon = Date.UTC(2026, 10, 22, 12);

/** A file with these lines, removed when the test is over. */
export const aFile = (lines: readonly string[], name = 'house.jsonl'): string => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
};

/** A file with these messages. */
export const aRecordingFile = (messages: readonly Message[]): string =>
  aFile(messages.map((message) => encodeMessageLine(message)));

/** Messages from a house, one a second from noon on. */
export const someMessages = (count: number, topics = 7): Message[] =>
  Array.from({ length: count }, (_, index) => ({
    topic: `house/room${index % topics}/temperature`,
    payload: Buffer.from(index % 11 === 5 ? '' : JSON.stringify({ celsius: 20 + (index % 9) })),
    qos: 0,
    retain: index % 5 === 0,
    receivedAt: noon + index * 1000,
  }));

/** A session that shows a recording, and can wait for what happens. */
export type ShownRecording = {
  readonly session: MqttSession;
  readonly recording: Recording;
  /** Resolves with what `find` finds; looks again after every frame. */
  readonly until: <Found>(what: string, find: () => Found | undefined | false) => Promise<Found>;
};

/** Opens a recording without a screen; it is read to its end by default. */
export const showRecording = async (
  path: string,
  { history = 100, isRead = true }: { history?: number; isRead?: boolean } = {},
): Promise<ShownRecording> => {
  const limits = { history, memory: 1e8, topics: 100_000, payload: 65_536 };
  const recording = await openRecording(path, limits.topics);
  const session = new MqttSession({
    recording,
    server: () => Promise.reject(new Error('no broker')),
    credentials: {},
    keepAlive: 0,
    mostFrames: 10,
    protocolVersion: 'auto',
    clientId: '',
    isTransient: true,
    monitor: { filters: ['#'], qos: 0, limits },
  });
  onTestFinished(() => session.close());
  const wait: ShownRecording['until'] = (what, find) =>
    until({
      what,
      find,
      subscribe: session.clock.subscribe,
      seen: () => ({ time: new Date(recording.time), position: recording.position }),
    });
  session.open();
  if (isRead) await wait('the end of the file', () => !recording.isReading);
  return { session, recording, until: wait };
};
