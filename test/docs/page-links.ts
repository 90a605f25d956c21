import { dirname, join, normalize } from 'node:path';
import { withoutFences } from '../../scripts/docs/headings.ts';
import type { Page } from '../../scripts/docs/pages.ts';

/** A link or picture of a page that leads to a file of the project. */
export type Link = {
  readonly target: string;
  /** From the project's folder; the page itself for a link within it. */
  readonly path: string;
  /** What stands behind the `#`. */
  readonly anchor: string | undefined;
};

/** The links and pictures of a page that lead to files of the project. */
export const linksOf = ({ path, text }: Page): Link[] => {
  const prose = withoutFences(text).replaceAll(/`[^`\n]+`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g)]
    .map(([, inText, inTag]) => inText ?? inTag ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', anchor] = target.split('#');
      return { target, path: file === '' ? path : normalize(join(dirname(path), file)), anchor };
    });
};
