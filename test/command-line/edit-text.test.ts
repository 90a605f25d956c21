import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editText } from '../../source/command-line/edit-text.ts';
import { until } from '../support/until.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'edit text-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** A program that plays the editor; `$1` is the file. */
const anEditor = (script: string, name = 'editor'): string => {
  const path = join(root, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o700);
  return `'${path}'`;
};

const edit = (
  text: string,
  environment: Record<string, string>,
  signal = new AbortController().signal,
): Promise<string> => editText(text, environment, signal);

describe('the editor', () => {
  it.each(['one', '', 'two\nlines', 'a break at the end\n', '你好 $HOME "x"'])(
    'gives back what it was given when nothing is changed: %j',
    async (text) => {
      expect(await edit(text, { EDITOR: 'true' })).toBe(text);
    },
  );

  it('gives back what was written', async () => {
    const editor = anEditor(String.raw`printf 'first\nsecond\n' > "$1"`);
    expect(await edit('x', { EDITOR: editor })).toBe('first\nsecond');
    const marking = anEditor(String.raw`printf '\357\273\277first\r\n' > "$1"`, 'marking');
    expect(await edit('x', { EDITOR: marking })).toBe('first');
  });

  it('is VISUAL before EDITOR, with its arguments', async () => {
    const visual = anEditor('shift "$(($# - 1))"; echo visual > "$1"', 'visual editor');
    const environment = { VISUAL: `${visual} --wait 'two words'`, EDITOR: 'false' };
    expect(await edit('x', environment)).toBe('visual');
    expect(await edit('x', { VISUAL: ' ', EDITOR: anEditor('echo editor > "$1"') })).toBe('editor');
  });

  it('has a file for its owner alone, which is gone afterwards', async () => {
    const report = join(root, 'report');
    const editor = anEditor(
      `stat -c '%a' "$1" "$(dirname "$1")" > '${report}'; echo "$1" >> '${report}'`,
    );
    await edit('x', { EDITOR: editor });
    const [fileMode, folderMode, file = ''] = readFileSync(report, 'utf8').split('\n');
    expect([fileMode, folderMode]).toEqual(['600', '700']);
    expect([existsSync(file), existsSync(dirname(file))]).toEqual([false, false]);
  });

  it.each([
    ['/nowhere/editor', /^The editor "\/nowhere\/editor" cannot be started: .+; .+\.$/],
    ['false', /^The editor "false" ended with code 1; .+ is unchanged\.$/],
    ['kill -9 $$ #', /ended with code none/],
    ['rm', /cannot be read/],
  ])('says in a sentence what went wrong with %s', async (EDITOR, sentence) => {
    await expect(edit('x', { EDITOR })).rejects.toThrow(sentence);
  });

  it('ends with the program, and leaves no file', async () => {
    const ending = new AbortController();
    const report = join(root, 'report');
    const editor = anEditor(
      `echo "$1" > '${report}'; mv '${report}' '${report}.whole'; exec sleep 60`,
    );
    const edited = edit('x', { EDITOR: editor }, ending.signal);
    await until({
      what: 'the editor',
      find: () => existsSync(`${report}.whole`),
      subscribe: (look) => {
        const timer = setInterval(look, 5);
        return () => clearInterval(timer);
      },
      seen: () => root,
    });
    ending.abort();
    await expect(edited).rejects.toThrow(/./);
    expect(existsSync(readFileSync(`${report}.whole`, 'utf8').trim())).toBe(false);
  });
});
