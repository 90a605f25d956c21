import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headingsOf } from '../../scripts/docs/headings.ts';
import { projectFolder, readPages } from '../../scripts/docs/pages.ts';
import { fencesOf } from './fences.ts';
import { type Link, linksOf } from './page-links.ts';

const pages = readPages();

/** Why a link leads nowhere. */
const problemOf = ({ path, anchor }: Link): string | undefined => {
  if (!existsSync(join(projectFolder, path))) return `there is no ${path}`;
  if (anchor === undefined) return undefined;
  const page = pages.find((candidate) => candidate.path === path);
  const anchors = headingsOf(page?.text ?? '').map((heading) => heading.anchor);
  return anchors.includes(decodeURIComponent(anchor))
    ? undefined
    : `${path} has no heading #${anchor}, but ${anchors.join(', ')}`;
};

describe.each(pages)('$path', (page) => {
  it('has links and pictures that lead somewhere', () => {
    const broken = linksOf(page).flatMap((link) => {
      const problem = problemOf(link);
      return problem === undefined ? [] : [`${link.target}: ${problem}`];
    });
    expect(broken).toEqual([]);
  });

  it('has its commands in blocks of the language sh, which are run', () => {
    const others = fencesOf(page.text)
      .map(({ language }) => language)
      .filter((language) => ['bash', 'shell', 'console', 'zsh'].includes(language));
    expect(others).toEqual([]);
  });
});

const below = pages.filter(({ path }) => /^docs\/(?!(?:.*\/)?README\.md$)/.test(path));

describe.each(below)('$path', ({ path, text }) => {
  /** The one in its folder: a translation is listed in the index of its language. */
  const index = join(dirname(path), 'README.md');

  it('is listed in the index', () => {
    const listed = pages
      .filter((page) => page.path === index)
      .flatMap((page) => linksOf(page).map((link) => link.path));
    expect(listed, `list it in ${index}`).toContain(path);
  });

  it('has a table of contents', () => {
    expect(text).toContain('<!-- generated: contents -->');
  });
});
