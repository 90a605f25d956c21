import type { ActionContext } from '../action-context.ts';
import { screenActions } from '../screen-actions.ts';

/**
 * Takes digits typed to a question about a number of things; all of the number means yes, and a wrong
 * digit starts it again. Returns whether the text was for the question.
 */
export const typeNumber = (context: ActionContext, text: string): boolean => {
  const { question } = context.state();
  if (question?.number === undefined || !/^\d+$/.test(text)) return false;
  const number = String(question.number);
  let typed = `${question.typed ?? ''}${text}`;
  while (!number.startsWith(typed)) typed = typed.slice(1);
  if (typed === number) screenActions.yes(context);
  else context.dispatch({ type: 'asked', question: { ...question, typed } });
  return true;
};
