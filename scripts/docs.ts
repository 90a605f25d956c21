import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { commands as programCommands } from '../source/command-line/commands.ts';
import { exitCodes } from '../source/command-line/exit-codes.ts';
import {
  type CommandName,
  commandsOf,
  environmentName,
  type Flag,
} from '../source/command-line/flag.ts';
import { flags } from '../source/command-line/flags.ts';
import { flagsFor } from '../source/command-line/flags-for.ts';
import { flagUsage } from '../source/command-line/help-text.ts';
import { manPage } from '../source/command-line/man-page.ts';
import { filterHelp } from '../source/ui/topics/filter-help.ts';
import { sectionRows } from '../source/ui/help/text.ts';
import sentKeys from '../test/real-terminals/sent-keys.json' with { type: 'json' };
import './load-tsx.ts';

/** Writes the tables in docs/ and the manual page from the tables of the program; `--check` only tells whether they have drifted. */

// The table of sheets has their components.
const { tables } = await import('../source/ui/tables.ts');

const cell = (text: string): string => text.replaceAll('|', '\\|');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');

const code = (text: string): string => `\`${text.trim()}\``;

const keys = tables.sections
  .map((section) => {
    const rows = sectionRows(tables, section).map(({ keys: names, description }) => [
      names
        .split(', ')
        .map((name) => code(name))
        .join(' '),
      description,
    ]);
    return `**${section.title}**\n\n${table(['key', 'does'], rows)}`;
  })
  .join('\n\n');

const commands = table(
  ['command', 'does'],
  [
    ...tables.commands.map(({ name, aliases, parameters, description }) => [
      [`/${name} ${parameters}`, ...aliases.map((alias) => `/${alias}`)]
        .map((text) => code(text))
        .join(' '),
      description,
    ]),
    ['`//text`', 'say text that begins with a slash'],
  ],
);

const flagTable = (use: 'screen' | 'broker'): string =>
  table(
    ['flag', 'does', 'environment'],
    flagsFor(use).map((flag) => [
      code(flagUsage(flag)),
      flag.description,
      code(environmentName(flag)),
    ]),
  );

/** What only these commands have; what they share with the screen stands in its table. */
const ownFlags = (passes: (flag: Flag) => boolean): string =>
  table(
    ['flag', 'does'],
    flags.filter(passes).map((flag) => [code(flagUsage(flag)), flag.description]),
  );

const isOnlyFor =
  (command: CommandName) =>
  (flag: Flag): boolean =>
    commandsOf(flag).includes(command) && commandsOf(flag).every((name) => name === command);

/** What a key sends, as people write it down. */
const bytesAsText = (bytes: string): string =>
  bytes === ''
    ? '–'
    : code(
        Array.from(bytes, (character) => {
          if (character === '\u001b') return 'ESC ';
          if (character === '\u007f') return '^?';
          return character < ' '
            ? `^${String.fromCodePoint(character.codePointAt(0)! + 64)}`
            : character;
        }).join(''),
      );

/** The keys that not all terminals send alike, with what the program switches on in them. */
const differingKeys = table(
  ['key', 'xterm', 'urxvt', 'xfce4-terminal', 'kitty', 'alacritty', 'st', 'Konsole'],
  Object.keys(sentKeys.xterm.program).flatMap((name) => {
    const key = name as keyof typeof sentKeys.xterm.program;
    const { xterm, urxvt, vte, kitty, alacritty, st, konsole } = sentKeys;
    const sent = [xterm, urxvt, vte, kitty, alacritty, st, konsole].map(
      ({ program }) => program[key],
    );
    return new Set(sent).size === 1 ? [] : [[name, ...sent.map((bytes) => bytesAsText(bytes))]];
  }),
);

const generated: Readonly<Record<string, string>> = {
  keys,
  commands,
  flags: flagTable('screen'),
  'broker-flags': flagTable('broker'),
  'program-commands': table(
    ['command', 'does'],
    programCommands.map(({ usage, description }) => [code(`mqtt-tui ${usage}`), description]),
  ),
  'sub-flags': ownFlags(isOnlyFor('sub')),
  'pub-flags': ownFlags(isOnlyFor('pub')),
  'clean-flags': ownFlags(isOnlyFor('clean')),
  'record-flags': ownFlags(isOnlyFor('record')),
  'replay-flags': ownFlags(isOnlyFor('replay')),
  filters: table(
    ['filter', 'shows'],
    filterHelp.map(([filter, shows]) => [
      filter
        .split(' ')
        .map((word) => code(word))
        .join(' '),
      shows,
    ]),
  ),
  'differing-keys': differingKeys,
  'exit-codes': table(['exit code', 'means'], exitCodes),
};

const filled = (page: string, text: string): string =>
  text.replaceAll(
    /(<!-- generated: ([a-z-]+) -->\n)[^]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => {
      const body = generated[name];
      if (body === undefined)
        throw new Error(`docs/${page} asks for a table "${name}" that nobody makes`);
      return `${start}\n${body}\n\n${end}`;
    },
  );

const folder = new URL('../docs/', import.meta.url);
const pages = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => {
    const file = new URL(name, folder);
    const before = readFileSync(file, 'utf8');
    return { name, file, before, after: filled(name, before) };
  });

for (const name of Object.keys(generated))
  if (!pages.some(({ after }) => after.includes(`<!-- generated: ${name} -->`)))
    throw new Error(`docs/ has no place for the table "${name}"`);

const manFile = new URL('../man/mqtt-tui.1', import.meta.url);
const isManCurrent = existsSync(manFile) && readFileSync(manFile, 'utf8') === manPage();

if (!process.argv.includes('--check')) {
  for (const { file, after } of pages) writeFileSync(file, after);
  mkdirSync(new URL('.', manFile), { recursive: true });
  writeFileSync(manFile, manPage());
} else if (pages.some(({ before, after }) => after !== before) || !isManCurrent) {
  process.stderr.write(
    'docs/ or man/mqtt-tui.1 has drifted from the tables of the program: run "npm run docs" and commit it.\n',
  );
  process.exitCode = 1;
}
