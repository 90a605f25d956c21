import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { decodeMessageLine } from '../../../source/payload/message-line.ts';
import { Recorder } from '../../../source/session/recording/recorder.ts';
import { FileExists, writeProblem } from '../../../source/session/recording/writable-file.ts';
import { aMessage } from '../../support/messages.ts';
import { canListOpenFiles, isOpenFile } from '../../support/open-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const problems: string[] = [];
const onProblem = (problem: string): void => void problems.push(problem);

const topics = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => decodeMessageLine(line).topic);

/** What all open files share, to let one of its methods fail. */
const openFiles = async (): Promise<FileHandle> => {
  onTestFinished(() => void vi.restoreAllMocks());
  const file = await open('/dev/null');
  await file.close();
  return Object.getPrototypeOf(file) as FileHandle;
};

const failure = (code: string): Error => Object.assign(new Error(`${code} here`), { code });

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

  it('says of a folder that it is one', async () => {
    const folder = temporaryFolder();
    await expect(Recorder.open(folder, 'new', onProblem)).rejects.toThrow(`${folder} is a folder.`);
  });

  it('lets nobody else read what it records', async () => {
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

  it('replaces what was there when told to', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    writeFileSync(path, 'before\n');
    const recorder = await Recorder.open(path, 'replace', onProblem);
    recorder.record(aMessage('a'));
    await recorder.close();
    expect(topics(path)).toEqual(['a']);
  });

  it('leaves no torn line where the disk is full, and tells it once', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    writeFileSync(path, 'before\n');
    const told: string[] = [];
    const recorder = await Recorder.open(path, 'append', (problem) => told.push(problem));
    recorder.record(aMessage('a'));
    await vi.waitUntil(() => recorder.messages === 1);
    const whole = readFileSync(path, 'utf8');
    vi.spyOn(await openFiles(), 'appendFile').mockImplementation(async () => {
      writeFileSync(path, '{"torn', { flag: 'a' });
      throw failure('ENOSPC');
    });
    recorder.record(aMessage('b', 'x'.repeat(1_100_000)));
    // Whoever waits for the disk need not wait for ever.
    await recorder.blocked;
    const problem = `${path} cannot be written to: the disk is full.`;
    expect([recorder.problem, told]).toEqual([problem, [problem]]);
    expect([recorder.messages, recorder.bytes]).toEqual([1, whole.length - 'before\n'.length]);
    recorder.record(aMessage('c'));
    await recorder.close();
    expect(readFileSync(path, 'utf8')).toBe(whole);
    expect(told).toHaveLength(1);
  });

  it('tells where the file cannot be closed, which is when some disks tell', async () => {
    const told: string[] = [];
    const path = join(temporaryFolder(), 'a.jsonl');
    const recorder = await Recorder.open(path, 'new', (problem) => told.push(problem));
    recorder.record(aMessage('a'));
    const files = await openFiles();
    vi.spyOn(files, 'sync').mockImplementation(async function fails(this: FileHandle) {
      const close = this.close.bind(this);
      this.close = () => close().then(() => Promise.reject(failure('EDQUOT')));
    });
    await recorder.close();
    expect(told).toEqual([`${path} cannot be written to: your disk quota is exceeded.`]);
  });

  it.runIf(canListOpenFiles)('closes a file that cannot be synced, as devices cannot', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    const sync = vi.spyOn(await openFiles(), 'sync').mockRejectedValueOnce(failure('EINVAL'));
    const recorder = await Recorder.open(path, 'new', onProblem);
    expect(isOpenFile(path)).toBe(true);
    await recorder.close();
    expect(sync).toHaveBeenCalledOnce();
    expect([recorder.problem, isOpenFile(path)]).toEqual([undefined, false]);
  });

  it('tells why a file cannot be recorded into, and lets go of it', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'inside'));
    symlinkSync('round', join(folder, 'round'));
    const sentence = async (name: string): Promise<string> =>
      Recorder.open(join(folder, name), 'append', onProblem).then(
        () => 'opened',
        (error: unknown) => (error as Error).message.replace(`${folder}/`, ''),
      );
    expect(await sentence('inside')).toBe('inside cannot be written to: it is a folder.');
    expect(await sentence('none/a')).toBe('none/a cannot be written to: there is no such folder.');
    expect(await sentence('round')).toBe('round cannot be written to: ELOOP.');
    vi.spyOn(await openFiles(), 'stat').mockRejectedValueOnce(failure('EIO'));
    expect(await sentence('a')).toBe('a cannot be written to: the disk reports an error.');
    expect(canListOpenFiles && isOpenFile(join(folder, 'a'))).toBe(false);
  });

  it('names what it refuses to overwrite', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    writeFileSync(path, '');
    await expect(Recorder.open(path, 'new', onProblem)).rejects.toMatchObject({
      name: 'FileExists',
      message: `${path} exists already.`,
    });
  });

  it('has words for a failure without a code', () => {
    expect(writeProblem('a', new Error('odd'))).toBe('a cannot be written to: odd.');
  });
});
