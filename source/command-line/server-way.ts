import { type FlagSource, flagSources } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** How a flag's source ranks: the smaller number takes precedence. */
export const rankOf = (source: FlagSource): number => flagSources.indexOf(source);

/** The ways to say where the broker is. */
export type ServerWay = 'unix' | 'url' | 'host';

type SourceOfServer = (name: 'unix' | 'url' | 'host' | 'port') => FlagSource;

/** The ways that the source with precedence has; several are a mistake, but in the environment. */
const waysOf = (
  sourceOf: SourceOfServer,
): { readonly source: FlagSource; readonly ways: readonly ServerWay[] } => {
  const ranks = {
    unix: rankOf(sourceOf('unix')),
    url: rankOf(sourceOf('url')),
    host: Math.min(rankOf(sourceOf('host')), rankOf(sourceOf('port'))),
  };
  const best = Math.min(ranks.unix, ranks.url, ranks.host);
  const source = flagSources[best] ?? 'default';
  if (source === 'default') return { source, ways: [] };
  return { source, ways: (['unix', 'url', 'host'] as const).filter((way) => ranks[way] === best) };
};

/** The way that counts: of the source that takes precedence; `undefined` if nobody says where the broker is. */
export const serverWay = (sourceOf: SourceOfServer): ServerWay | undefined =>
  waysOf(sourceOf).ways[0];

/** Throws `UsageError` if one source has two ways; the environment may, for what is set in it comes from several places. */
export const checkServerWay = (sourceOf: SourceOfServer): void => {
  const { source, ways } = waysOf(sourceOf);
  if (ways.length > 1 && source !== 'environment')
    throw new UsageError(
      ways.includes('unix')
        ? 'Use either --unix, or --url, or --host and --port.'
        : 'Use either --url, or --host and --port, not both.',
    );
};

/** Settings that say the same in different ways, so that only the one that takes precedence counts. */
const passwords = ['password', 'password-file', 'password-command'];

/** Names of settings that do not count, because others that say the same take precedence. */
export const outranked = (
  sourceOf: (name: string) => FlagSource | undefined,
): ReadonlySet<string> => {
  const rank = (name: string): number => rankOf(sourceOf(name) ?? 'default');
  const way = serverWay((name) => sourceOf(name) ?? 'default');
  const best = Math.min(...passwords.map(rank));
  return new Set([
    ...(['unix', 'url', 'host'] as const).filter((one) => way !== undefined && one !== way),
    ...(way === undefined || way === 'host' ? [] : ['port']),
    ...passwords.filter((name) => rank(name) > best),
  ]);
};
