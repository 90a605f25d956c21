import type { ActionContext } from '../action-context.ts';
import { activeLine } from '../ui-state.ts';

/** For a key: does something, and tells why it could not. */
export const notifying =
  (run: (context: ActionContext) => string | undefined) =>
  (context: ActionContext): void => {
    const problem = run(context);
    if (problem !== undefined) context.session.notify(problem);
  };

/** Whether something stands in the line that is being typed. */
export const hasText = ({ state }: ActionContext): boolean => {
  const line = activeLine(state());
  return line !== undefined && line.characters.length > 0;
};

/** Whether candidates of a completion are offered. */
export const isChoosing = ({ state }: ActionContext): boolean => state().completion !== undefined;
