import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openView } from '../../source/command-line/kept-view.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const aFile = (): string => join(temporaryFolder(), 'state', 'views.json');

describe('the view of a broker', () => {
  it('is kept by its name, beside those of others', () => {
    const file = aFile();
    const office = openView(file, 'office', false);
    const home = openView(file, 'localhost:1883', false);
    expect([office.before, home.before]).toEqual([undefined, undefined]);
    expect([office.keep({ order: 'rate' }), home.keep({ order: 'size' })]).toEqual([
      undefined,
      undefined,
    ]);
    office.keep({ order: 'count', later: { version: 2 } });
    home.keep({ order: 'name' });
    expect(openView(file, 'office', false).before).toEqual({
      order: 'count',
      later: { version: 2 },
    });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('is none with --fresh, and stays in the file until there is another', () => {
    const file = aFile();
    openView(file, 'office', false).keep({ order: 'rate' });
    const fresh = openView(file, 'office', true);
    expect(fresh.before).toBeUndefined();
    expect(openView(file, 'office', false).before).toEqual({ order: 'rate' });
    fresh.keep({ order: 'size' });
    expect(openView(file, 'office', false).before).toEqual({ order: 'size' });
  });

  it('of a broken file is none, and the file is left alone', () => {
    const file = join(temporaryFolder(), 'views.json');
    for (const text of ['{"office": ', '[]', '7']) {
      writeFileSync(file, text);
      const view = openView(file, 'office', false);
      expect(view.problem).toMatch(
        /^The views in .* cannot be read \(it is .*\): the screen starts/,
      );
      expect([view.before, view.keep({})]).toEqual([undefined, undefined]);
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });

  it('that cannot be written is told of', () => {
    const file = aFile();
    const view = openView(file, 'office', false);
    mkdirSync(file, { recursive: true });
    expect(view.keep({})).toBe(
      `The view cannot be remembered in ${file} (it is not a file of views).`,
    );
  });
});
