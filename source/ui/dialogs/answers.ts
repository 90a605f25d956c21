import type { ActionContext } from '../action-context.ts';
import { screenActions } from '../screen-actions.ts';
import type { Question } from './state.ts';

/** Which keys answer a question, for the title of its box. */
export const answersTo = ({ isTyped, number, always }: Question): string => {
  if (always !== undefined) return 'y: once · a: always · Esc or n: no';
  const yes = isTyped === true ? 'y' : 'Enter or y';
  return `${yes}${number === undefined ? '' : `, or ${number} typed`}: yes · Esc or n: no`;
};

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
