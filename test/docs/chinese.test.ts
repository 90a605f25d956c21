import { dirname, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headingsOf, withoutFences } from '../../scripts/docs/headings.ts';
import { type Page, readPages } from '../../scripts/docs/pages.ts';
import { fencesOf } from './fences.ts';
import { type Link, linksOf } from './page-links.ts';
import { sectionsOf } from './sections.ts';

const pages = readPages();

const pageAt = (path: string): Page => {
  const page = pages.find((candidate) => candidate.path === path);
  if (page === undefined) throw new Error(`there is no ${path}`);
  return page;
};

/** The pages that have a Chinese translation, and where it is. */
const translations: Readonly<Record<string, string>> = {
  'README.md': 'README.zh-CN.md',
  'docs/README.md': 'docs/zh-CN/README.md',
  'docs/chat.md': 'docs/zh-CN/chat.md',
  'docs/watch.md': 'docs/zh-CN/watch.md',
};

/** What each section of a page has that the section in the same place of its translation lacks. */
const missingIn = (
  english: string,
  chinese: string,
  itemsOf: (section: string) => readonly string[],
): string[] => {
  const sections = sectionsOf(chinese);
  return sectionsOf(english).flatMap((section, index) => {
    const found = new Set(itemsOf(sections[index] ?? ''));
    const [heading = ''] = section.split('\n');
    return itemsOf(section)
      .filter((item) => !found.has(item))
      .map((item) => `${heading}: ${item}`);
  });
};

/** A line of a shell or of Python without its comment, a slash command without what explains it. */
const withoutComment = (line: string): string =>
  line.replace(/(?:^|\s+)#\s.*$/, '').replace(/^(\/.*?)\s{2,}.*$/, '$1');

/** The lines of blocks: commands, files, and what the screen shows. */
const linesOf = (section: string): string[] =>
  fencesOf(section)
    .flatMap(({ text }) => text.split('\n'))
    .map(withoutComment)
    .filter((line) => line.trim() !== '');

/** Keys, flags, slash commands and whatever else stands between backticks. */
const codeOf = (section: string): string[] =>
  [...withoutFences(section).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** The marks of the headings: `#`, `##`, `##` … */
const outlineOf = ({ text }: Page): string[] =>
  headingsOf(text).map(({ level }) => '#'.repeat(level));

const scriptOf = ({ text }: Page): string[] =>
  fencesOf(text)
    .filter(({ language }) => language === 'python')
    .flatMap((fence) => fence.text.split('\n').map(withoutComment));

const linkTo = (from: Page, to: Page): string => relative(dirname(from.path), to.path);

const targetOf = ({ path, anchor }: Pick<Link, 'path' | 'anchor'>): string =>
  anchor === undefined ? path : `${path}#${decodeURIComponent(anchor)}`;

/** The heading of the translation that stands in the place of this one. */
const pairedAnchor = (path: string, translation: string, anchor: string): string => {
  const index = headingsOf(pageAt(path).text).findIndex((heading) => heading.anchor === anchor);
  return headingsOf(pageAt(translation).text)[index]?.anchor ?? `the pair of ${anchor}`;
};

/** Where the translation leads to with its counterpart of this link. */
const translatedTarget = ({ path, anchor }: Link): string => {
  const translation = translations[path];
  return translation === undefined || anchor === undefined
    ? targetOf({ path: translation ?? path, anchor })
    : `${translation}#${pairedAnchor(path, translation, anchor)}`;
};

describe.each(Object.entries(translations))('%s in Chinese', (path, translation) => {
  const english = pageAt(path);
  const chinese = pageAt(translation);

  it('has the same headings', () => {
    const titles = headingsOf(english.text).map(({ title }) => title);
    expect(outlineOf(chinese), `one for each of ${titles.join(', ')}`).toEqual(outlineOf(english));
  });

  it('has the same commands in each section', () => {
    expect(missingIn(english.text, chinese.text, linesOf)).toEqual([]);
  });

  it('names the same keys, flags and slash commands in each section', () => {
    expect(missingIn(english.text, chinese.text, codeOf)).toEqual([]);
  });

  it('has the same links and pictures, and leads to Chinese pages where there are any', () => {
    const targets = new Set(linksOf(chinese).map(targetOf));
    const wanted = linksOf(english)
      .filter((link) => link.path !== translation)
      .map(translatedTarget);
    expect(wanted.filter((target) => !targets.has(target))).toEqual([]);
    const untranslated = linksOf(chinese).filter((link) => link.path in translations);
    expect(untranslated.map((link) => link.path)).toEqual([path]);
  });

  it('is one link away, and so is the way back', () => {
    expect(english.text).toMatch(`\n\n[中文](${linkTo(english, chinese)})\n\n`);
    expect(chinese.text).toMatch(`\n\n[English](${linkTo(chinese, english)})\n\n`);
  });
});

describe('the Chinese pages', () => {
  it('are all compared with an English one', () => {
    const chinese = pages.map(({ path }) => path).filter((path) => path.includes('zh-CN'));
    expect(chinese.toSorted()).toEqual(Object.values(translations).toSorted());
  });

  it('show the Python script of docs/chat.md at once, in README', () => {
    const script = scriptOf(pageAt('README.zh-CN.md'));
    expect(script).toEqual(scriptOf(pageAt('docs/chat.md')));
    expect(script).toContain('import paho.mqtt.client as mqtt');
  });
});
