import { chmodSync, statSync } from 'node:fs';
import type { ProfileDraft } from '../../ui/connections/profile-book.ts';
import type { Config } from '../config/config.ts';
import { holdsSecret } from '../config/file-mode.ts';
import type * as Edit from '../config/edit-config.ts';
import type { TomlValue } from '../config/toml-text.ts';
import type { Value } from '../flag-value.ts';
import { levelBefore } from './draft-level.ts';
import { changesTo } from './profile-fields.ts';

/** Takes the file away from all others, before a password comes into it; one that is not there yet is made so. */
const makePrivate = (path: string): void => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && (found.mode & 0o077) !== 0) chmodSync(path, 0o600);
};

/** The text of the file with the draft's profile. */
const edited = (
  { addProfile, copyProfile, renameProfile, setKey, removeKey }: typeof Edit,
  text: string,
  { name, from }: ProfileDraft,
  changes: ReadonlyMap<string, TomlValue | undefined>,
): string => {
  if (from === undefined)
    return addProfile(
      text,
      name,
      Object.fromEntries(
        [...changes].filter((change): change is [string, TomlValue] => change[1] !== undefined),
      ),
    );
  const begun = from.isCopied
    ? copyProfile(text, from.name, name)
    : from.name === name
      ? text
      : renameProfile(text, from.name, name);
  return [...changes].reduce(
    (before, [key, value]) =>
      value === undefined
        ? removeKey(before, ['profile', name, key])
        : setKey(before, ['profile', name, key], value),
    begun,
  );
};

/** Writes a draft to config.toml; whatever it does not change stays as it is. Throws `EditRefused`. */
export const writeDraft = async (
  path: string,
  config: Config,
  draft: ProfileDraft,
): Promise<void> => {
  const [{ writeConfig }, edit] = await Promise.all([
    import('../config/write-config.ts'),
    import('../config/edit-config.ts'),
  ]);
  const changes = changesTo(levelBefore(config, draft), config, draft.fields);
  writeConfig(path, (text) => {
    const after = edited(edit, text, draft, changes);
    if ([...changes].some(([key, value]) => holdsSecret(key, value as Value))) makePrivate(path);
    return after;
  });
};
