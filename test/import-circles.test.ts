import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** What a file imports of the program's own: for its types or values, at its start or later. */
const importsOf = (file: string): string[] =>
  Array.from(
    readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+\.tsx?)'/g),
    ([, path = '']) => join(file, '..', path),
  );

/** The first way from a file back to itself, if there is one. */
const findCircle = (imports: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const done = new Set<string>();
  const follow = (file: string, way: readonly string[]): readonly string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of imports.get(file) ?? []) {
      const circle = follow(next, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const circle = follow(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
};

it('finds a circle where there is one', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ]);
  expect(findCircle(imports)).toEqual(['b', 'd', 'b']);
});

// The linter's rule does not follow `import()`.
it('no file imports itself by way of others, not even when that is loaded later', () => {
  const files = ['cli.tsx', ...globSync('source/**/*.{ts,tsx}')];
  const imports = new Map(files.map((file) => [file, importsOf(file)]));
  expect(imports.get('source/command-line/main.ts')).toContain(
    'source/command-line/sub-command.ts',
  );
  expect(findCircle(imports)).toEqual([]);
});
