import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lastUsed, openLastUsed } from '../../source/command-line/last-used.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const environment = {};

describe('when profiles were used last', () => {
  it('is kept by profile, and read again from what another program wrote', () => {
    const home = temporaryFolder();
    const used = lastUsed({ 'no-history': false }, { environment, home });
    const other = lastUsed({ 'no-history': false }, { environment, home });
    expect(used?.times()).toEqual(new Map());
    expect([used?.keep('office', 1000), other?.keep('home', 2000)]).toEqual([undefined, undefined]);
    used?.keep('office', 3000);
    expect(other?.times()).toEqual(
      new Map([
        ['home', 2000],
        ['office', 3000],
      ]),
    );
    const file = join(home, '.local', 'state', 'mqtt-tui', 'last-used.json');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('is not kept with --no-history or without a home folder', () => {
    const home = temporaryFolder();
    expect(lastUsed({ 'no-history': true }, { environment, home })).toBeUndefined();
    expect(lastUsed({ 'no-history': false }, { environment, home: '' })).toBeUndefined();
  });

  it('is no text and no time before 1970', () => {
    const file = join(temporaryFolder(), 'last-used.json');
    writeFileSync(file, '{"a": "yesterday", "b": -1, "c": null, "__proto__": 5, "d": 6}');
    expect(openLastUsed(file).times()).toEqual(
      new Map([
        ['__proto__', 5],
        ['d', 6],
      ]),
    );
  });

  it('is nothing where the file is damaged, which is left alone and told of once', () => {
    const file = join(temporaryFolder(), 'last-used.json');
    writeFileSync(file, '{"office": 1');
    const used = openLastUsed(file);
    expect(used.times()).toEqual(new Map());
    expect(used.keep('office', 5)).toBe(
      `When you used office last cannot be remembered in ${file} (it is damaged; delete it to start a new one).`,
    );
    expect(used.keep('office', 6)).toBeUndefined();
    expect(readFileSync(file, 'utf8')).toBe('{"office": 1');
  });

  it('is not kept where a folder has the name of the file', () => {
    const file = join(temporaryFolder(), 'last-used.json');
    mkdirSync(file);
    expect(openLastUsed(file).keep('office', 5)).toContain('(it is not a file of times)');
  });
});
