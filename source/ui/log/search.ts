import type { ActionContext } from '../action-context.ts';
import { pointAt } from './actions.ts';
import { recallHit } from './recall.ts';
import { entrySource, entryText } from './entry-text.ts';
import { logPane } from './log-source.ts';
import { logPlace } from './state.ts';
import { textOf } from '../widgets/line-editor.ts';

/**
 * Finds the next older entry that contains the text, and puts the cursor on it. Without one the log stays
 * where it is; returns a sentence that says so.
 */
export const searchOlder = (context: ActionContext, text: string): string | undefined => {
  const { state, dispatch } = context;
  const before = logPlace(state());
  // A new search starts at the newest.
  if (state().past !== undefined && state().searched !== text)
    dispatch({ type: 'log-scrolled', anchor: undefined });
  const { source } = logPane(context);
  const wanted = text.toLowerCase();
  const from = state().searched === text ? (state().cursor ?? source.end) : source.end;
  for (let position = from - 1; position >= source.first; position -= 1) {
    const said = entrySource(context, position);
    if (!`${said} ${entryText(context, position) ?? ''}`.toLowerCase().includes(wanted)) continue;
    dispatch({ type: 'searched', text });
    pointAt(context, position);
    return undefined;
  }
  const hit = recallHit(context, text, from === source.end);
  if (typeof hit === 'string') {
    dispatch({ type: 'log-returned', to: before });
    return hit;
  }
  dispatch({ type: 'searched', text });
  const { source: found, height } = logPane(context);
  // Together with what was said before and after.
  if (state().past !== undefined)
    dispatch({
      type: 'log-scrolled',
      anchor: { position: Math.min(found.end - 1, hit + Math.floor(height / 2)), hidden: 0 },
    });
  pointAt(context, hit);
  return undefined;
};

const search = (context: ActionContext, text: string): void => {
  const problem = text === '' ? undefined : searchOlder(context, text);
  context.session.forgetNotice();
  if (problem !== undefined) context.session.notify(problem);
};

/** Finds the next entry with the text that was searched for last. */
export const searchAgain = (context: ActionContext): void =>
  search(context, context.state().searched);

/** Finds the text typed in the prompt, which stays to be corrected, or to find the next one. */
export const searchTyped = (context: ActionContext): void => {
  const { prompt } = context.state();
  search(context, prompt?.kind === 'search' ? textOf(prompt.line) : '');
};
