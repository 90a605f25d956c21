import type { ActionContext } from '../action-context.ts';
import { activeLine } from '../ui-state.ts';

/** Wraps an action for a key: shows a notice if it could not be done. */
export const notifying =
  (run: (context: ActionContext) => string | undefined) =>
  (context: ActionContext): void => {
    const problem = run(context);
    if (problem !== undefined) context.session.notify(problem);
  };

/** Whether the line being typed has any text. */
export const hasText = ({ state }: ActionContext): boolean => {
  const line = activeLine(state());
  return line !== undefined && line.characters.length > 0;
};

/** Whether the list of candidates is open. */
export const isChoosing = ({ state }: ActionContext): boolean => state().completion !== undefined;

/** Whether that list has more than one candidate to move through. */
export const hasChoice = ({ state }: ActionContext): boolean =>
  (state().completion?.candidates.length ?? 0) > 1;
