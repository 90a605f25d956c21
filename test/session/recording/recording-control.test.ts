import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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

const topics = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => decodeMessageLine(line).topic);

const running = 'A recording is already running; /record stop ends it.';

describe('recording what is watched', () => {
  it('records from its start to its end, and tells of both', async () => {
    const { control, told, changes, path } = controlOf();
    control.take(aMessage('before'));
    expect([control.recorder, control.blocked]).toEqual([undefined, undefined]);
    await control.start({ path, mode: 'new', filters: [] });
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
    await control.start({ path, mode: 'new', filters: ['a/+', 'b'] });
    for (const topic of ['a', 'a/1', 'b', 'b/1', 'c']) control.take(aMessage(topic));
    await control.stop();
    expect(topics(path)).toEqual(['a/1', 'b']);
    await control.start({ path, mode: 'append', filters: [] });
    control.take(aMessage('c'));
    await control.stop();
    expect(topics(path)).toEqual(['a/1', 'b', 'c']);
  });

  it('has one recording at a time', async () => {
    const { control, changes, path } = controlOf();
    const first = control.start({ path, mode: 'new', filters: [] });
    const other = { path: `${path}2`, mode: 'new', filters: ['b'] } as const;
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
    await expect(control.start({ path, mode: 'new', filters: [] })).rejects.toThrow(FileExists);
    expect([control.recorder, changes]).toEqual([undefined, []]);
    await control.start({ path, mode: 'replace', filters: [] });
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
    await control.start({ path: '/dev/full', mode: 'replace', filters: [] });
    control.take(aMessage('a'));
    expect(await told.promise).toBe(
      'Recording has stopped: /dev/full cannot be written to: the disk is full. It has 0 messages.',
    );
    expect(control.recorder).toBeUndefined();
  });

  it('asks to be waited for as its recorder does', async () => {
    const { control, path } = controlOf();
    await control.start({ path, mode: 'new', filters: [] });
    expect(control.blocked).toBeUndefined();
    control.take(aMessage('large', 'x'.repeat(1_100_000)));
    expect(control.blocked).toBeInstanceOf(Promise);
    await control.blocked;
    expect(control.recorder?.messages).toBe(1);
    await control.stop();
  });
});
