import type { KeyBinding } from '../../source/ui/action-context.ts';

/** The faults of a table of keys: rows of equal weight, and rows that no key can reach. */
export const keyTableProblems = (table: readonly KeyBinding[]): string[] => {
  const rows = table.flatMap((binding) => binding.keys.map((key) => ({ key, ...binding })));
  const rivals = Map.groupBy(rows, ({ key, scope }) => `${key} in ${scope}`);
  return [...rivals].flatMap(([place, found]) => {
    const sorted = found.toSorted((one, other) => (other.weight ?? 0) - (one.weight ?? 0));
    return sorted.flatMap(({ weight = 0, description }, index) => {
      const before = sorted.slice(0, index);
      if (before.some((other) => (other.weight ?? 0) === weight))
        return [`${place}: "${description}" has the weight of another row, ${weight}`];
      const winner = before.find(({ isEnabled }) => isEnabled === undefined);
      return winner === undefined
        ? []
        : [`${place}: "${description}" is never reached behind "${winner.description}"`];
    });
  });
};
