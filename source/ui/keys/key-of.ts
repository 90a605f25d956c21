import type { ActionContext, KeyBinding } from '../action-context.ts';

/** The key that does something, for a sentence that tells of it: the first of its row. */
export const keyOf = ({ tables }: Pick<ActionContext, 'tables'>, run: KeyBinding['run']): string =>
  tables.keys.find((binding) => binding.run === run)?.keys[0] ?? '';
