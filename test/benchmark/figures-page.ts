import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../../docs/benchmarks.md', import.meta.url);
const marks = /(<!-- measured by npm run bench -->\n)[^]*?(<!-- end of measured -->)/;

/** Puts what was measured into docs/benchmarks.md, between its marks. */
export const writeFigures = (text: string): void => {
  const before = readFileSync(file, 'utf8');
  if (!marks.test(before)) throw new Error('docs/benchmarks.md has no place for the figures');
  writeFileSync(
    file,
    before.replace(marks, (_, start: string, end: string) => `${start}\n${text}\n\n${end}`),
  );
};
