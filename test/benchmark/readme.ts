import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../../README.md', import.meta.url);
const marks = /(<!-- measured by npm run bench -->\n)[^]*?(<!-- end of measured -->)/;

/** Puts what was measured into the README, between its marks. */
export const writeReadme = (text: string): void => {
  const before = readFileSync(file, 'utf8');
  if (!marks.test(before)) throw new Error('README.md has no place for the figures');
  writeFileSync(
    file,
    before.replace(marks, (_, start: string, end: string) => `${start}\n${text}\n\n${end}`),
  );
};
