import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Page, projectFolder, readPages } from '../../scripts/docs/pages.ts';
import { printedCommands } from './printed-commands.ts';

const read = (path: string): string => readFileSync(join(projectFolder, path), 'utf8');

/** The pictures that a page shows, by their paths from the project's folder. */
const picturesOf = ({ path, text }: Page): string[] =>
  [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)|<img[^>]* src="([^"]+)"/g)].map(([, markdown, html]) =>
    join(dirname(path), markdown ?? html ?? ''),
  );

const readme = { path: 'README.md', text: read('README.md') };

describe('README.md', () => {
  it('is short enough to be read: what it leaves out is in docs/', () => {
    expect(Buffer.byteLength(readme.text)).toBeLessThan(12_288);
  });

  it('begins with how to run the program and its tests', () => {
    const names = printedCommands()
      .filter(({ page }) => page === 'README.md')
      .map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['npm ci && npx mqtt-tui', 'npm ci && npm test']);
  });

  it('shows a film and three stills', () => {
    expect(picturesOf(readme)).toEqual([
      'docs/film.svg',
      'docs/screen.svg',
      'docs/watch.svg',
      'docs/compare.svg',
    ]);
  });
});

describe('the pictures', () => {
  const shown = new Set(readPages().flatMap(picturesOf));

  it('that are there are shown', () => {
    const drawn = readdirSync(join(projectFolder, 'docs')).filter((name) => name.endsWith('.svg'));
    expect(drawn.filter((name) => !shown.has(`docs/${name}`))).toEqual([]);
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
    expect(film).toContain('is it warm in the lounge?');
    expect(film).toContain('zigbee2mqtt/lounge/climate');
    expect(film).toMatch(/>你</);
    expect(film).toMatch(/>✓</);
  });
});
