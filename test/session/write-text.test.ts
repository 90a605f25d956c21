import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileExists } from '../../source/session/recording/writable-file.ts';
import { writeText } from '../../source/session/write-text.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const aPath = (): string => join(temporaryFolder(), 'file');

/** A piece, and then a fault. */
const faulty = function* (): Iterable<string> {
  yield 'x';
  throw new Error('it is gone');
};

describe('a text that is written', () => {
  it('is in the file as a whole, with its size in bytes', async () => {
    const path = aPath();
    expect(await writeText(path, 'new', ['ä', '', 'b\n'])).toBe(4);
    expect(readFileSync(path, 'utf8')).toBe('äb\n');
  });

  it('may be long: the file has all of it, in order', async () => {
    const path = aPath();
    const pieces = Array.from({ length: 30 }, (_, index) => String(index % 10).repeat(20_000));
    expect(await writeText(path, 'new', pieces)).toBe(600_000);
    expect(readFileSync(path, 'utf8')).toBe(pieces.join(''));
  });

  it('is written while the rest is still being made', async () => {
    const path = aPath();
    const sizes: number[] = [];
    const pieces = function* (): Iterable<string> {
      for (const size of [256 * 1024 - 1, 1, 1]) {
        sizes.push(readFileSync(path).length);
        yield 'x'.repeat(size);
      }
    };
    await writeText(path, 'new', pieces());
    expect(sizes).toEqual([0, 0, 256 * 1024]);
  });

  it('leaves a file that is there alone, unless it is told what to do with it', async () => {
    const path = aPath();
    writeFileSync(path, 'old ');
    await expect(writeText(path, 'new', ['new'])).rejects.toBeInstanceOf(FileExists);
    expect(await writeText(path, 'append', ['new'])).toBe(3);
    expect(readFileSync(path, 'utf8')).toBe('old new');
    await writeText(path, 'replace', ['new']);
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('is told of with its file where something goes wrong meanwhile', async () => {
    const path = aPath();
    await expect(writeText(path, 'new', faulty())).rejects.toThrow(
      `${path} cannot be written to: it is gone.`,
    );
  });
});
