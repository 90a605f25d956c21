import type { Controls } from '../controls.ts';
import { textOf } from '../widgets/line-editor.ts';

/** Hands the input to the person's editor and takes it back. */
export const editOutside = ({ session, state, dispatch, terminal }: Controls): void => {
  void terminal.edit(textOf(state().input)).then(
    (text) => dispatch({ type: 'input-replaced', text }),
    (error: unknown) => session.notify((error as Error).message),
  );
};
