import { type Flag, isSetting } from '../flag.ts';
import { fromEnvironment, type Value, whenUnset } from '../flag-value.ts';
import { type FlagSource, flagSources, isAboutTheServer } from '../flags.ts';
import type { Config, Layer } from './config.ts';
import { findProfile } from './profile-choice.ts';
import { serversIn } from './servers-in.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment sets. Throws `UsageError`. */
export const environmentLayer = (rows: readonly Flag[], environment: Environment): Layer => ({
  source: 'environment',
  settings: new Map(
    rows.flatMap((flag) => {
      const value = fromEnvironment(flag, environment);
      return value === undefined ? [] : [[flag.name, value] as const];
    }),
  ),
});

/** What the file sets for a profile, or for nobody in particular. Throws `UsageError` if there is no such profile. */
export const fileLayers = (config: Config, profile: string | undefined): readonly Layer[] => [
  ...(profile === undefined
    ? []
    : [{ source: 'profile' as const, settings: findProfile(config, profile).settings }]),
  { source: 'file', settings: config.settings },
];

/** The values of flags, where each comes from, and what was left out for the sake of security. */
export type Merged = {
  readonly values: Readonly<Record<string, Value | undefined>>;
  readonly sources: ReadonlyMap<string, FlagSource>;
  /** Names of settings that belong to other servers than the ones typed or in the environment. */
  readonly leftOut: readonly string[];
};

/** Layers in order of precedence. */
const inOrder = (layers: readonly Layer[]): readonly Layer[] =>
  layers.toSorted((a, b) => flagSources.indexOf(a.source) - flagSources.indexOf(b.source));

const isFromFile = ({ source }: Layer): boolean => source === 'profile' || source === 'file';

/** The layers without what must not reach the servers in use, because the file says it of others. */
const withoutForeign = (
  rows: readonly Flag[],
  layers: readonly Layer[],
): { readonly layers: readonly Layer[]; readonly leftOut: readonly string[] } => {
  if (!layers.some(isFromFile)) return { layers, leftOut: [] };
  // A command that connects to none runs a broker itself, which is another one.
  const used = rows.some(({ name }) => name === 'url') ? serversIn(layers) : new Set<string>();
  // Where a profile has other servers than the file's top, it is nothing that anybody must be told.
  const isUnexpected = ![...used].every((one) => serversIn(layers.filter(isFromFile)).has(one));
  const leftOut: string[] = [];
  const kept = layers.map((layer, index): Layer => {
    if (!isFromFile(layer)) return layer;
    // What is set beside a server is meant for it; where no server is set, it is meant for any.
    const own = serversIn(layers.slice(index));
    if (own.size === 0 || (used.size > 0 && [...used].every((one) => own.has(one)))) return layer;
    const settings = [...layer.settings];
    if (isUnexpected)
      leftOut.push(...settings.flatMap(([name]) => (isAboutTheServer(name) ? [name] : [])));
    return {
      ...layer,
      settings: new Map(settings.filter(([name]) => !isAboutTheServer(name))),
    };
  });
  return { layers: kept, leftOut };
};

/** The values of a command's flags, each from the first layer that sets it. */
export const mergeLayers = (rows: readonly Flag[], unordered: readonly Layer[]): Merged => {
  const { layers, leftOut } = withoutForeign(rows, inOrder(unordered));
  const values: Record<string, Value | undefined> = {};
  const sources = new Map<string, FlagSource>();
  for (const flag of rows) {
    const found = layers.find(
      // What is meant for one call, such as the topic of `pub`, is no setting.
      (layer) => layer.settings.has(flag.name) && (isSetting(flag) || !isFromFile(layer)),
    );
    const value = found?.settings.get(flag.name);
    // A list may be taken back, but a command may need one.
    values[flag.name] =
      value === undefined || (Array.isArray(value) && value.length === 0) ? whenUnset(flag) : value;
    sources.set(flag.name, found?.source ?? 'default');
  }
  return { values, sources, leftOut };
};
