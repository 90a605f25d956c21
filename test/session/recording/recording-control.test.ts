import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../source/mqtt/message.ts';
import { decodeMessageLine } from '../../../source/payload/message-line.ts';
import { RecordingControl } from '../../../source/session/recording/recording-control.ts';
import { FileExists } from '../../../source/session/recording/writable-file.ts';
import { aMessage } from '../../support/messages.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const controlOf = () => {
  const told: string[] = [];
  const changes: boolean[] = [];
  const control: RecordingControl = new RecordingControl(
    (text) => told.push(text),
    () => changes.push(control.recorder !== undefined),
  );
  return { control, told, changes, path: join(temporaryFolder(), 'a.jsonl') };
};

const messagesIn = (path: string): Message[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => decodeMessageLine(line));

const topics = (path: string): string[] => messagesIn(path).map(({ topic }) => topic);

const none = (): [] => [];

const running = 'A recording is already running; /record stop ends it.';

describe('recording what is watched', () => {
  it('records from its start to its end, and tells of both', async () => {
    const { control, told, changes, path } = controlOf();
    control.take(aMessage('before'));
    expect([control.recorder, control.blocked]).toEqual([undefined, undefined]);
    await control.start({ path, mode: 'new', filters: [], retained: none });
    expect(control.recorder?.path).toBe(path);
    control.take(aMessage('a'));
    control.take(aMessage('b/c'));
    const recorder = await control.stop();
    control.take(aMessage('after'));
    expect(topics(path)).toEqual(['a', 'b/c']);
    expect([recorder?.messages, recorder?.problem]).toEqual([2, undefined]);
    expect([changes, told]).toEqual([[true, false], []]);
    expect([control.recorder, control.blocked]).toEqual([undefined, undefined]);
  });

  it('records what any of its filters matches', async () => {
    const { control, path } = controlOf();
    await control.start({ path, mode: 'new', filters: ['a/+', 'b'], retained: none });
    for (const topic of ['a', 'a/1', 'b', 'b/1', 'c']) control.take(aMessage(topic));
    await control.stop();
    expect(topics(path)).toEqual(['a/1', 'b']);
    await control.start({ path, mode: 'append', filters: [], retained: none });
    control.take(aMessage('c'));
    await control.stop();
    expect(topics(path)).toEqual(['a/1', 'b', 'c']);
  });

  it('records what is retained first, as of now, and then what has arrived meanwhile', async () => {
    const { control, path } = controlOf();
    const since = Date.now();
    const retained = ['a', 'b/1', 'b/2'].map((topic) =>
      aMessage(topic, 'old', { retain: true, receivedAt: 1 }),
    );
    let isFirst = true;
    const start = await control.start({
      path,
      mode: 'new',
      filters: ['b/+'],
      retained: (isWanted) => {
        const wanted = retained.filter(({ topic }) => isWanted(topic));
        const at = (index: number): Message | undefined => {
          if (isFirst) control.take(aMessage('b/1', 'new', { receivedAt: since }));
          isFirst = false;
          expect(control.blocked).toBeInstanceOf(Promise);
          return wanted[index];
        };
        return { length: wanted.length + 1, at };
      },
    });
    expect(start).toEqual({ retained: 2, leftOut: 1 });
    await control.stop();
    const lines = messagesIn(path);
    expect(
      lines.map(({ topic, payload }) => `${topic} ${Buffer.from(payload).toString()}`),
    ).toEqual(['b/1 old', 'b/2 old', 'b/1 new']);
    expect(lines.map(({ retain }) => retain)).toEqual([true, true, false]);
    expect(lines[0]?.receivedAt).toBeGreaterThanOrEqual(since);
  });

  it('loses nothing if it is stopped while it writes what is retained', async () => {
    const { control, path } = controlOf();
    const stopped = Promise.withResolvers<unknown>();
    const at = (index: number): Message => {
      if (index === 1) {
        control.take(aMessage('live'));
        stopped.resolve(control.stop());
      }
      return aMessage(`a/${index}`, 'x', { retain: true });
    };
    await control.start({ path, mode: 'new', filters: [], retained: () => ({ length: 9, at }) });
    await stopped.promise;
    expect(topics(path)).toEqual(['a/0', 'live']);
  });

  it('has one recording at a time', async () => {
    const { control, changes, path } = controlOf();
    const first = control.start({ path, mode: 'new', filters: [], retained: none });
    const other = { path: `${path}2`, mode: 'new', filters: ['b'], retained: none } as const;
    await expect(control.start(other)).rejects.toThrow(running);
    await first;
    await expect(control.start(other)).rejects.toThrow(running);
    expect([changes, existsSync(other.path)]).toEqual([[true], false]);
    control.take(aMessage('a'));
    await control.stop();
    expect(topics(path)).toEqual(['a']);
    await control.start(other);
    expect((await control.stop())?.path).toBe(other.path);
  });

  it('can start again after it could not', async () => {
    const { control, changes, path } = controlOf();
    writeFileSync(path, 'before\n');
    await expect(control.start({ path, mode: 'new', filters: [], retained: none })).rejects.toThrow(
      FileExists,
    );
    expect([control.recorder, changes]).toEqual([undefined, []]);
    await control.start({ path, mode: 'replace', filters: [], retained: none });
    await control.stop();
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('has nothing to stop where nothing runs', async () => {
    const { control, told, changes } = controlOf();
    expect(await control.stop()).toBeUndefined();
    expect([told, changes]).toEqual([[], []]);
  });

  it.runIf(existsSync('/dev/full'))('stops by itself where the disk is full', async () => {
    const told = Promise.withResolvers<string>();
    const control = new RecordingControl(told.resolve, () => undefined);
    await control.start({ path: '/dev/full', mode: 'replace', filters: [], retained: none });
    control.take(aMessage('a'));
    expect(await told.promise).toBe(
      'Recording has stopped: /dev/full cannot be written to: the disk is full. It has 0 messages.',
    );
    expect(control.recorder).toBeUndefined();
  });

  it('asks to be waited for as its recorder does', async () => {
    const { control, path } = controlOf();
    await control.start({ path, mode: 'new', filters: [], retained: none });
    expect(control.blocked).toBeUndefined();
    control.take(aMessage('large', 'x'.repeat(1_100_000)));
    expect(control.blocked).toBeInstanceOf(Promise);
    await control.blocked;
    expect(control.recorder?.messages).toBe(1);
    await control.stop();
  });
});
