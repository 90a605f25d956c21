import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { manPage } from '../source/command-line/man-page.ts';
import { contentsOf } from './docs/headings.ts';
import { type Page, projectFolder, readPages } from './docs/pages.ts';
import { generatedTables } from './docs/tables.ts';

/**
 * Writes the generated parts: the tables and the tables of contents in docs/, and the manual page.
 * `--check` writes nothing and fails if any of them is out of date.
 */
const pages = readPages();

/** The text with each part between `<!-- generated: NAME -->` and `<!-- end -->` filled in. */
const fill = (text: string, bodyOf: (name: string) => string): string =>
  text.replaceAll(
    /(<!-- generated: ([a-z-]+) -->\n)[^]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => `${start}\n${bodyOf(name)}\n\n${end}`,
  );

/** Tables go first: some contain headings for the table of contents. */
const filled = ({ path, text }: Page): string => {
  const withTables = fill(text, (name) => {
    const body = name === 'contents' ? '' : generatedTables[name];
    if (body === undefined) throw new Error(`${path} asks for "${name}", which is not generated`);
    return body;
  });
  return fill(withTables, (name) =>
    name === 'contents' ? contentsOf(withTables) : (generatedTables[name] ?? ''),
  );
};

for (const name of Object.keys(generatedTables))
  if (!pages.some(({ text }) => text.includes(`<!-- generated: ${name} -->`)))
    throw new Error(`docs/ has no place for the table "${name}"`);

const manFile = 'man/mqtt-tui.1';
const manBefore = existsSync(`${projectFolder}${manFile}`)
  ? readFileSync(`${projectFolder}${manFile}`, 'utf8')
  : '';
const drifted = [
  ...pages.map((page) => ({ path: page.path, before: page.text, after: filled(page) })),
  { path: manFile, before: manBefore, after: manPage() },
].filter(({ before, after }) => after !== before);

if (!process.argv.includes('--check')) {
  for (const { path, after } of drifted) writeFileSync(`${projectFolder}${path}`, after);
} else if (drifted.length > 0) {
  const names = drifted.map(({ path }) => path).join(', ');
  process.stderr.write(
    `Out of date with the program's tables: ${names}. Run "npm run docs" and commit the result.\n`,
  );
  process.exitCode = 1;
}
