import type { ActionContext } from '../action-context.ts';
import { filterTree } from '../topics/filter-tree.ts';

/** Gives up what a prompt asks for: what was shown while it was typed goes back to what it was. */
export const leavePrompt = (context: ActionContext): void => {
  const { prompt } = context.state();
  context.dispatch({ type: 'prompt-closed' });
  if (prompt?.kind === 'filter') filterTree(context, prompt.before);
  if (prompt?.kind === 'details') context.dispatch({ type: 'details-returned', to: prompt.before });
};
