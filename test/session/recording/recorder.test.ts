import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodeMessageLine } from '../../../source/payload/message-line.ts';
import { Recorder } from '../../../source/session/recording/recorder.ts';
import { FileExists } from '../../../source/session/recording/writable-file.ts';
import { aMessage } from '../../support/messages.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const problems: string[] = [];
const onProblem = (problem: string): void => void problems.push(problem);

const topics = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => decodeMessageLine(line).topic);

describe('a recorder', () => {
  it('counts what is in the file, and nothing before it is there', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    const recorder = await Recorder.open(path, 'new', onProblem);
    recorder.record(aMessage('a', 'x'));
    recorder.record(aMessage('b', 'x'));
    expect([recorder.messages, recorder.bytes]).toEqual([0, 0]);
    await recorder.close();
    expect(recorder.messages).toBe(2);
    expect(recorder.bytes).toBe(readFileSync(path).length);
    expect(topics(path)).toEqual(['a', 'b']);
    recorder.record(aMessage('late', 'x'));
    expect(topics(path)).toEqual(['a', 'b']);
  });

  it('asks to be waited for when the disk does not keep up, and loses nothing', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    const recorder = await Recorder.open(path, 'new', onProblem);
    let sent = 0;
    for (; recorder.blocked === undefined && sent < 1000; sent += 1)
      recorder.record(aMessage('large', 'x'.repeat(10_000)));
    // A mebibyte waits at most, and the message that went over it.
    expect(sent).toBeLessThan(110);
    await recorder.blocked;
    expect([recorder.blocked, recorder.messages]).toEqual([undefined, sent]);
    await recorder.close();
    expect(topics(path)).toHaveLength(sent);
  });

  it.each([
    ['', ''],
    ['before\n', 'before\n'],
    ['{"torn', '{"torn\n'],
  ])('appends to %j in a line of its own', async (before, start) => {
    const path = join(temporaryFolder(), 'a.jsonl');
    writeFileSync(path, before);
    const recorder = await Recorder.open(path, 'append', onProblem);
    recorder.record(aMessage('a', 'x'));
    await recorder.close();
    const text = readFileSync(path, 'utf8');
    expect(text.startsWith(`${start}{"time"`)).toBe(true);
    expect(recorder.bytes).toBe(text.length - start.length);
  });

  it('lets nobody else read what it records', async () => {
    const umask = process.umask(0o022);
    onTestFinished(() => void process.umask(umask));
    const path = join(temporaryFolder(), 'a.jsonl');
    await (await Recorder.open(path, 'new', onProblem)).close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each(['new', 'append', 'replace'] as const)(
    'refuses a named pipe without waiting for it: %s',
    async (mode) => {
      const path = join(temporaryFolder(), 'pipe');
      execFileSync('mkfifo', [path]);
      await expect(Recorder.open(path, mode, onProblem)).rejects.toThrow(
        `${path} cannot be written to: it is a named pipe.`,
      );
    },
  );

  it('overwrites nothing unless told', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    writeFileSync(path, 'before\n');
    await expect(Recorder.open(path, 'new', onProblem)).rejects.toThrow(FileExists);
    expect(readFileSync(path, 'utf8')).toBe('before\n');
    await expect(Recorder.open(join(path, 'x'), 'new', onProblem)).rejects.toThrow(
      /cannot be written to: there is no such folder\.$/,
    );
  });
});
