import { printable } from '../../payload/printable.ts';
import type { DraftProblem, ProfileDraft } from '../../ui/connections/profile-book.ts';
import type { Config } from '../config/config.ts';
import { profileNameProblem } from '../config/profile-name.ts';
import { hidesPassword } from '../config/url-password.ts';
import type { FlagValues } from '../flags.ts';
import { sessionFlags } from '../session-flags.ts';
import { UsageError } from '../usage-error.ts';
import { nickFlag } from '../open-session.ts';
import { levelBefore, problemIn } from './draft-level.ts';
import { serversMeant } from './profile-fields.ts';

const nameProblem = (config: Config, { name, from }: ProfileDraft): string | undefined => {
  if (name === '') return 'A connection needs a name.';
  const problem = profileNameProblem(name);
  if (problem !== undefined) return `"${printable(name, 60)}" ${problem}`;
  const isItself = from !== undefined && !from.isCopied && from.name === name;
  return config.profiles.has(name) && !isItself
    ? `There is a connection "${printable(name, 60)}" already.`
    : undefined;
};

/** What is wrong with a draft's name, and what it lacks. */
export const draftProblems = (config: Config, draft: ProfileDraft): readonly DraftProblem[] => {
  const { passwordSource, password } = draft.fields;
  const sentence = nameProblem(config, draft);
  const servers = serversMeant(levelBefore(config, draft).settings, draft.fields);
  return [
    ...(sentence === undefined ? [] : [{ field: 'name', sentence } as const]),
    ...(servers.some(hidesPassword)
      ? [{ field: 'servers', sentence: 'Type the password in the URL again.' } as const]
      : []),
    ...(passwordSource === 'file' && password === ''
      ? [
          {
            field: 'password',
            sentence: 'Type the password, or choose how else it is given.',
          } as const,
        ]
      : []),
  ];
};

/** What is wrong with a draft whose single values are right: what the program would say at its start. */
export const valuesProblems = (
  values: FlagValues<'screen'>,
  environment: Readonly<Record<string, string | undefined>>,
): readonly DraftProblem[] => {
  try {
    nickFlag(values);
    sessionFlags(values, environment);
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [problemIn(error.message)];
  }
};
