import { type Subscription, usualOptions } from '../../model/subscription.ts';
import type { Controls, KeyBinding } from '../controls.ts';
import { openSheet } from '../sheets/open-sheet.ts';
import { emptyLine, lineOf, textOf } from '../widgets/line-editor.ts';
import { choices } from './choices.ts';
import { filterOf } from './state.ts';

/** Opens the form for a new subscription, or for one that is there. */
export const openForm = ({ dispatch }: Controls, known?: Subscription): void => {
  const filter = known === undefined ? emptyLine : lineOf(known.filter);
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

const goTo = (controls: Controls, by: 1 | -1): void => {
  const form = openSheet(controls, 'subscription');
  if (form === undefined) return;
  const fields = choices.length + 1;
  const field = (form.field + by + fields) % fields;
  const { line = form.filter, ...rest } = form;
  controls.dispatch({
    type: 'sheet-changed',
    sheet: { ...rest, field, filter: line, ...(field === 0 ? { line } : {}) },
  });
};

const step = (controls: Controls, by: 1 | -1): void => {
  const form = openSheet(controls, 'subscription');
  const choice = form === undefined ? undefined : choices[form.field - 1];
  if (form === undefined || choice === undefined) return;
  const sheet = { ...form, options: choice.step(form.options, by) };
  controls.dispatch({ type: 'sheet-changed', sheet });
};

/** Back to the list; what was wrong with what was typed is no longer. */
const backTo = ({ session, dispatch }: Controls, filter: string | undefined): void => {
  session.forgetNotice();
  dispatch({ type: 'sheet-changed', sheet: { kind: 'subscriptions', filter } });
};

const accept = (controls: Controls): void => {
  const form = openSheet(controls, 'subscription');
  const { monitor } = controls.session;
  if (form === undefined || monitor === undefined) return;
  const filter = textOf(filterOf(form));
  const isKnown = form.instead === undefined && monitor.watched.byFilter.has(filter);
  const problem = isKnown
    ? 'This topic filter is watched already: Enter in the list changes it.'
    : monitor.watched.problem(filter, form.options, form.instead);
  if (problem !== undefined) {
    controls.session.notify(problem);
    return;
  }
  // First: taking it may have something to tell.
  backTo(controls, filter);
  if (form.instead === undefined) monitor.watched.add(filter, form.options);
  else monitor.watched.change(form.instead, filter, form.options);
};

const isChoosing = (controls: Controls): boolean =>
  (openSheet(controls, 'subscription')?.field ?? 0) > 0;

const where = 'subscription';

/** The keys of the form. */
export const formBindings: readonly KeyBinding[] = [
  { keys: ['Enter'], where, does: 'take the subscription', hint: 'take', run: accept },
  { keys: ['Tab', 'Down'], where, does: 'next field', hint: 'next', run: (c) => goTo(c, 1) },
  { keys: ['Shift+Tab', 'Up'], where, does: 'field before', run: (c) => goTo(c, -1) },
  {
    keys: ['Right', 'Space'],
    where,
    does: 'next choice',
    when: isChoosing,
    run: (c) => step(c, 1),
  },
  { keys: ['Left'], where, does: 'choice before', when: isChoosing, run: (c) => step(c, -1) },
  {
    keys: ['Esc'],
    where,
    does: 'leave it as it was',
    hint: 'back',
    run: (controls) => backTo(controls, openSheet(controls, 'subscription')?.instead),
  },
];
