import { type Subscription, usualOptions } from '../../model/subscription.ts';
import type { ActionContext, KeyBinding } from '../action-context.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { emptyLine, editedLine, textOf } from '../widgets/line-editor.ts';
import { choices } from './choices.ts';
import { filterOf } from './state.ts';

/** Opens the form for a new subscription, or for an existing one. */
export const openSubscriptionForm = ({ dispatch }: ActionContext, known?: Subscription): void => {
  const filter = known === undefined ? emptyLine : editedLine(known.filter);
  const { qos, noLocal, retainHandling, retainAsPublished } = known ?? usualOptions;
  const options = { qos, noLocal, retainHandling, retainAsPublished };
  dispatch({
    type: 'sheet-changed',
    sheet: {
      kind: 'subscription',
      field: 0,
      filter,
      line: filter,
      options,
      ...(known === undefined ? {} : { instead: known.filter }),
    },
  });
};

const goTo = (context: ActionContext, by: 1 | -1): void => {
  const form = sheetOfKind(context, 'subscription');
  if (form === undefined) return;
  const fields = choices.length + 1;
  const field = (form.field + by + fields) % fields;
  const { line = form.filter, ...rest } = form;
  context.dispatch({
    type: 'sheet-changed',
    sheet: { ...rest, field, filter: line, ...(field === 0 ? { line } : {}) },
  });
};

const step = (context: ActionContext, by: 1 | -1): void => {
  const form = sheetOfKind(context, 'subscription');
  const choice = form === undefined ? undefined : choices[form.field - 1];
  if (form === undefined || choice === undefined) return;
  const sheet = { ...form, options: choice.step(form.options, by) };
  context.dispatch({ type: 'sheet-changed', sheet });
};

/** Back to the list, without the error message of the form. */
const backTo = ({ session, dispatch }: ActionContext, filter: string | undefined): void => {
  session.forgetNotice();
  dispatch({ type: 'sheet-changed', sheet: { kind: 'subscriptions', filter } });
};

const accept = (context: ActionContext): void => {
  const form = sheetOfKind(context, 'subscription');
  const { monitor } = context.session;
  if (form === undefined || monitor === undefined) return;
  const filter = textOf(filterOf(form));
  const isKnown = form.instead === undefined && monitor.watched.byFilter.has(filter);
  const problem = isKnown
    ? 'This topic filter is watched already: Enter in the list changes it.'
    : monitor.watched.problem(filter, form.options, form.instead);
  if (problem !== undefined) {
    context.session.notify(problem);
    return;
  }
  // First, because subscribing may show a notice.
  backTo(context, filter);
  if (form.instead === undefined) monitor.watched.add(filter, form.options);
  else monitor.watched.change(form.instead, filter, form.options);
};

const isChoosing = (context: ActionContext): boolean =>
  (sheetOfKind(context, 'subscription')?.field ?? 0) > 0;

const scope = 'subscription';

/** The keys of the form. */
export const formBindings: readonly KeyBinding[] = [
  {
    action: 'save',
    keys: ['Enter'],
    scope,
    description: 'save the subscription',
    weight: 320,
    hint: 'save',
    run: accept,
  },
  {
    action: 'next-field',
    keys: ['Tab', 'Down'],
    scope,
    description: 'next field',
    weight: 310,
    hint: 'next',
    run: (c) => goTo(c, 1),
  },
  {
    action: 'previous-field',
    keys: ['Shift+Tab', 'Up'],
    scope,
    description: 'previous field',
    run: (c) => goTo(c, -1),
  },
  {
    action: 'next-choice',
    keys: ['Right', 'Space'],
    scope,
    description: 'next choice',
    isEnabled: isChoosing,
    weight: 305,
    hint: 'next choice',
    run: (c) => step(c, 1),
  },
  {
    action: 'previous-choice',
    keys: ['Left'],
    scope,
    description: 'previous choice',
    isEnabled: isChoosing,
    run: (c) => step(c, -1),
  },
  {
    action: 'back',
    isFixed: true,
    keys: ['Esc'],
    scope,
    description: 'cancel the changes',
    weight: 400,
    hint: 'back',
    run: (context) => backTo(context, sheetOfKind(context, 'subscription')?.instead),
  },
];
