import { findTheme } from '../../format/theme-names.ts';
import { printable } from '../../payload/printable.ts';
import type { Value } from '../flag-value.ts';
import { settings as rows } from '../flags.ts';
import { nearest } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import { checkValue, isTexts, type Places } from './check-value.ts';
import { type Level, noLevel, type Problem, type Table, type Words } from './config.ts';
import { profileNameProblem } from './profile-name.ts';

/** Tables at the top of the file, and in each profile, that are no flags. */
const levelTables = ['passphrase-commands', 'theme'] as const;
const topTables = [...levelTables, 'profile', 'keys'] as const;

/** What a file says, and what is wrong with it. */
export type Checked = {
  readonly top: Level;
  readonly profiles: ReadonlyMap<string, Level>;
  readonly keys: Table | undefined;
  readonly problems: readonly Problem[];
};

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' &&
  value !== null &&
  // Dates are objects too.
  (Object.getPrototypeOf(value) === null || Object.getPrototypeOf(value) === Object.prototype);

const quoted = (name: string): string => `"${printable(name, 60)}"`;

class Checker {
  readonly problems: Problem[] = [];
  readonly #places: Places;

  constructor(places: Places) {
    this.#places = places;
  }

  /** A table at a path; `undefined`, and a problem, if there is something else. */
  table(value: unknown, path: readonly string[], expected: string): Table | undefined {
    if (value === undefined || isTable(value)) return value;
    this.#add(path, `${path.at(-1)} takes ${expected}.`);
    return undefined;
  }

  /** The settings of the file's top or of a profile. */
  level(table: Table, path: readonly string[]): Level {
    const own: readonly string[] = path.length === 0 ? topTables : levelTables;
    const values = new Map<string, Value>();
    for (const [name, value] of Object.entries(table)) {
      const row = rows.get(name);
      // A theme is a name or a table.
      if (own.includes(name) && (row === undefined || isTable(value))) continue;
      if (row === undefined) this.#addUnknown(name, path, own);
      else
        this.#read([...path, name], () => values.set(name, checkValue(row, value, this.#places)));
    }
    const theme = isTable(table['theme']) ? table['theme'] : undefined;
    const base = typeof theme?.['base'] === 'string' ? findTheme(theme['base']) : undefined;
    if (base !== undefined) values.set('theme', base);
    return {
      settings: values,
      passphraseCommands: this.#passphraseCommands(table, path),
      theme,
    };
  }

  profiles(table: Table): ReadonlyMap<string, Level> {
    const found = this.table(table['profile'], ['profile'], 'tables, such as [profile.office]');
    return new Map(
      Object.entries(found ?? {}).map(([name, value]) => {
        const path = ['profile', name];
        const problem = profileNameProblem(name);
        if (problem !== undefined) this.#add(path, `${quoted(name)} ${problem}`);
        if (isTable(value)) return [name, this.level(value, path)];
        this.#add(path, `A profile is a table: [profile.${printable(name, 60)}].`);
        return [name, noLevel];
      }),
    );
  }

  #passphraseCommands(table: Table, path: readonly string[]): ReadonlyMap<string, Words> {
    const name = 'passphrase-commands';
    const found = this.table(table[name], [...path, name], 'a table of rooms');
    const commands = new Map<string, Words>();
    for (const [room, words] of Object.entries(found ?? {}))
      if (isTexts(words) && words.length > 0 && words[0] !== '') commands.set(room, words);
      else
        this.#add(
          [...path, name, room],
          `${quoted(room)} takes a list of a program and its arguments: ["pass", "show", "mqtt"].`,
        );
    return commands;
  }

  #addUnknown(name: string, path: readonly string[], own: readonly string[]): void {
    const guess = nearest(name, [...rows.keys(), ...own]);
    const isTop = path.length === 0;
    const where = !isTop && (topTables as readonly string[]).includes(name);
    this.#add(
      [...path, name],
      where
        ? `${quoted(name)} is set for all profiles, at the top of the file.`
        : guess === undefined
          ? `There is no setting ${quoted(name)}.`
          : `There is no setting ${quoted(name)}; did you mean "${guess}"?`,
    );
  }

  #read(path: readonly string[], read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#add(path, error.message);
    }
  }

  #add(path: readonly string[], sentence: string): void {
    this.problems.push({ path, sentence });
  }
}

/** Checks what a file says, against the table of flags. */
export const checkConfig = (table: Table, places: Places): Checked => {
  const checker = new Checker(places);
  const top = checker.level(table, []);
  const profiles = checker.profiles(table);
  const keys = checker.table(table['keys'], ['keys'], 'a table');
  return { top, profiles, keys, problems: checker.problems };
};
