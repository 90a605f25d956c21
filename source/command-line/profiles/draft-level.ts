import type {
  DraftProblem,
  ProfileDraft,
  ProfileFields,
} from '../../ui/connections/profile-book.ts';
import { checkValue, type Places } from '../config/check-value.ts';
import { type Config, type Level, noLevel } from '../config/config.ts';
import type { TomlValue } from '../config/toml-text.ts';
import type { Value } from '../flag-value.ts';
import { settings as rows } from '../flags.ts';
import { UsageError } from '../usage-error.ts';
import { changesTo } from './profile-fields.ts';

/** The fields of the form by the keys of the file. */
const fieldsByKey: Readonly<Record<string, keyof ProfileFields>> = {
  url: 'servers',
  host: 'servers',
  port: 'servers',
  unix: 'servers',
  username: 'username',
  password: 'password',
  'password-command': 'passwordCommand',
  'password-file': 'passwordSource',
  'ask-password': 'passwordSource',
  cafile: 'cafile',
  cert: 'cert',
  key: 'key',
  'client-id': 'clientId',
  nick: 'nick',
  room: 'rooms',
  topic: 'filters',
  'read-only': 'isReadOnly',
  theme: 'theme',
};

/** A problem in the field that its sentence is about: the first flag that it names. */
export const problemIn = (sentence: string): DraftProblem => {
  const names = [...sentence.matchAll(/--([a-z][a-z-]*)/g)].map(([, name = '']) => name);
  const field = names.map((name) => fieldsByKey[name]).find((one) => one !== undefined);
  return { field: field ?? 'servers', sentence };
};

/** The profile that a draft begins with. */
export const levelBefore = (config: Config, { from }: ProfileDraft): Level =>
  (from === undefined ? undefined : config.profiles.get(from.name)) ?? noLevel;

/** TOML has whole numbers apart from others. */
const asRead = (value: TomlValue): unknown => (typeof value === 'number' ? BigInt(value) : value);

/** A draft as the file would say it, and what is wrong with single values. */
export type DraftLevel = { readonly level: Level; readonly problems: readonly DraftProblem[] };

/** What a draft would set, checked value by value. */
export const draftLevel = (config: Config, draft: ProfileDraft, places: Places): DraftLevel => {
  const before = levelBefore(config, draft);
  const settings = new Map<string, Value>(before.settings);
  const problems: DraftProblem[] = [];
  for (const [key, value] of changesTo(before, config, draft.fields)) {
    settings.delete(key);
    const row = rows.get(key);
    if (value === undefined || row === undefined) continue;
    try {
      settings.set(key, checkValue(row, asRead(value), places));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push({ field: fieldsByKey[key] ?? 'servers', sentence: error.message });
    }
  }
  return { level: { ...before, settings }, problems };
};
