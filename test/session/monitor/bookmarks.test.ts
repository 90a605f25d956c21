import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Bookmarks } from '../../../source/session/monitor/bookmarks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const told: string[] = [];
const open = (file: string, broker = 'a:1883'): Bookmarks => {
  told.length = 0;
  return new Bookmarks({ file, broker }, (text) => told.push(text));
};

describe('bookmarks', () => {
  it('are there again in the next run, by broker', () => {
    const file = join(temporaryFolder(), 'state', 'bookmarks.json');
    const first = open(file);
    expect(first.toggle('site/1')).toBeUndefined();
    expect(first.toggle('site/2')).toBeUndefined();
    expect(open(file, 'b:1883').toggle('other')).toBeUndefined();
    expect([...open(file).topics]).toEqual(['site/1', 'site/2']);
    open(file).toggle('site/1');
    expect([...open(file).topics]).toEqual(['site/2']);
    expect([...open(file, 'b:1883').topics]).toEqual(['other']);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('keep what another program has marked meanwhile', () => {
    const file = join(temporaryFolder(), 'bookmarks.json');
    const [one, other] = [open(file), open(file)];
    expect(one.topics.size + other.topics.size).toBe(0);
    one.toggle('x');
    other.toggle('y');
    expect([...open(file).topics]).toEqual(['x', 'y']);
  });

  it('leave a broken file alone, and last until the program ends', () => {
    const file = join(temporaryFolder(), 'bookmarks.json');
    writeFileSync(file, '{"a:1883": [');
    const bookmarks = open(file);
    expect(bookmarks.toggle('x')).toBeUndefined();
    expect([...bookmarks.topics]).toEqual(['x']);
    expect(told).toEqual([expect.stringMatching(/bookmarks\.json cannot be read \(it is damaged/)]);
    expect(readFileSync(file, 'utf8')).toBe('{"a:1883": [');
  });

  it('say why they cannot be written', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'taken'));
    const bookmarks = open(join(folder, 'taken'));
    expect(bookmarks.toggle('x')).toBeUndefined();
    expect(told[0]).toContain('it is not a bookmarks file');
  });

  it('say so where there can be no such folder', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const bookmarks = open(join(file, 'below', 'bookmarks.json'));
    told.length = 0;
    expect(bookmarks.toggle('x') ?? told[0]).toContain('bookmarks last until you quit');
    expect([...bookmarks.topics]).toEqual(['x']);
  });

  it('are not more than a hundred', () => {
    const bookmarks = new Bookmarks(undefined, () => undefined);
    for (let number = 0; number < 100; number += 1) bookmarks.toggle(`t${number}`);
    expect(bookmarks.toggle('one more')).toMatch(/100 bookmarks already/);
    expect(bookmarks.toggle('t5')).toBeUndefined();
    expect(bookmarks.toggle('one more')).toBeUndefined();
    expect(bookmarks.topics.size).toBe(100);
  });

  it('are removed without a file, too', () => {
    const bookmarks = new Bookmarks(undefined, (text) => told.push(text));
    told.length = 0;
    expect(bookmarks.topics.size).toBe(0);
    bookmarks.toggle('x');
    bookmarks.toggle('y');
    bookmarks.toggle('x');
    expect([...bookmarks.topics]).toEqual(['y']);
    expect(told).toEqual([]);
  });

  it.each([
    ['null', 'it is not a bookmarks file'],
    ['[]', 'it is not a bookmarks file'],
    ['"text"', 'it is not a bookmarks file'],
    ['7', 'it is not a bookmarks file'],
    ['{', 'it is damaged; delete it to start a new one'],
  ])('are not taken from a file that is none, which is told once: %s', (text, why) => {
    const file = join(temporaryFolder(), 'bookmarks.json');
    writeFileSync(file, text);
    const bookmarks = open(file);
    expect([...bookmarks.topics]).toEqual([]);
    expect(bookmarks.toggle('x')).toBeUndefined();
    expect(bookmarks.toggle('y')).toBeUndefined();
    expect([...bookmarks.topics]).toEqual(['x', 'y']);
    expect(told).toEqual([
      `The bookmarks file ${file} cannot be read (${why}): new bookmarks last until you quit.`,
    ]);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('leave out what is no list of texts in the file, and brokers without any', () => {
    const file = join(temporaryFolder(), 'bookmarks.json');
    writeFileSync(file, JSON.stringify({ 'a:1883': ['x', 1], b: 'x', c: { x: 1 }, d: ['z'] }));
    const bookmarks = open(file);
    expect([...bookmarks.topics]).toEqual([]);
    bookmarks.toggle('y');
    expect(readFileSync(file, 'utf8')).toBe(
      '{\n  "d": [\n    "z"\n  ],\n  "a:1883": [\n    "y"\n  ]\n}\n',
    );
    bookmarks.toggle('y');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ d: ['z'] });
    expect(told).toEqual([]);
  });

  it('are kept for a hundred brokers, the last ones', () => {
    const file = join(temporaryFolder(), 'bookmarks.json');
    const all = Array.from({ length: 100 }, (_, number) => [`b${number}`, ['x']] as const);
    writeFileSync(file, JSON.stringify(Object.fromEntries(all)));
    open(file, 'new').toggle('y');
    const kept = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
    expect(kept).toEqual([...all.slice(1).map(([broker]) => broker), 'new']);
  });

  it('are not read from a file of more than 16 MiB', () => {
    const file = join(temporaryFolder(), 'bookmarks.json');
    const text = '{"a:1883": ["x"]}';
    const size = 16 * 1024 * 1024;
    writeFileSync(file, text.padEnd(size));
    expect([...open(file).topics]).toEqual(['x']);
    writeFileSync(file, text.padEnd(size + 1));
    expect([...open(file).topics]).toEqual([]);
    expect(told[0]).toContain('it is not a bookmarks file');
  });

  it('are told of with the reason of the system where the file cannot be written', () => {
    const folder = temporaryFolder();
    const other = open(join(folder, 'new', 'bookmarks.json'));
    expect(other.topics.size).toBe(0);
    writeFileSync(join(folder, 'new'), '');
    expect(other.toggle('y') ?? told.join('')).toMatch(
      /^The bookmarks file .+ cannot be (?:read|written) \(E[A-Z]+\): .*bookmarks last until you quit\.$/,
    );
    expect([...other.topics]).toEqual(['y']);
  });
});
