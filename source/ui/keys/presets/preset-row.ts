import type { KeyScope } from '../../action-context.ts';

/** The keys of an action in some scopes. */
export type PresetRow = {
  readonly scopes: readonly KeyScope[];
  readonly action: string;
  readonly keys: readonly string[];
};

/** Rows for several actions of the same scopes. */
export const keysIn = (
  scopes: readonly KeyScope[],
  keys: Readonly<Record<string, readonly string[]>>,
): readonly PresetRow[] =>
  Object.entries(keys).map(([action, names]) => ({ scopes, action, keys: names }));

/** The sheets and texts with rows to go through, from the first to the last. */
export const lists = [
  'compare',
  'clean',
  'search',
  'numbers',
  'subscriptions',
  'devices',
  'servers',
  'connections',
  'test',
  'theme',
  'reading',
] as const satisfies readonly KeyScope[];
