import type { ActionContext } from '../action-context.ts';

/** Shows only the topics that pass a filter, all of them for an empty one; returns what is wrong with it. */
export const filterTree = (
  { session, dispatch }: Pick<ActionContext, 'session' | 'dispatch'>,
  text: string,
): string | undefined => {
  const filters = session.monitor?.filters;
  filters?.set(text, session.now);
  dispatch({ type: 'tree-filtered', filter: filters?.text ?? '' });
  return filters?.problem;
};
