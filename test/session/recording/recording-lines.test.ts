import { open } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RecordingIndex } from '../../../source/model/recording-index.ts';
import type { Message } from '../../../source/mqtt/message.ts';
import { encodeMessageLine } from '../../../source/payload/message-line.ts';
import {
  type FileLine,
  RecordingLines,
} from '../../../source/session/recording/recording-lines.ts';
import {
  type BrokenLines,
  messageAt,
  missingInWords,
  readRecording,
} from '../../../source/session/recording/recording-reader.ts';
import { stepFor } from '../../../source/session/recording/recording-steps.ts';
import { aMessage } from '../../support/messages.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const linesOf = async (text: string): Promise<RecordingLines> => {
  const path = join(temporaryFolder(), 'a.jsonl');
  writeFileSync(path, text);
  const file = await open(path);
  onTestFinished(() => file.close());
  return new RecordingLines(file);
};

const next = async (lines: RecordingLines): Promise<FileLine | undefined> => {
  let line = lines.take();
  while (line === undefined && (await lines.fill())) line = lines.take();
  return line;
};

const all = async (lines: RecordingLines): Promise<FileLine[]> => {
  const found: FileLine[] = [];
  for (let line = await next(lines); line !== undefined; line = await next(lines)) found.push(line);
  return found;
};

describe('the lines of a file', () => {
  it('are read with where they start, the last one without a line break too', async () => {
    const lines = await linesOf('one\n\n你好\nlast');
    expect(lines.take()).toBeUndefined();
    expect(lines.offset).toBe(0);
    expect(await all(lines)).toEqual([
      { offset: 0, text: 'one' },
      { offset: 4, text: '' },
      { offset: 5, text: '你好' },
      { offset: 12, text: 'last' },
    ]);
    expect([lines.offset, await lines.fill()]).toEqual([16, false]);
  });

  it('are none after the last line break', async () => {
    expect(await all(await linesOf('one\n'))).toEqual([{ offset: 0, text: 'one' }]);
    expect(await all(await linesOf(''))).toEqual([]);
  });

  it('are whole, wherever the pieces end in which they are read', async () => {
    const texts = ['x'.repeat(524_285), 'ab', '灯'.repeat(700_000), 'end'];
    const lines = await linesOf(texts.join('\n'));
    const offsets: number[] = [];
    let at = 0;
    for (const text of texts) {
      offsets.push(at);
      at += Buffer.byteLength(text) + 1;
    }
    const found = await all(lines);
    expect(found.map(({ offset }) => offset)).toEqual(offsets);
    expect(found.every(({ text }, number) => text === texts[number])).toBe(true);
  });

  it('are read from any byte on, in memory or not, and after the end', async () => {
    const lines = await linesOf(`one\n${'x'.repeat(2_000_000)}\ntwo\nthree\n`);
    await all(lines);
    lines.seek(0);
    expect(lines.offset).toBe(0);
    expect(await next(lines)).toEqual({ offset: 0, text: 'one' });
    expect(lines.offset).toBe(4);
    lines.seek(2_000_005);
    expect(lines.offset).toBe(2_000_005);
    expect(await all(lines)).toEqual([
      { offset: 2_000_005, text: 'two' },
      { offset: 2_000_009, text: 'three' },
    ]);
    lines.seek(2_000_005);
    await next(lines);
    lines.seek(2_000_005);
    // Still in memory.
    expect(lines.take()).toEqual({ offset: 2_000_005, text: 'two' });
    lines.seek(5_000_000);
    expect(await next(lines)).toBeUndefined();
    lines.seek(1);
    expect(await next(lines)).toEqual({ offset: 1, text: 'ne' });
  });
});

const nothingBroken = (): BrokenLines => ({ count: 0, read: 0, first: undefined });

const readAll = async (
  text: string,
  messages = 1000,
): Promise<{ found: string[]; index: RecordingIndex; broken: BrokenLines; isMore: boolean }> => {
  const lines = await linesOf(text);
  const index = new RecordingIndex({ messages, topics: 10 });
  const broken = nothingBroken();
  const found: string[] = [];
  const take = ({ topic }: Message): void => void found.push(topic);
  const isMore = await readRecording({ lines, index, broken }, 60_000, take);
  return { found, index, broken, isMore };
};

