import { BoundedMap } from '../collections/bounded-map.ts';
import type { ValuePath } from './value-path.ts';

/** Whether lists and maps are folded: a value's own setting, and one for everything below it. */
export type Folds = {
  readonly own?: boolean;
  readonly below?: boolean;
  readonly children: ReadonlyMap<string, Folds>;
};

/** Nothing is folded. */
export const noFolds: Folds = { children: new Map() };

/** How many settings are kept below one value; beyond that the oldest is dropped. */
const mostChildren = 1000;

/** Folds or unfolds the value at a path; with `isDeep` everything below it too. */
export const setFold = (
  folds: Folds,
  path: ValuePath,
  isFolded: boolean,
  isDeep = false,
): Folds => {
  const [segment, ...rest] = path;
  if (segment === undefined)
    return isDeep
      ? { own: isFolded, below: isFolded, children: new Map() }
      : { ...folds, own: isFolded };
  const children = new BoundedMap(mostChildren, folds.children);
  const child = children.get(segment) ?? { children: new Map<string, Folds>() };
  children.renew(segment, setFold(child, rest, isFolded, isDeep));
  return { ...folds, children };
};

/** Unfolds every level above a path, so that its value can be seen. */
export const unfoldTo = (folds: Folds, path: ValuePath): Folds => {
  let unfolded = folds;
  for (let length = 0; length < path.length; length += 1)
    unfolded = setFold(unfolded, path.slice(0, length), false);
  return unfolded;
};
