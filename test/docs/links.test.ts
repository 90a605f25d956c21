import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headingsOf, withoutFences } from '../../scripts/docs/headings.ts';
import { type Page, projectFolder, readPages } from '../../scripts/docs/pages.ts';
import { fencesOf } from './fences.ts';

const pages = readPages();

type Link = {
  readonly target: string;
  /** From the project's folder; the page itself for a link within it. */
  readonly path: string;
  /** What stands behind the `#`. */
  readonly anchor: string | undefined;
};

/** The links and pictures of a page that lead to files of the project. */
const linksOf = ({ path, text }: Page): Link[] => {
  const prose = withoutFences(text).replaceAll(/`[^`\n]+`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g)]
    .map(([, inText, inTag]) => inText ?? inTag ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', anchor] = target.split('#');
      return { target, path: file === '' ? path : normalize(join(dirname(path), file)), anchor };
    });
};

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

const below = pages.filter(({ path }) => path.startsWith('docs/') && path !== 'docs/README.md');

describe.each(below)('$path', ({ path, text }) => {
  /** A translation may be listed in the README of its language instead. */
  const language = /^docs\/([^/]+)\//.exec(path)?.[1];
  const indexes = ['docs/README.md', ...(language === undefined ? [] : [`README.${language}.md`])];

  it('is listed in the index', () => {
    const listed = pages
      .filter((page) => indexes.includes(page.path))
      .flatMap((page) => linksOf(page).map((link) => link.path));
    expect(listed, `list it in ${indexes.join(' or ')}`).toContain(path);
  });

  it('has a table of contents', () => {
    expect(text).toContain('<!-- generated: contents -->');
  });
});
