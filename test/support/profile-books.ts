import type { MqttSession } from '../../source/session/session.ts';
import { noFields } from '../../source/ui/connections/form-state.ts';
import type {
  FoundConnections,
  ProfileBook,
  ProfileDraft,
  ProfileFields,
  ProfileState,
  ProfileSummary,
  TestRun,
} from '../../source/ui/connections/profile-book.ts';

/** Profiles in memory, and what was asked of them. */
export type MemoryBook = ProfileBook & {
  problem: string | undefined;
  /** Each request, such as `open office`. */
  readonly asked: string[];
  readonly states: Map<string | undefined, ProfileState>;
  readonly sessions: Map<string | undefined, MqttSession>;
  readonly lastUses: Map<string, number>;
  /** The tests that were begun. */
  readonly tests: { readonly draft: ProfileDraft; readonly run: TestRun; end: () => void }[];
  /** What is found in a file. */
  found: FoundConnections | string;
};

/** A book with these profiles, in their order. */
export const aBook = (
  profiles: Readonly<Record<string, Partial<ProfileFields>>> = {},
): MemoryBook => {
  const kept = new Map(
    Object.entries(profiles).map(([name, fields]) => [name, { ...noFields, ...fields }]),
  );
  const book: MemoryBook = {
    path: '~/.config/mqtt-tui/config.toml',
    problem: undefined,
    asked: [],
    states: new Map(),
    sessions: new Map(),
    lastUses: new Map(),
    tests: [],
    found: 'There is no connection in it.',
    get profiles() {
      return Array.from(kept, ([name, fields]): ProfileSummary => ({
        name,
        address: fields.servers.join(' '),
        isReadOnly: fields.isReadOnly,
        lastUse: book.lastUses.get(name),
      }));
    },
    refresh: async () => void book.asked.push('refresh'),
    read: (name) => kept.get(name),
    problemsWith: ({ name, fields }) => [
      ...(name === '' ? [{ field: 'name', sentence: 'A connection needs a name.' } as const] : []),
      ...fields.servers
        .filter((server) => server.startsWith('http'))
        .map(() => ({ field: 'servers', sentence: 'This is no server.' }) as const),
    ],
    save: async ({ name, fields, from }) => {
      if (book.problem !== undefined) return book.problem;
      if (from !== undefined && !from.isCopied && from.name !== name) kept.delete(from.name);
      kept.set(name, fields);
      book.asked.push(`save ${name}`);
      return undefined;
    },
    remove: async (name) => {
      if (book.problem !== undefined) return book.problem;
      kept.delete(name);
      book.asked.push(`remove ${name}`);
      return undefined;
    },
    test: (draft, run) =>
      new Promise((resolve) => {
        book.tests.push({ draft, run, end: resolve });
        run.signal.addEventListener('abort', () => resolve());
      }),
    find: async (path) => {
      book.asked.push(`find ${path}`);
      return book.found;
    },
    stateOf: (name) => book.states.get(name) ?? 'closed',
    open: async (name) => {
      book.asked.push(`open ${name ?? 'this machine'}`);
      return undefined;
    },
    sessionOf: (name) => book.sessions.get(name),
  };
  return book;
};
