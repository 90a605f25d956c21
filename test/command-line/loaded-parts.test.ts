import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtProgram } from '../terminal/program.ts';

const folder = dirname(builtProgram);

/** A file of the built program, and those that are loaded with it. */
const loadedWith = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(folder, file), 'utf8');
  for (const [, next = ''] of text.matchAll(/^import [^\n]*?"\.\/([^"]+)";?$/gm))
    loadedWith(next, seen);
  return seen;
};

const textOf = (files: ReadonlySet<string>): string =>
  Array.from(files, (file) => readFileSync(join(folder, file), 'utf8')).join('\n');

const screenParts =
  /react-reconciler|#region node_modules\/(react|ink)\/|#region source\/(ui|history)\//;

describe('what is loaded', () => {
  it.each([
    'sub-command.js',
    'pub-command.js',
    'clean-command.js',
    'record-command.js',
    'replay-command.js',
    'completions-command.js',
  ])('with %s is no screen, no React and no history', (file) => {
    expect(existsSync(join(folder, file))).toBe(true);
    expect(textOf(loadedWith(file))).not.toMatch(screenParts);
  });

  it('with the screen is all that', () => {
    expect(textOf(loadedWith('screen-command.js'))).toMatch(screenParts);
  });
});
