import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { oneCellClass } from '../../../source/ui/draw/one-cell.ts';

const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*/gm;

/** Their characters are compared with those that come, said as those, or ask the terminal for their cells: nobody draws them as marks. */
const exclude = [
  'source/demo/**',
  'source/model/confusable-names.ts',
  'source/session/publish/path-completion.ts',
  'source/ui/draw/web-addresses.ts',
  'source/ui/terminal/width-questions.ts',
];

it('has every mark that the program draws', () => {
  const others = new RegExp(`[^${oneCellClass}\\n]`, 'g');
  const missing = globSync('source/**/*.{ts,tsx}', { exclude }).flatMap(
    (path) => readFileSync(path, 'utf8').replaceAll(comments, '').match(others) ?? [],
  );
  expect(missing).toEqual([]);
});
