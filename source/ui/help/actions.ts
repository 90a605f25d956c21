import type { ActionContext } from '../action-context.ts';
import { emptyLine } from '../widgets/line-editor.ts';
import { helpGroups } from './groups.ts';
import { helpText } from './text.ts';

/** Opens the help of the place over whatever is shown. */
export const openHelp = (context: ActionContext): undefined => {
  const text = helpText(helpGroups(context));
  context.dispatch({ type: 'reading-changed', reading: { text, top: 0, line: emptyLine } });
};
