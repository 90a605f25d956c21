import type { HelpSection, KeyBinding } from '../action-context.ts';
import { byKeyboard } from './key-order.ts';
import { scopeName } from './key-places.ts';

/** An action as `[keys]` names it, with its keys and what it does. */
export type NamedAction = Pick<KeyBinding, 'action' | 'keys' | 'description'>;

/** The actions whose keys may be others, by the names of their places, in the order of the help. */
export const namedActions = (
  rows: readonly KeyBinding[],
  sections: readonly HelpSection[],
): ReadonlyMap<string, readonly NamedAction[]> => {
  const scopes = sections.flatMap((section) => section.scopes);
  const free = rows.filter(({ isFixed }) => isFixed !== true).toSorted(byKeyboard);
  return Map.groupBy(
    scopes.flatMap((scope) => free.filter((row) => row.scope === scope)),
    ({ scope }) => scopeName(scope),
  );
};
