import type { Value } from '../flag-value.ts';
import type { FlagSource } from '../flags.ts';

/** Values by the names of flags. */
export type Settings = ReadonlyMap<string, Value>;

/** What one source sets, by the names of flags. */
export type Layer = { readonly source: FlagSource; readonly settings: Settings };

/** A table as TOML has it. Whole numbers are bigints, so that 1 differs from 1.0. */
export type Table = Readonly<Record<string, unknown>>;

/** A program and its arguments. */
export type Words = readonly string[];

/** What may be set at the top of config.toml and in each profile. */
export type Level = {
  readonly settings: Settings;
  /** The programs that print the passphrases of private rooms, by the room's topic. */
  readonly passphraseCommands: ReadonlyMap<string, Words>;
  /** The colours of `[theme]`, if it is a table. */
  readonly theme: Table | undefined;
};

/** What config.toml says; checked, so that everything has its type. */
export type Config = Level & {
  /** Where the file is, or would be; `undefined` without a home folder. */
  readonly path: string | undefined;
  /** Its text; `undefined` if there is no file. */
  readonly text: string | undefined;
  readonly profiles: ReadonlyMap<string, Level>;
  /** `[keys]`. */
  readonly keys: Table | undefined;
};

/** What is wrong in the file: where, as the keys from the top down, and a sentence. */
export type Problem = { readonly path: readonly string[]; readonly sentence: string };

export const noLevel: Level = {
  settings: new Map(),
  passphraseCommands: new Map(),
  theme: undefined,
};

/** Of a file that is not there, or says nothing. */
export const noConfig: Config = {
  ...noLevel,
  path: undefined,
  text: undefined,
  profiles: new Map(),
  keys: undefined,
};

/** The programs that print passphrases, for a profile, whose own count first, or without one. */
export const passphraseCommandsIn = (
  { passphraseCommands, profiles }: Config,
  profile: string | undefined,
): ReadonlyMap<string, Words> =>
  new Map([
    ...passphraseCommands,
    ...(profile === undefined ? [] : (profiles.get(profile)?.passphraseCommands ?? [])),
  ]);
