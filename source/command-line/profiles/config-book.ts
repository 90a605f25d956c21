import { dirname } from 'node:path';
import type { MqttSession } from '../../session/session.ts';
import type { OpenedSession, Workspace } from '../../session/workspace.ts';
import type {
  DraftProblem,
  FoundConnections,
  ProfileBook,
  ProfileDraft,
  ProfileFields,
  ProfileState,
  ProfileSummary,
  TestRun,
} from '../../ui/connections/profile-book.ts';
import type { Places } from '../config/check-value.ts';
import { EditRefused } from '../config/edit-refused.ts';
import type { Config, Level } from '../config/config.ts';
import { type ConfigPlace, lookInto, pathInWords } from '../config/read-config.ts';
import type { FlagValues } from '../flags.ts';
import type { Host } from '../host.ts';
import type { LastUsed } from '../last-used.ts';
import { valuesForProfile } from '../parse-flags.ts';
import { UsageError } from '../usage-error.ts';
import { draftLevel } from './draft-level.ts';
import { draftProblems, valuesProblems } from './draft-problems.ts';
import { fieldsOf } from './profile-fields.ts';
import { serverInWords, serversOf } from './server-texts.ts';
import { testServers } from './test-draft.ts';
import { writeDraft } from './write-draft.ts';

const noHome = 'There is no home folder to keep config.toml in: name a file with --config.';

const states: Readonly<Record<MqttSession['status']['state'], ProfileState>> = {
  connected: 'connected',
  connecting: 'connecting',
  waiting: 'failed',
  refused: 'failed',
  // It waits for a name or a password.
  idle: 'connecting',
  closed: 'closed',
};

/** What the book of a screen is made of. */
type BookOptions = {
  readonly host: Host;
  readonly place: ConfigPlace;
  /** What the file said at the start. */
  readonly config: Config;
  readonly workspace: Workspace;
  readonly used: LastUsed | undefined;
  /** Opens a session with the broker of this machine. */
  readonly openHere: () => Promise<OpenedSession>;
};

/** The profiles of config.toml, as the screen works on them. */
export class ConfigBook implements ProfileBook {
  readonly path: string;
  readonly #host: Host;
  readonly #place: ConfigPlace;
  readonly #workspace: Workspace;
  readonly #used: LastUsed | undefined;
  readonly #open: () => Promise<OpenedSession>;
  #config: Config;
  #problem: string | undefined;
  #profiles: readonly ProfileSummary[] | undefined;
  /** The session with the broker of this machine. */
  #here: MqttSession | undefined;

  constructor({ host, place, config, workspace, used, openHere }: BookOptions) {
    this.#host = host;
    this.#place = place;
    this.#workspace = workspace;
    this.#used = used;
    this.#open = openHere;
    this.#config = config;
    this.path = place.path === undefined ? 'config.toml' : pathInWords(place.path, place.home);
    const [first] = workspace.sessions;
    // Before anything is opened, only the broker of this machine has still to be found.
    const isHere = first?.servers.all.every(({ address }) => address === undefined) === true;
    if (first?.name === undefined && first?.isEmpty === false && isHere) this.#here = first;
  }

  get profiles(): readonly ProfileSummary[] {
    this.#profiles ??= this.#summaries();
    return this.#profiles;
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  readonly refresh = async (): Promise<void> => {
    const { config, problems } = await lookInto(this.#place);
    this.#problem = problems[0];
    if (this.#problem === undefined) this.#config = config;
    this.#profiles = undefined;
  };

  readonly read = (name: string): ProfileFields | undefined => {
    const level = this.#config.profiles.get(name);
    return level === undefined ? undefined : fieldsOf(level, this.#config);
  };

  readonly problemsWith = (draft: ProfileDraft): readonly DraftProblem[] => {
    const { level, problems } = draftLevel(this.#config, draft, this.#places);
    const found = [...draftProblems(this.#config, draft), ...problems];
    return problems.length > 0
      ? found
      : [...found, ...valuesProblems(this.#valuesOf(level), this.#host.environment)];
  };

  readonly save = async (draft: ProfileDraft): Promise<string | undefined> => {
    const problem = await this.#edit((path) => writeDraft(path, this.#config, draft));
    const { name, from } = draft;
    if (problem === undefined && from?.isCopied === false) this.#workspace.rename(from.name, name);
    return problem;
  };

  readonly remove = (name: string): Promise<string | undefined> =>
    this.#edit(async (path) => {
      const [{ writeConfig }, { removeProfile }] = await Promise.all([
        import('../config/write-config.ts'),
        import('../config/edit-config.ts'),
      ]);
      writeConfig(path, (text) => removeProfile(text, name));
    });

  readonly test = (draft: ProfileDraft, run: TestRun): Promise<void> => {
    const { level } = draftLevel(this.#config, draft, this.#places);
    return testServers(this.#valuesOf(level), this.#host, run);
  };

  readonly find = async (typed: string): Promise<FoundConnections | string> => {
    const { path, home } = this.#place;
    if (path === undefined) return noHome;
    const { findConnections } = await import('../config/import/find-connections.ts');
    await this.refresh();
    const found = findConnections(typed, { path, taken: this.#config.profiles.keys(), home });
    if (typeof found === 'string') return found;
    const save = async (): Promise<string | undefined> => {
      const problem = await found.save();
      await this.refresh();
      return problem;
    };
    return { ...found, save };
  };

  readonly stateOf = (name: string | undefined): ProfileState => {
    const session = this.sessionOf(name);
    return session === undefined ? 'closed' : states[session.status.state];
  };

  readonly open = async (name: string | undefined): Promise<string | undefined> => {
    try {
      if (name !== undefined) await this.#workspace.connect(name);
      else await this.#openHere();
      this.#profiles = undefined;
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  readonly sessionOf = (name: string | undefined): MqttSession | undefined => {
    const found = name === undefined ? this.#here : this.#workspace.find(name);
    return found !== undefined && this.#workspace.sessions.includes(found) ? found : undefined;
  };

  get #places(): Places {
    return { folder: dirname(this.#place.path ?? ''), home: this.#place.home };
  }

  async #openHere(): Promise<void> {
    const known = this.sessionOf(undefined);
    if (known !== undefined) {
      this.#workspace.show(known);
      return;
    }
    const opened = await this.#open();
    this.#here = opened.session;
    this.#workspace.add(opened);
  }

  /** The values of the screen for a profile that may not be written yet. */
  #valuesOf(level: Level): FlagValues<'screen'> {
    const name = 'draft';
    const config = { ...this.#config, profiles: new Map([[name, level]]) };
    return valuesForProfile(this.#host.argv, this.#host.environment, config, name);
  }

  #summaries(): readonly ProfileSummary[] {
    const times = this.#used?.times();
    return Array.from(this.#config.profiles, ([name, level]) => {
      const own = serversOf(level.settings);
      const servers = own.length > 0 ? own : serversOf(this.#config.settings);
      return {
        name,
        address: servers.map(serverInWords).join(' '),
        isReadOnly: fieldsOf(level, this.#config).isReadOnly,
        lastUse: times?.get(name),
      };
    });
  }

  /** Changes the file and reads it again; resolves with one sentence if it cannot be changed. */
  async #edit(edit: (path: string) => Promise<void>): Promise<string | undefined> {
    const { path } = this.#place;
    if (path === undefined) return noHome;
    try {
      await edit(path);
    } catch (error) {
      if (!(error instanceof EditRefused || error instanceof UsageError)) throw error;
      return error.message;
    }
    await this.refresh();
    return undefined;
  }
}
