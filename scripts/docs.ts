import { readFileSync, writeFileSync } from 'node:fs';
import { environmentName } from '../source/command-line/flag.ts';
import { flagsFor, flagUsage } from '../source/command-line/help-text.ts';
import { helpSections, sectionRows } from '../source/ui/help-rows.ts';
import { slashCommands } from '../source/ui/slash-commands.ts';

/** Writes the README's tables from the tables of the program; `--check` only tells whether they have drifted. */

const cell = (text: string): string => text.replaceAll('|', '\\|');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');

const code = (text: string): string => `\`${text.trim()}\``;

const keys = helpSections
  .map(({ title, where }) => {
    const rows = sectionRows(where).map(({ keys: names, does }) => [
      names
        .split(', ')
        .map((name) => code(name))
        .join(' '),
      does,
    ]);
    return `**${title}**\n\n${table(['key', 'does'], rows)}`;
  })
  .join('\n\n');

const commands = table(
  ['command', 'does'],
  [
    ...slashCommands.map(({ name, aliases, usage, does }) => [
      [`/${name} ${usage}`, ...aliases.map((alias) => `/${alias}`)]
        .map((text) => code(text))
        .join(' '),
      does,
    ]),
    ['`//text`', 'say text that begins with a slash'],
  ],
);

const flagTable = (use: 'screen' | 'broker'): string =>
  table(
    ['flag', 'does', 'environment'],
    flagsFor(use).map((flag) => [code(flagUsage(flag)), flag.does, code(environmentName(flag))]),
  );

const generated: Readonly<Record<string, string>> = {
  keys,
  commands,
  flags: flagTable('screen'),
  'broker-flags': flagTable('broker'),
};

const file = new URL('../README.md', import.meta.url);
const before = readFileSync(file, 'utf8');
const after = before.replaceAll(
  /(<!-- generated: ([a-z-]+) -->\n)[^]*?(<!-- end -->)/g,
  (_, start: string, name: string, end: string) => {
    const body = generated[name];
    if (body === undefined)
      throw new Error(`README.md asks for a table "${name}" that nobody makes`);
    return `${start}\n${body}\n\n${end}`;
  },
);

for (const name of Object.keys(generated))
  if (!after.includes(`<!-- generated: ${name} -->`))
    throw new Error(`README.md has no place for the table "${name}"`);

if (!process.argv.includes('--check')) writeFileSync(file, after);
else if (after !== before) {
  process.stderr.write(
    'README.md has drifted from the tables of the program: run "npm run docs" and commit it.\n',
  );
  process.exitCode = 1;
}
