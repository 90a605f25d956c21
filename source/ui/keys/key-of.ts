import type { ActionContext, KeyBinding } from '../action-context.ts';

type WithTables = Pick<ActionContext, 'tables'>;

/** The first key of the first row that has one; without any, what does the same, or that there is none. */
const firstKey = (rows: readonly KeyBinding[], otherwise = 'no key'): string => {
  const [key] = rows.flatMap(({ keys }) => keys.slice(0, 1));
  const [command = otherwise] = rows.flatMap((row) => row.command ?? []).map((name) => `/${name}`);
  return key ?? command;
};

/** The key that does something, for a sentence that tells of it: the first of its row. */
export const keyOf = ({ tables }: WithTables, run: KeyBinding['run']): string =>
  firstKey(tables.keys.filter((row) => row.run === run));

/** The key that does what a slash command does; without one, the command. */
export const keyOfCommand = ({ tables }: WithTables, name: string): string =>
  firstKey(
    tables.keys.filter(({ command }) => command === name),
    `/${name}`,
  );

/** The key that does something wherever the focus is, also while a line is being typed. */
export const keyAlways = ({ tables }: WithTables, run: KeyBinding['run']): string =>
  firstKey(tables.keys.filter((row) => row.run === run && row.scope === 'always'));
