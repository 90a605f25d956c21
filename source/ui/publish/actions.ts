import type { PublishForm } from '../../session/publish/publish-form.ts';
import type { ActionContext } from '../action-context.ts';
import { size } from '../../format/size.ts';
import { edit } from '../input/input-actions.ts';
import { insert, editedLine, textOf } from '../widgets/line-editor.ts';
import { complete } from './completion.ts';
import { layOutEditor } from './editor-layout.ts';
import { fieldOf, fieldRows, fieldWith } from './fields.ts';
import { changeForm, formOf, goToField, keepForm, type PublishSheet, walkForms } from './state.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { walkLine } from '../widgets/line-walk.ts';
import { scrolledBy } from '../widgets/list-window.ts';
import { isOnBranch } from '../widgets/offers.ts';
import { stopRepeats } from './stop-repeats.ts';

const change = (context: ActionContext, by: (sheet: PublishSheet) => PublishSheet): void => {
  const sheet = sheetOfKind(context, 'publish');
  if (sheet !== undefined) context.dispatch({ type: 'sheet-changed', sheet: by(sheet) });
};

const fieldBy = (sheet: PublishSheet, by: 1 | -1): PublishSheet => {
  const order = fieldRows(sheet.isUnfolded === true).flat();
  const at = (order.indexOf(sheet.field) + by + order.length) % order.length;
  return goToField(sheet, order[at] ?? 'topic');
};

const unfold = (sheet: PublishSheet): PublishSheet => ({
  ...sheet,
  isUnfolded: sheet.isUnfolded !== true,
});

const tab =
  (by: 1 | -1) =>
  (context: ActionContext): void =>
    complete(context, by, (sheet) => fieldBy(sheet, by));

const enter = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'publish');
  if (sheet === undefined) return;
  const { field, isMultiLine = false, line } = sheet;
  const form = formOf(sheet);
  if (isOnBranch(sheet)) change(context, (one) => ({ ...one, offers: undefined }));
  else if (field === 'more') change(context, unfold);
  else if (field === 'topic') change(context, (one) => goToField(one, 'payload'));
  else if (isMultiLine && line !== undefined)
    change(context, (one) => ({ ...one, line: insert(line, '\n') }));
  else if (field === 'payload' && form.format === 'file') {
    void context.session.publisher.read(form.path).then(
      ({ length }) => context.session.notify(`${form.path} has ${size(length)}.`),
      (error: unknown) => context.session.notify((error as Error).message),
    );
  } else change(context, (one) => fieldBy(one, 1));
};

const vertical =
  (by: 1 | -1) =>
  (context: ActionContext): void =>
    change(context, (sheet) => {
      const line =
        sheet.line !== undefined && sheet.isMultiLine === true
          ? walkLine(sheet.line, by)
          : undefined;
      return line === undefined ? fieldBy(sheet, by) : { ...sheet, line };
    });

/** Steps to the next or previous choice, or moves the cursor in a text. */
const horizontal =
  (by: 1 | -1) =>
  (context: ActionContext): void => {
    const sheet = sheetOfKind(context, 'publish');
    const choices = sheet === undefined ? undefined : fieldOf(sheet.field).choices;
    if (sheet?.field === 'more') change(context, unfold);
    else if (choices === undefined) edit(by === 1 ? 'right' : 'left')(context);
    else change(context, (one) => changeForm(one, (form) => choices.step(form, by)));
  };

const publish = async (context: ActionContext, form: PublishForm): Promise<void> => {
  const wrong = await context.session.publisher.send(form);
  if (sheetOfKind(context, 'publish') === undefined && wrong !== undefined)
    context.session.notify(`Not published: ${wrong.problem}`);
  change(context, (now) => {
    const sent = { ...now, problem: wrong?.problem, top: 0 };
    return wrong === undefined ? keepForm(sent) : goToField(sent, fieldWith(wrong.member));
  });
};

const send = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'publish');
  if (sheet === undefined) return;
  void publish(context, formOf(sheet));
};

const takeFile = (context: ActionContext): void =>
  change(context, (sheet) =>
    goToField(
      changeForm(sheet, (form) => ({ ...form, format: 'file' })),
      'payload',
    ),
  );

/** Opens the text being typed in the user's editor and takes the result. */
const editField = (context: ActionContext): void => {
  const { session, terminal } = context;
  const before = sheetOfKind(context, 'publish');
  if (before === undefined) return;
  if (before.isMultiLine !== true && formOf(before).format === 'file') {
    session.notify('The payload is a file: choose another format to write it here.');
    return;
  }
  const sheet = before.isMultiLine === true ? before : goToField(before, 'payload');
  const { field, line } = sheet;
  context.dispatch({ type: 'sheet-changed', sheet });
  if (line === undefined) return;
  void terminal.edit(textOf(line)).then(
    (text) =>
      change(context, (one) => ({ ...goToField(one, field), line: editedLine(text, line.killed) })),
    (error: unknown) => session.notify((error as Error).message),
  );
};

/** Stops all repeated messages, and stops waiting for answers. */
const stop = ({ session }: ActionContext): void => {
  const { publisher } = session;
  const isWaiting =
    publisher.exchange?.state === 'waiting' || publisher.exchange?.state === 'subscribing';
  publisher.exchange?.stop();
  session.notify(
    stopRepeats(publisher) ??
      (isWaiting ? 'No longer waiting for answers.' : 'Nothing is being repeated.'),
  );
};

const walk =
  (by: 1 | -1) =>
  (context: ActionContext): void =>
    change(context, (sheet) => walkForms(sheet, by));

/** Scrolls what is below the form down by rows (up if negative), within its limits. */
export const scrollOutcome = (context: ActionContext, by: number): void =>
  change(context, (sheet) => {
    const { session, boxes } = context;
    const { outcome, below, top } = layOutEditor(session, sheet, boxes.inside('sheet'));
    return { ...sheet, top: scrolledBy(by, { top, rows: outcome.length, room: below }) };
  });

/** What the keys of the publish editor do. */
export const publishActions = {
  nextField: tab(1),
  previousField: tab(-1),
  enter,
  up: vertical(-1),
  down: vertical(1),
  left: horizontal(-1),
  right: horizontal(1),
  send,
  takeFile,
  editField,
  stop,
  earlier: walk(-1),
  later: walk(1),
  pageUp: (context: ActionContext): void => scrollOutcome(context, -5),
  pageDown: (context: ActionContext): void => scrollOutcome(context, 5),
} satisfies Record<string, (context: ActionContext) => void>;
