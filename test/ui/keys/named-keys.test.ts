import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Where keys are named: their tables, what reads the keyboard, and the order of keys. */
const namesKeys =
  /^source\/ui\/(?:[a-z-]+\/(?:[a-z]+-)?keys\.ts|screen-keys\.ts|keys\/|terminal\/|help\/(?:section-rows|groups)\.ts$)/;

/** The programs for scripts are ended by the key of every terminal, which no table has. */
const isForScripts = (file: string): boolean => file.startsWith('source/command-line/');

const files = globSync('source/**/*.{ts,tsx}').filter(
  (file) => !namesKeys.test(file) && !isForScripts(file),
);

/** The name of a key in a text that people read; "Delete the template" names none. */
const key =
  /(?<![\w.-])(?:Enter|Esc|Tab|Backspace|Delete(?! the)|PageUp|PageDown|F(?:1[0-2]|[1-9])|(?:Ctrl|Alt|Shift)\+[A-Z]\w*)(?!\w)|[↑↓←→]{2}/;

/** String and template literals, and the texts of elements, without comments. */
const textsOf = (source: string): readonly string[] =>
  source
    .replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
    .match(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|>[^<>{}=;]+</g) ?? [];

const keysIn = (source: string): readonly string[] =>
  textsOf(source).filter((text) => key.test(text));

describe('no text of the screen names a key: hints and sentences take it from the table of keys', () => {
  it('in source/, but for the tables', () => {
    const found = files.flatMap((file) =>
      keysIn(readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('as the check can tell', () => {
    expect(files.length).toBeGreaterThan(300);
    for (const text of [
      "'Esc closes'",
      '`paused, ${x} · Ctrl+G stops`',
      '"↑↓ scrolls"',
      '>Tab next<',
    ])
      expect(keysIn(text)).toHaveLength(1);
    expect(keysIn("// 'Enter'\n/** `Esc` */ 'Tables, Entered, F1x'")).toEqual([]);
    expect(keysIn(readFileSync('source/ui/input/edit-keys.ts', 'utf8')).length).toBeGreaterThan(20);
  });
});
