import { type FlagSource, flagSources } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** How a flag's source ranks: the smaller number takes precedence. */
export const rankOf = (source: FlagSource): number => flagSources.indexOf(source);

/** The ways to say where the broker is. */
export type ServerWay = 'unix' | 'url' | 'host';

/**
 * The way that counts: of the source that takes precedence. Throws `UsageError` if one source has two; the
 * environment may, for what is set in it comes from several places.
 */
export const serverWay = (
  sourceOf: (name: 'unix' | 'url' | 'host' | 'port') => FlagSource,
): ServerWay | undefined => {
  const ranks = {
    unix: rankOf(sourceOf('unix')),
    url: rankOf(sourceOf('url')),
    host: Math.min(rankOf(sourceOf('host')), rankOf(sourceOf('port'))),
  };
  const best = Math.min(ranks.unix, ranks.url, ranks.host);
  const source = flagSources[best];
  if (source === undefined || source === 'default') return undefined;
  const ways = (['unix', 'url', 'host'] as const).filter((way) => ranks[way] === best);
  if (ways.length > 1 && source !== 'environment')
    throw new UsageError(
      ways.includes('unix')
        ? 'Use either --unix, or --url, or --host and --port.'
        : 'Use either --url, or --host and --port, not both.',
    );
  return ways[0];
};
