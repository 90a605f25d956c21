import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openNames } from '../../source/command-line/known-names.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const aFile = (): string => join(temporaryFolder(), 'state', 'names.json');

describe('the names in the chat', () => {
  it('are remembered by broker, and the last one for others', () => {
    const file = aFile();
    const first = openNames(file, 'a:1883');
    expect([first.here, first.last]).toEqual([undefined, undefined]);
    expect([first.keep('anna'), openNames(file, 'b:1883').keep('bob')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(openNames(file, 'a:1883')).toMatchObject({ here: 'anna', last: 'bob' });
    openNames(file, 'a:1883').keep('anne');
    expect(openNames(file, 'c:1883')).toMatchObject({ here: undefined, last: 'anne' });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('are not those that nobody could have in the chat', () => {
    const file = join(temporaryFolder(), 'names.json');
    writeFileSync(file, JSON.stringify({ 'a:1': 'x'.repeat(65), 'b:1': '\u001b[2J', 'c:1': 7 }));
    for (const broker of ['a:1', 'b:1', 'c:1'])
      expect(openNames(file, broker)).toMatchObject({ here: undefined, last: undefined });
  });

  it('of a broken file are none, and it is left alone', () => {
    const file = join(temporaryFolder(), 'names.json');
    writeFileSync(file, '{"a:1883": ');
    const names = openNames(file, 'a:1883');
    expect(names.problem).toBe(
      `The names in ${file} cannot be read (it is damaged; delete it to start a new one): you are asked for yours at each start.`,
    );
    expect([names.here, names.last, names.keep('anna')]).toEqual([undefined, undefined, undefined]);
    expect(readFileSync(file, 'utf8')).toBe('{"a:1883": ');
  });

  it('that cannot be written are told of once', () => {
    const file = aFile();
    const names = openNames(file, 'a:1883');
    mkdirSync(file, { recursive: true });
    expect(names.keep('anna')).toBe(
      `Your name cannot be remembered in ${file} (it is not a file of names).`,
    );
    expect(names.keep('anna')).toBeUndefined();
  });
});
