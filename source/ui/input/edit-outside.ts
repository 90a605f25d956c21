import type { ActionContext } from '../action-context.ts';
import { textOf } from '../widgets/line-editor.ts';

/** Opens the input in the user's editor and takes the result. */
export const editOutside = ({ session, state, dispatch, terminal }: ActionContext): void => {
  void terminal.edit(textOf(state().input)).then(
    (text) => dispatch({ type: 'input-replaced', text }),
    (error: unknown) => session.notify((error as Error).message),
  );
};
