/** A heading of a Markdown page. */
export type Heading = {
  /** 1 for `#`. */
  readonly level: number;
  readonly title: string;
  /** The part of a link to it after the `#`. */
  readonly anchor: string;
};

/** A page without its fenced blocks, in which a `#` does not begin a heading and brackets are not links. */
export const withoutFences = (page: string): string =>
  page.replaceAll(/^( *)(`{3,})[^]*?^\1\2$/gm, '');

/** The anchor that GitHub gives a heading. */
const slug = (title: string): string =>
  title
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

/** The headings of a page, in order. */
export const headingsOf = (page: string): Heading[] => {
  const times = new Map<string, number>();
  return [...withoutFences(page).matchAll(/^(#{1,6}) +(.+?) *$/gm)].map(
    ([, marks = '', title = '']) => {
      const base = slug(title);
      const before = times.get(base) ?? 0;
      times.set(base, before + 1);
      return { level: marks.length, title, anchor: before === 0 ? base : `${base}-${before}` };
    },
  );
};

/** The table of contents of a page: a link to each heading except the title. */
export const contentsOf = (page: string): string =>
  headingsOf(page)
    .filter(({ level }) => level === 2 || level === 3)
    .map(({ level, title, anchor }) => `${'  '.repeat(level - 2)}- [${title}](#${anchor})`)
    .join('\n');
