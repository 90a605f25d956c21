import { printable } from '../../payload/printable.ts';
import { commands } from '../commands.ts';
import { environmentName, type Flag, isSetting } from '../flag.ts';
import { type FlagSource, settingsFor } from '../flags.ts';
import type { Config } from './config.ts';
import { type Environment, environmentLayer, fileLayers, mergeLayers } from './layers.ts';
import { type LineOf, linesIn } from './line-of.ts';
import { outranked } from '../server-way.ts';
import { shownValue } from './shown-value.ts';

/** A row of the list: name, value, where it is from, and the commands for which it counts. */
type Row = readonly [name: string, value: string, source: string, use?: string];

const inColumns = (rows: readonly Row[]): string => {
  const width = (column: 0 | 1 | 2, most: number): number =>
    Math.min(most, Math.max(...rows.map((row) => row[column].length)));
  const widths = [width(0, 24), width(1, 40), width(2, 40)];
  return rows
    .map((row) =>
      row
        .map((text = '', column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** Says where values come from. */
class Sources {
  readonly #lineOf: LineOf;
  readonly #profile: string | undefined;

  constructor(lineOf: LineOf, profile: string | undefined) {
    this.#lineOf = lineOf;
    this.#profile = profile;
  }

  inWords(flag: Flag, source: FlagSource | undefined): string {
    if (source === 'environment') return environmentName(flag);
    if (source === 'profile') return this.profile([flag.name]);
    return source === 'file' ? this.file([flag.name]) : 'default';
  }

  profile(path: readonly string[]): string {
    const name = this.#profile ?? '';
    return `profile ${name}, line ${this.#lineOf(['profile', name, ...path]) ?? '?'}`;
  }

  file(path: readonly string[]): string {
    return `line ${this.#lineOf(path) ?? '?'}`;
  }
}

/** Tables that are no flags, in the profile or at the top. */
const tableRows = (
  { passphraseCommands, profiles, keys, theme }: Config,
  name: string | undefined,
  sources: Sources,
): readonly Row[] => {
  const profile = name === undefined ? undefined : profiles.get(name);
  const rooms = new Map([...passphraseCommands, ...(profile?.passphraseCommands ?? [])]);
  return [
    ...[...rooms].map(([room, words]): Row => {
      const path = ['passphrase-commands', room];
      const isOfProfile = profile?.passphraseCommands.has(room) === true;
      return [
        `passphrase of ${printable(room)}`,
        printable(words.join(' ')),
        isOfProfile ? sources.profile(path) : sources.file(path),
      ];
    }),
    ...(profile?.theme !== undefined
      ? [['[theme]', 'colours', sources.profile(['theme'])] as const]
      : theme === undefined
        ? []
        : [['[theme]', 'colours', sources.file(['theme'])] as const]),
    ...(keys === undefined ? [] : [['[keys]', 'keys', sources.file(['keys'])] as const]),
  ];
};

/**
 * What is in force, with a profile or without, and where each value comes from: what is set for the screen, what is not,
 * and where other commands differ from it. Secrets are hidden. Rejects with `UsageError`.
 */
export const showConfig = async (
  config: Config,
  profile: string | undefined,
  environment: Environment,
): Promise<string> => {
  const sources = new Sources(await linesIn(config.text ?? ''), profile);
  const rowsOf = (command: (typeof commands)[number]['name']): readonly Row[] => {
    const rows = settingsFor(command).filter(isSetting);
    const merged = mergeLayers(rows, [
      environmentLayer(rows, environment),
      ...fileLayers(config, profile),
    ]);
    const sourceOf = (name: string): FlagSource | undefined => merged.sources.get(name);
    const unused = outranked(sourceOf);
    return rows.map((flag) => {
      const from = sources.inWords(flag, sourceOf(flag.name));
      const counts = from === 'default' || !unused.has(flag.name);
      return [
        flag.name,
        shownValue(flag, merged.values[flag.name]),
        counts ? from : `${from}, not used`,
      ];
    });
  };
  const screen = rowsOf('screen');
  const known = new Set(screen.map((row) => row.join('\0')));
  const others = new Map<string, { readonly row: Row; readonly uses: string[] }>();
  for (const { name, typed } of commands.filter((one) => one.name !== 'screen'))
    for (const row of rowsOf(name)) {
      const key = row.join('\0');
      if (known.has(key)) continue;
      const other = others.get(key) ?? { row, uses: [] };
      other.uses.push(typed);
      others.set(key, other);
    }
  const otherRows = [...others.values()].map(({ row: [name, value, source], uses }): Row => [
    name,
    value,
    source,
    uses.join(', '),
  ]);
  const isSet = ([, , source]: Row): boolean => source !== 'default';
  const set = [...screen.filter(isSet), ...tableRows(config, profile, sources)];
  return [
    ...(set.length === 0 ? [] : [inColumns(set)]),
    inColumns(screen.filter((row) => !isSet(row))),
    'Where other commands differ:',
    inColumns(otherRows),
  ].join('\n\n');
};
