import { readPages } from '../../scripts/docs/pages.ts';
import { fencesOf } from './fences.ts';

/** A command line in a `sh` block of a page. */
export type PrintedCommand = {
  readonly page: string;
  /** As it stands there, with its comment. */
  readonly line: string;
  /** Without the comment: what the table of expectations calls it. */
  readonly name: string;
};

/** Lines that end in a backslash go on in the next one. */
const linesOf = (block: string): string[] => block.split(/(?<!\\)\n/);

/** Every command that README and docs/ print, once for each place. */
export const printedCommands = (): PrintedCommand[] =>
  readPages()
    .filter(({ path }) => /^(?:README[^/]*|docs\/.*)\.md$/.test(path))
    .flatMap(({ path, text }) =>
      fencesOf(text)
        .filter(({ language }) => language === 'sh')
        .flatMap((fence) => linesOf(fence.text))
        .map((line) => ({ page: path, line, name: line.replace(/(?:^|\s+)#\s.*$/, '').trim() }))
        .filter(({ name }) => name !== ''),
    );
