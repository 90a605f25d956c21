import type { ActionTables, HelpSection, KeyBinding } from '../action-context.ts';
import { byKeyboard } from '../keys/key-order.ts';

/** A key with its alternatives, or a command, and what it does. */
export type HelpEntry = { readonly keys: string; readonly description: string };

/** Rows as entries; the nine keys of the rooms share one, and keys that the terminal cannot report are left out. */
export const entriesOf = (
  rows: readonly KeyBinding[],
  canReport: (key: string) => boolean = () => true,
): readonly HelpEntry[] =>
  rows
    .filter(({ keys }) => !/^Alt\+[2-9]$/.test(keys[0] ?? ''))
    .map(({ keys, description }) =>
      keys[0] === 'Alt+1'
        ? { keys: 'Alt+1 … Alt+9', description: 'go to that room' }
        : { keys: keys.filter(canReport).join(', '), description },
    );

/** The keys of one section and what they do, in keyboard order. */
export const sectionRows = (
  { keys, canReport }: Pick<ActionTables, 'keys' | 'canReport'>,
  { scopes }: HelpSection,
): readonly HelpEntry[] =>
  entriesOf(
    scopes.flatMap((scope) =>
      keys.filter((binding) => binding.scope === scope).toSorted(byKeyboard),
    ),
    canReport,
  );
