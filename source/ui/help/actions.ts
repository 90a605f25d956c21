import type { ActionContext } from '../action-context.ts';
import { helpText } from './text.ts';

/** Opens the help over whatever is shown. */
export const openHelp = ({ dispatch, tables }: ActionContext): undefined => {
  dispatch({ type: 'reading-changed', reading: { text: helpText(tables), top: 0 } });
};
