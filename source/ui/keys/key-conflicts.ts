import type { KeyBinding } from '../action-context.ts';
import { keyPlaces } from './key-places.ts';

/** Two rows that want one key in the same place. */
export type KeyConflict = {
  readonly one: KeyBinding;
  readonly other: KeyBinding;
  /** The key of the first, and of the second: the same, or one that begins the other. */
  readonly keys: readonly [string, string];
};

const idOf = ({ scope, action }: KeyBinding): string => `${scope} ${action}`;

/** Whether pressing one key keeps the other from being pressed. */
const excludes = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);

const clash = (one: KeyBinding, other: KeyBinding): readonly [string, string] | undefined => {
  for (const first of one.keys)
    for (const second of other.keys) if (excludes(first, second)) return [first, second];
  return undefined;
};

/** The pairs of rows that want one key in the same place, each once. */
const clashes = (rows: readonly KeyBinding[]): ReadonlyMap<string, KeyConflict> => {
  const byScope = Map.groupBy(rows, ({ scope }) => scope);
  const found = new Map<string, KeyConflict>();
  for (const place of keyPlaces(rows)) {
    const here = place.flatMap((scope) => byScope.get(scope) ?? []);
    // Few rows share the first of their keys with another.
    const byFirst = new Map<string, Set<KeyBinding>>();
    for (const row of here)
      for (const key of row.keys) {
        const [first = ''] = key.split(' ');
        byFirst.set(first, (byFirst.get(first) ?? new Set()).add(row));
      }
    for (const sharing of byFirst.values()) {
      const list = [...sharing];
      for (const [index, one] of list.entries())
        for (const other of list.slice(index + 1)) {
          const keys = one.run === other.run ? undefined : clash(one, other);
          if (keys !== undefined) found.set(`${idOf(one)}, ${idOf(other)}`, { one, other, keys });
        }
    }
  }
  return found;
};

/**
 * The rows of a changed table that want one key in the same place. Rows that share one in the program's own
 * table take turns, or one stands in for the other on purpose.
 */
export const keyConflicts = (
  changed: readonly KeyBinding[],
  own: readonly KeyBinding[],
): readonly KeyConflict[] => {
  const meant = clashes(own);
  return [...clashes(changed)].flatMap(([id, conflict]) => (meant.has(id) ? [] : [conflict]));
};
