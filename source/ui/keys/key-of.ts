import type { ActionContext, KeyBinding } from '../action-context.ts';

/** The key that does something, for a sentence that tells of it: the first of its row. */
export const keyOf = ({ tables }: Pick<ActionContext, 'tables'>, run: KeyBinding['run']): string =>
  tables.keys.find((binding) => binding.run === run)?.keys[0] ?? '';

/** The key that does what a slash command does; without one, the command. */
export const keyOfCommand = ({ tables }: Pick<ActionContext, 'tables'>, name: string): string =>
  tables.keys.find(({ command }) => command === name)?.keys[0] ?? `/${name}`;

/** The key that does something wherever the focus is, also while a line is being typed. */
export const keyAlways = (
  { tables }: Pick<ActionContext, 'tables'>,
  run: KeyBinding['run'],
): string =>
  tables.keys.find((binding) => binding.run === run && binding.scope === 'always')?.keys[0] ?? '';
