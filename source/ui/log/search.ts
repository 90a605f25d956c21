import type { ActionContext } from '../action-context.ts';
import { pointAt } from './actions.ts';
import { recallHit } from './recall.ts';
import { entrySource, entryText } from './entry-text.ts';
import { logPane } from './log-source.ts';
import { textOf } from '../widgets/line-editor.ts';

/** Finds the next older entry that contains the text, and puts the cursor on it. */
export const searchOlder = (context: ActionContext, text: string): void => {
  const { session, state } = context;
  // A new search starts at the newest.
  if (state().past !== undefined && state().searched !== text)
    context.dispatch({ type: 'log-scrolled', anchor: undefined });
  const { source } = logPane(context);
  const wanted = text.toLowerCase();
  const from = state().searched === text ? (state().cursor ?? source.end) : source.end;
  context.dispatch({ type: 'searched', text });
  for (let position = from - 1; position >= source.first; position -= 1) {
    const said = entrySource(context, position);
    if (!`${said} ${entryText(context, position) ?? ''}`.toLowerCase().includes(wanted)) continue;
    pointAt(context, position);
    return;
  }
  const hit = recallHit(context, text, from === source.end);
  if (typeof hit === 'string') {
    session.notify(hit);
    return;
  }
  const { source: found, height } = logPane(context);
  // Together with what was said before and after.
  if (state().past !== undefined)
    context.dispatch({
      type: 'log-scrolled',
      anchor: { position: Math.min(found.end - 1, hit + Math.floor(height / 2)), hidden: 0 },
    });
  pointAt(context, hit);
};

/** Finds the text typed in the prompt. */
export const searchTyped = (context: ActionContext): void => {
  const { prompt } = context.state();
  const text = prompt?.kind === 'search' ? textOf(prompt.line) : '';
  if (text !== '') searchOlder(context, text);
};
