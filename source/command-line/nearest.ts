import { closestMatch } from 'leven';

/** A guess must not change more of a word than it keeps. */
const farthest = (name: string): number => {
  if (name.length <= 3) return 1;
  return name.length <= 5 ? 2 : 3;
};

/** The name that was probably meant, of equals one that begins alike; `undefined` if none is like it. */
export const nearest = (
  name: string,
  names: readonly string[],
  maxDistance = farthest(name),
): string | undefined => {
  const beginsAlike = (one: string): number => (one[0] === name[0] ? 0 : 1);
  return closestMatch(
    name,
    names.toSorted((a, b) => beginsAlike(a) - beginsAlike(b)),
    { maxDistance },
  );
};
