import type { ActionTables, HelpSection, KeyBinding } from '../action-context.ts';
import { byKeyboard } from '../keys/key-order.ts';

/** A key with its alternatives, or a command, and what it does. */
export type HelpEntry = { readonly keys: string; readonly description: string };

/** Whether each of the rooms' keys is its number after the same keys, as in `Alt+1`; then they share one entry. */
const areNumbered = (rooms: readonly KeyBinding[]): boolean => {
  const [before = '', ...others] = rooms.map(({ keys: [first = ''] }) => first.slice(0, -1));
  return (
    others.every((one) => one === before) &&
    rooms.every(
      ({ action, keys: [first = ''], keys }) => keys.length === 1 && first.at(-1) === action.at(-1),
    )
  );
};

/** Rows as entries, but for those without keys and for keys that the terminal cannot report. */
export const entriesOf = (
  rows: readonly KeyBinding[],
  canReport: (key: string) => boolean = () => true,
): readonly HelpEntry[] => {
  const rooms = rows.filter(({ action }) => /^room-\d$/.test(action));
  const [firstRoom, ...otherRooms] = areNumbered(rooms) ? rooms : [];
  return rows
    .filter((row) => row.keys.length > 0 && !otherRooms.includes(row))
    .map((row) =>
      row === firstRoom
        ? {
            keys: [row, ...otherRooms.slice(-1)].flatMap(({ keys }) => keys).join(' … '),
            description: 'go to that room',
          }
        : { keys: row.keys.filter(canReport).join(', '), description: row.description },
    );
};

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
