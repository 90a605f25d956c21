import { rankOf } from './server-way.ts';
import type { FlagSource } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** A way to give a secret: the setting's name, and whether and where it is set. */
type Way<Name extends string> = {
  readonly name: Name;
  readonly isSet: boolean;
  readonly source: FlagSource;
};

const inWords = (name: string): string => (name.endsWith('-command') ? name : `--${name}`);

/**
 * The way to give a secret that counts: of the source that takes precedence; `undefined` if there is none.
 * Throws `UsageError` if one source has two.
 */
export const secretInUse = <Name extends string>(ways: readonly Way<Name>[]): Name | undefined => {
  const set = ways
    .filter(({ isSet }) => isSet)
    .toSorted((a, b) => rankOf(a.source) - rankOf(b.source));
  const [first, second] = set;
  if (first !== undefined && second !== undefined && first.source === second.source)
    throw new UsageError(`Use either ${inWords(first.name)} or ${inWords(second.name)}, not both.`);
  return first?.name;
};