const line = (topic: string, rest: Partial<Message> = {}): string =>
  encodeMessageLine(aMessage(topic, 'x', rest));

describe('reading a recording', () => {
  it('indexes each message with its place', async () => {
    const [first, second] = [line('a', { receivedAt: 1000 }), line('b', { receivedAt: 2000 })];
    const { found, index, broken, isMore } = await readAll(`${first}\n${second}\n`);
    expect([found, isMore]).toEqual([['a', 'b'], false]);
    expect([index.timeAt(0), index.timeAt(1)]).toEqual([1000, 2000]);
    expect([index.offsetAt(0), index.offsetAt(1)]).toEqual([0, first.length + 1]);
    expect(broken).toEqual({ count: 0, read: 2, first: undefined });
  });

  it('stops when the index is full', async () => {
    const { found, broken, isMore } = await readAll(`${line('a')}\n${line('b')}\n`, 1);
    expect([found, broken.read, isMore]).toEqual([['a'], 1, false]);
  });

  it('stops when its time is up, and tells that there is more', async () => {
    const lines = await linesOf(`${line('a')}\n`);
    const index = new RecordingIndex({ messages: 9, topics: 9 });
    const target = { lines, index, broken: nothingBroken() };
    expect(await readRecording(target, 0, () => undefined)).toBe(true);
    expect(index.length).toBe(0);
  });

  it('skips what is no message, and keeps the first problem', async () => {
    const { found, broken } = await readAll(`\n  \nnothing\n${line('a')}\n{"time":"now"}\n`);
    expect(found).toEqual(['a']);
    expect(broken).toEqual({
      count: 2,
      read: 5,
      first: { number: 3, problem: 'This is not a JSON object.' },
    });
  });

  it('takes a byte order mark for one in the first line alone', async () => {
    const marked = `\ufeff${line('a')}`;
    const { found, broken } = await readAll(`${marked}\n${marked}\n`);
    expect([found, broken.count, broken.first?.number]).toEqual([['a'], 1, 2]);
  });
});

describe('a message of a recording', () => {
  it('is found at its byte, and only there', async () => {
    const first = `\ufeff${line('a')}`;
    const lines = await linesOf(`${first}\n${line('b')}\nnothing\n`);
    const second = Buffer.byteLength(first) + 1;
    expect((await messageAt(lines, second))?.topic).toBe('b');
    expect((await messageAt(lines, 0))?.topic).toBe('a');
    expect(await messageAt(lines, 5)).toBeUndefined();
    expect(await messageAt(lines, second + line('b').length + 1)).toBeUndefined();
    expect(await messageAt(lines, 1_000_000)).toBeUndefined();
  });

  it('is none where the file cannot be read', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    writeFileSync(path, line('a'));
    const file = await open(path);
    await file.close();
    expect(await messageAt(new RecordingLines(file), 0)).toBeUndefined();
  });
});

const small = (messages: number): RecordingIndex => new RecordingIndex({ messages, topics: 1 });

describe('what a recording lacks', () => {
  const problem = { number: 7, problem: 'This is not a JSON object.' };

  it.each<[string, Partial<BrokenLines>, RecordingIndex, string | undefined]>([
    ['nothing', {}, small(1), undefined],
    [
      'a line',
      { count: 1, first: problem },
      small(1),
      '1 line of the file is not a message and was left out; the first is line 7: This is not a JSON object.',
    ],
    [
      'lines',
      { count: 2, first: problem },
      small(0),
      '2 lines of the file are not messages and were left out; the first is line 7: This is not a JSON object.',
    ],
    [
      'its end',
      {},
      small(0),
      'Only the first 10000000 messages of the file are shown: split it to see the others.',
    ],
  ])('is said: %s', (_, broken, index, words) => {
    expect(missingInWords({ ...nothingBroken(), ...broken }, index)).toBe(words);
  });
});

describe('a step', () => {
  const day = 86_400_000;

  it.each([
    [0, 10],
    [500, 10],
    [501, 100],
    [50_000, 1000],
    [50_001, 5000],
    [50 * day, day],
    [50 * day + 1, 2 * day],
    [500 * day, 10 * day],
  ])('through %i ms is %i ms', (duration, step) => {
    expect(stepFor(duration)).toBe(step);
  });
});
