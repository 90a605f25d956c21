import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A Markdown page that a visitor reads. */
export type Page = {
  /** Path from the project's folder, such as `docs/chat.md`. */
  readonly path: string;
  readonly text: string;
};

/** The folder of the project, with a slash at its end. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

/** All pages: those next to README.md and those in docs/. */
export const readPages = (): Page[] =>
  globSync(['*.md', 'docs/**/*.md'], { cwd: projectFolder })
    .toSorted()
    .map((path) => ({ path, text: readFileSync(`${projectFolder}${path}`, 'utf8') }));
