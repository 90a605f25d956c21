import type { ActionContext } from './action-context.ts';
import { detailedMessage } from './details/detailed-message.ts';
import { leavePrompt } from './input/leave-prompt.ts';
import { paneOrder } from './layout/visible-panes.ts';
import type { Step } from './steps.ts';
import { filterTree } from './topics/filter-tree.ts';

const focusBy = (context: ActionContext, by: 1 | -1): void => {
  const order = paneOrder(detailedMessage(context.session, context.state()) !== undefined);
  const index = order.indexOf(context.state().focus);
  context.dispatch({
    type: 'pane-focused',
    pane: order[(index + by + order.length) % order.length] ?? 'input',
  });
};

/** Takes one step back. */
const takeBack = (context: ActionContext, step: Step): void => {
  const { state, dispatch } = context;
  const { chart, steps } = state();
  switch (step.kind) {
    case 'pane': {
      const earlier = steps.slice(0, steps.indexOf(step)).findLast(({ kind }) => kind === 'pane');
      dispatch({ type: 'pane-focused', pane: earlier?.kind === 'pane' ? earlier.pane : 'input' });
      return;
    }
    case 'filter':
      filterTree(context, '');
      return;
    case 'zoom':
      dispatch({ type: 'zoom-toggled' });
      return;
    case 'chart':
      dispatch({ type: 'chart-changed', chart: { ...chart, isShown: false } });
      return;
    case 'entry':
      dispatch({ type: 'log-returned', to: step.from });
  }
};

/** One step back: what is being typed is given up, else the last step away from the input box is taken back. */
const back = (context: ActionContext): void => {
  const { session, state, dispatch } = context;
  const { credentials, prompt, begun, steps } = state();
  const last = steps.at(-1);
  if (credentials !== undefined) dispatch({ type: 'credentials-closed', refusal: session.status });
  else if (prompt !== undefined) leavePrompt(context);
  else if (begun !== undefined) dispatch({ type: 'command-left' });
  else if (last !== undefined) takeBack(context, last);
  session.forgetNotice();
};

const yes = ({ state, dispatch }: ActionContext): void => {
  const { question } = state();
  dispatch({ type: 'answered' });
  question?.yes();
};

const always = ({ state, dispatch }: ActionContext): void => {
  const { question } = state();
  dispatch({ type: 'answered' });
  question?.always?.();
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
  always,
  no: ({ dispatch }: ActionContext): void => dispatch({ type: 'answered' }),
  closeSheet: ({ dispatch }: ActionContext): void =>
    dispatch({ type: 'sheet-changed', sheet: undefined }),
  repaint: ({ terminal }: ActionContext): void => terminal.repaint(),
  suspend: ({ terminal }: ActionContext): void => terminal.suspend(),
} satisfies Record<string, (context: ActionContext) => void>;

const onOrOff = (isOn: boolean): string => (isOn ? 'on' : 'off');

/** What is on the screen, and what is not, in a word. */
export const screenSettings = {
  details: ({ state }: ActionContext): string => onOrOff(state().showsDetails),
  people: ({ state }: ActionContext): string => onOrOff(state().showsPeople),
};
