import {
  type Subscription,
  type SubscriptionOptions,
  usualOptions,
} from '../../model/subscription.ts';
import type { RowsSheet, View } from '../sheets/sheet-kind.ts';
import { fit, wrapCells } from '../draw/cells.ts';
import type { Controls, KeyBinding } from '../controls.ts';
import { editorRows } from '../widgets/editor-rows.ts';
import { emptyLine, type Line, lineOf, textOf } from '../widgets/line-editor.ts';
import { palette } from '../draw/palette.ts';
import { row } from '../draw/row.ts';
import type { SheetBase } from '../sheets/sheet-base.ts';
import { type Choice, choices } from './subscription-choices.ts';
import { lacksOptions, versionInWords } from './subscription-words.ts';

/** One subscription being written: a new one, or one that is changed. */
export type SubscriptionForm = SheetBase & {
  readonly kind: 'subscription';
  /** The number of the field that is worked in. */
  readonly field: number;
  /** The filter as it was when its field was left last; while one is in it, `line` counts. */
  readonly filter: Line;
  readonly options: SubscriptionOptions;
  /** The filter that is changed. */
  readonly instead?: string;
};

const labelWidth = 22;
const valueWidth = 9;

const filterOf = ({ line, filter }: SubscriptionForm): Line => line ?? filter;

/** Cells of the longest of the meanings. */
const meaningWidth = 41;

/** Whether there is room for what the choices mean beside them. */
const hasMeanings = (width: number): boolean => width >= labelWidth + valueWidth + meaningWidth;

const choiceRow = (form: SubscriptionForm, index: number, width: number): string => {
  const { name, value, means } = choices[index] as Choice;
  const isHere = form.field === index + 1;
  const text = row(
    [
      { text: fit(`${isHere ? '▸ ' : '  '}${name}`, labelWidth) },
      { text: fit(`‹ ${value(form.options)} ›`, valueWidth) },
      {
        text: hasMeanings(width) ? means(form.options) : '',
        ...(isHere ? {} : { style: palette.dim }),
      },
    ],
    width,
  );
  return isHere ? palette.selected(text) : text;
};

/** What the choice that is worked in means, where there is no room beside it. */
const meaning = (form: SubscriptionForm, columns: number): string[] => {
  const choice = choices[form.field - 1];
  return choice === undefined || hasMeanings(columns)
    ? []
    : [`${choice.name} ${choice.value(form.options)}: ${choice.means(form.options)}.`];
};

/** The last rows: what a choice means, what a shared filter looks like, and what the connection cannot do. */
const remarks = (
  form: SubscriptionForm,
  { session: { monitor } }: View,
  columns: number,
): string[] => [
  '',
  ...[
    ...meaning(form, columns),
    '$share/GROUP/FILTER shares the messages with all others of the group.',
    ...(monitor !== undefined && lacksOptions(monitor)
      ? [`The last three need MQTT 5; this connection speaks ${versionInWords(monitor)}.`]
      : []),
  ].flatMap((remark) => wrapCells(remark, Math.max(1, columns - 2)).map((text) => `  ${text}`)),
];

/** How the form looks. */
export const subscriptionForm: RowsSheet<SubscriptionForm> = {
  draw: (form, view, { columns, rows: height }) => {
    const isTyped = form.field === 0;
    const typed = editorRows(filterOf(form), Math.max(4, columns - labelWidth));
    const most = Math.max(1, height - choices.length - 4);
    // The end of a long filter is what is being typed.
    const skipped = Math.max(0, typed.rows.length - most);
    const filterRows = typed.rows
      .slice(skipped)
      .map((text, index) =>
        row(
          [
            { text: fit(index === 0 ? `${isTyped ? '▸ ' : '  '}Topic filter` : '', labelWidth) },
            { text, style: palette.topic },
          ],
          columns,
        ),
      );
    return {
      title: form.instead === undefined ? 'Watch one more topic filter' : 'Change a subscription',
      footnote: 'Enter takes it · Tab next field · Esc leaves it · ←→ Space changes',
      rows: [
        ...filterRows,
        ...choices.map((_, index) => choiceRow(form, index, columns)),
        ...remarks(form, view, columns).map((text) => row([{ text, style: palette.dim }], columns)),
      ],
      ...(isTyped
        ? { cursor: { x: labelWidth + typed.cursor.x, y: Math.max(0, typed.cursor.y - skipped) } }
        : {}),
    };
  },
};

const formOf = ({ state }: Controls): SubscriptionForm | undefined => {
  const { sheet } = state();
  return sheet?.kind === 'subscription' ? sheet : undefined;
};

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
  const form = formOf(controls);
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
  const form = formOf(controls);
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
  const form = formOf(controls);
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

const isChoosing = (controls: Controls): boolean => (formOf(controls)?.field ?? 0) > 0;

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
    run: (controls) => backTo(controls, formOf(controls)?.instead),
  },
];
