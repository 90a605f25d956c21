import type { ActionContext } from './action-context.ts';
import { detailedMessage } from './details/detailed-message.ts';
import { paneOrder } from './layout/visible-panes.ts';

const focusBy = (context: ActionContext, by: 1 | -1): void => {
  const order = paneOrder(detailedMessage(context.session, context.state()) !== undefined);
  const index = order.indexOf(context.state().focus);
  context.dispatch({
    type: 'pane-focused',
    pane: order[(index + by + order.length) % order.length] ?? 'input',
  });
};

/** One step back: closes what is open, clears the filter, ends a search or returns to the input box. */
const back = (context: ActionContext): void => {
  const { session, state, dispatch } = context;
  const now = state();
  if (now.credentials !== undefined)
    dispatch({ type: 'credentials-closed', refusal: session.status });
  else if (now.prompt !== undefined || now.filter !== '') {
    const dropsFilter = now.prompt === undefined || now.prompt.kind === 'filter';
    dispatch({ type: 'prompt-closed' });
    if (dropsFilter) {
      session.monitor?.filters.set('', session.now);
      dispatch({ type: 'tree-filtered', filter: '' });
    }
  } else if (now.cursor !== undefined) dispatch({ type: 'log-scrolled', anchor: undefined });
  else if (now.focus !== 'input') dispatch({ type: 'pane-focused', pane: 'input' });
  session.forgetNotice();
};

const yes = ({ state, dispatch }: ActionContext): void => {
  const { question } = state();
  dispatch({ type: 'answered' });
  question?.yes();
};

/** Enter answers a question with yes, unless that cannot be undone: then it does nothing. */
const answer = (context: ActionContext): void => {
  if (context.state().question?.isTyped !== true) yes(context);
};

/** What the keys for the whole screen do. */
export const screenActions = {
  nextPane: (context: ActionContext): void => focusBy(context, 1),
  previousPane: (context: ActionContext): void => focusBy(context, -1),
  zoom: ({ dispatch }: ActionContext): void => dispatch({ type: 'zoom-toggled' }),
  togglePeople: ({ dispatch }: ActionContext): void => dispatch({ type: 'people-toggled' }),
  toggleDetails: ({ dispatch }: ActionContext): void => dispatch({ type: 'details-toggled' }),
  back,
  answer,
  yes,
  no: ({ dispatch }: ActionContext): void => dispatch({ type: 'answered' }),
  closeSheet: ({ dispatch }: ActionContext): void =>
    dispatch({ type: 'sheet-changed', sheet: undefined }),
  repaint: ({ terminal }: ActionContext): void => terminal.repaint(),
  suspend: ({ terminal }: ActionContext): void => terminal.suspend(),
} satisfies Record<string, (context: ActionContext) => void>;
