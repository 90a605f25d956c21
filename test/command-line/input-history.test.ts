import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInputHistory } from '../../source/command-line/input-history.ts';

let root: string;
let path: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'input-history-'));
  path = join(root, 'state', 'mqtt-tui', 'input-history');
});
afterEach(() => rmSync(root, { recursive: true }));

const mode = (of: string): number => statSync(of).mode & 0o777;

const write = (text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

describe('the input history', () => {
  it('is there in the next run, several lines of one entry together', () => {
    const history = openInputHistory(path);
    expect([history.lines, history.problem, existsSync(path)]).toEqual([[], undefined, false]);
    for (const line of ['one', 'two\nlines', '你好 "quoted"'])
      expect(history.add(line)).toBeUndefined();
    expect(openInputHistory(path).lines).toEqual(['one', 'two\nlines', '你好 "quoted"']);
  });

  it('is for its owner alone, whatever it was before', () => {
    openInputHistory(path).add('one');
    expect([mode(path), mode(dirname(path))]).toEqual([0o600, 0o700]);
    chmodSync(path, 0o644);
    openInputHistory(path);
    expect(mode(path)).toBe(0o600);
  });

  it('takes the lines of two programs', () => {
    const [one, two] = [openInputHistory(path), openInputHistory(path)];
    for (let index = 0; index < 5; index += 1) {
      one.add(`one ${index}`);
      two.add(`two ${index}`);
    }
    expect(openInputHistory(path).lines).toHaveLength(10);
  });

  it('keeps the newest thousand, and no file beside its own', () => {
    const history = openInputHistory(path);
    for (let index = 0; index < 2500; index += 1) history.add(String(index));
    const { lines } = openInputHistory(path);
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([1000, '1500', '2499']);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(1001);
    expect(readdirSync(dirname(path))).toEqual(['input-history']);
  });

  it('keeps no more than a mebibyte, and no line that is very long', () => {
    const history = openInputHistory(path);
    for (let index = 0; index < 300; index += 1) history.add('x'.repeat(8000));
    history.add('y'.repeat(9000));
    const { lines } = openInputHistory(path);
    expect(lines.join('').length).toBeLessThanOrEqual(1024 * 1024);
    expect(lines.some((line) => line.startsWith('y'))).toBe(false);
  });

  it('loses only the line that was torn', () => {
    write('"one"\n"tw');
    const history = openInputHistory(path);
    expect([history.lines, history.problem]).toEqual([
      ['one'],
      expect.stringMatching(/^[^\n]+ was damaged in places[^\n]+\.$/),
    ]);
    history.add('three');
    const next = openInputHistory(path);
    expect([next.lines, next.problem]).toEqual([['one', 'three'], undefined]);
  });

  it('goes on behind a last line without an end', () => {
    write('"one"');
    openInputHistory(path).add('two');
    expect(openInputHistory(path).lines).toEqual(['one', 'two']);
  });

  it('leaves a file of somebody else alone', () => {
    write('not ours\n{}\n');
    const history = openInputHistory(path);
    expect(history.problem).toMatch(/damaged and is not used; remove it/);
    expect(history.add('one')).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe('not ours\n{}\n');
  });

  it('says once what is in the way', () => {
    mkdirSync(path, { recursive: true });
    const history = openInputHistory(path);
    expect([history.lines, history.problem]).toEqual([
      [],
      expect.stringContaining('cannot be used (it is not a file)'),
    ]);
    writeFileSync(join(root, 'file'), '');
    const below = openInputHistory(join(root, 'other', 'input-history'));
    writeFileSync(join(root, 'other'), '');
    expect(below.add('one')).toMatch(/cannot be written \(\w+\): [^\n]+\.$/);
    expect(below.add('two')).toBeUndefined();
  });

  it('gives back whatever was typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 20 }), (typed) => {
        rmSync(path, { force: true });
        const history = openInputHistory(path);
        for (const line of typed) history.add(line);
        expect(openInputHistory(path).lines).toEqual(typed);
      }),
      { numRuns: 50 },
    );
  });
});
