import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every Markdown file below a folder, by its path from the root. */
const pagesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

/** The lines of the shell in a page, without those that only say something. */
const commandsOf = (page: string): string[] =>
  [...page.matchAll(/^```sh\n([^]*?)^```/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => line !== '');

/** The pictures that a page shows, by their paths from the root. */
const picturesOf = (path: string): string[] =>
  [...read(path).matchAll(/!\[[^\]]*\]\(([^)]+)\)|<img[^>]* src="([^"]+)"/g)].map(
    ([, markdown, html]) => join(dirname(path), markdown ?? html ?? ''),
  );

describe('README.md', () => {
  it('is short enough to be read: what it leaves out is in docs/', () => {
    expect(Buffer.byteLength(read('README.md'))).toBeLessThan(12_288);
  });

  it('begins with how to run the program and its tests', () => {
    expect(commandsOf(read('README.md')).slice(0, 2)).toEqual([
      'npm ci && npx mqtt-tui',
      'npm ci && npm test',
    ]);
  });

  it('shows a film and three stills', () => {
    expect(picturesOf('README.md')).toEqual([
      'docs/film.svg',
      'docs/screen.svg',
      'docs/watch.svg',
      'docs/compare.svg',
    ]);
  });
});

describe('the pictures', () => {
  const shown = ['README.md', ...pagesBelow('docs')].flatMap((path) => picturesOf(path));

  it('that a page shows are there', () => {
    expect(shown.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('that are there are shown', () => {
    const drawn = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.svg'));
    expect(drawn.filter((name) => !shown.includes(`docs/${name}`))).toEqual([]);
  });

  it.each(['film', 'screen', 'screen-light', 'watch', 'compare'])(
    'say what is on them: %s',
    (name) => {
      expect(read(`docs/${name}.svg`)).toMatch(/<title>mqtt-tui: .{30}/);
    },
  );
});

describe('the film', () => {
  const film = read('docs/film.svg');

  it('has many frames, of which the last is seen where nothing moves', () => {
    const times = new Set(film.match(/(?<=[{}])[\d.]+%(?=\{visibility)/g));
    expect(times.size).toBeGreaterThan(40);
    const [styles = ''] = /<style>.*<\/style>/.exec(film) ?? [];
    expect(styles).toContain('.h{visibility:hidden}@media (prefers-reduced-motion:no-preference){');
    // What is hidden where nothing moves is what the last frame does not show.
    const groups = [...film.matchAll(/<g class="t (t\d+)( h)?">/g)];
    expect(groups.length).toBeGreaterThan(40);
    for (const [, name, hidden] of groups)
      expect(styles).toMatch(
        new RegExp(
          `@keyframes ${name}\\{[^@]*\\{visibility:${hidden === undefined ? 'visible' : 'hidden'}\\}\\}`,
        ),
      );
  });

  it('runs for a quarter of a minute, and is small', () => {
    const seconds = Number(/animation:([\d.]+)s step-end infinite/.exec(film)?.[1]);
    expect(seconds).toBeGreaterThan(12);
    expect(seconds).toBeLessThan(25);
    expect(film.length).toBeLessThan(300_000);
  });

  it('shows what the program is for', () => {
    expect(film).toContain('Is the bedroom warm yet?');
    expect(film).toContain('home/bedroom/temperature');
    expect(film).toMatch(/>你</);
    expect(film).toMatch(/>✓</);
  });
});
