import type { ActionContext } from '../action-context.ts';

/** Opens the help over whatever there is. */
export const openHelp = ({ dispatch }: ActionContext): undefined => {
  dispatch({ type: 'reading-changed', reading: { kind: 'help', top: 0 } });
};
