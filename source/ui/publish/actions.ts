import type { PublishForm } from '../../session/publish/publish-form.ts';
import type { Controls } from '../controls.ts';
import { plural } from '../draw/figures.ts';
import { edit } from '../input/input-actions.ts';
import { insert, lineOf, textOf } from '../widgets/line-editor.ts';
import { complete, isOnBranch } from './completion.ts';
import { layOutEditor } from './editor-layout.ts';
import { fieldOf, fieldRows, fieldWith } from './fields.ts';
import { changeForm, formOf, goToField, keepForm, type PublishSheet, walkForms } from './state.ts';
import { openSheet } from '../sheets/open-sheet.ts';
import { walkLine } from '../widgets/line-walk.ts';
import { firstShown } from '../widgets/list-window.ts';
import { stopRepeats } from './stop-repeats.ts';

const change = (controls: Controls, by: (sheet: PublishSheet) => PublishSheet): void => {
  const sheet = openSheet(controls, 'publish');
  if (sheet !== undefined) controls.dispatch({ type: 'sheet-changed', sheet: by(sheet) });
};

const order = fieldRows.flat();

const fieldBy = (sheet: PublishSheet, by: 1 | -1): PublishSheet =>
  goToField(
    sheet,
    order[(order.indexOf(sheet.field) + by + order.length) % order.length] ?? 'topic',
  );

const tab =
  (by: 1 | -1) =>
  (controls: Controls): void =>
    complete(controls, by, (sheet) => fieldBy(sheet, by));

const enter = (controls: Controls): void => {
  const sheet = openSheet(controls, 'publish');
  if (sheet === undefined) return;
  const { field, isMultiLine = false, line } = sheet;
  const form = formOf(sheet);
  if (isOnBranch(sheet)) change(controls, (one) => ({ ...one, offers: undefined }));
  else if (field === 'topic') change(controls, (one) => goToField(one, 'payload'));
  else if (isMultiLine && line !== undefined)
    change(controls, (one) => ({ ...one, line: insert(line, '\n') }));
  else if (field === 'payload' && form.format === 'file') {
    void controls.session.desk.read(form.path).then(
      ({ length }) =>
        controls.session.notify(`${form.path} has ${plural(length, 'byte', 'bytes')}.`),
      (error: unknown) => controls.session.notify((error as Error).message),
    );
  } else change(controls, (one) => fieldBy(one, 1));
};

const vertical =
  (by: 1 | -1) =>
  (controls: Controls): void =>
    change(controls, (sheet) => {
      const line =
        sheet.line !== undefined && sheet.isMultiLine === true
          ? walkLine(sheet.line, by)
          : undefined;
      return line === undefined ? fieldBy(sheet, by) : { ...sheet, line };
    });

/** Chooses the next or the one before, or moves in the text. */
const horizontal =
  (by: 1 | -1) =>
  (controls: Controls): void => {
    const sheet = openSheet(controls, 'publish');
    const choices = sheet === undefined ? undefined : fieldOf(sheet.field).choices;
    if (choices === undefined) edit(by === 1 ? 'right' : 'left')(controls);
    else change(controls, (one) => changeForm(one, (form) => choices.step(form, by)));
  };

const publish = async (controls: Controls, form: PublishForm): Promise<void> => {
  const wrong = await controls.session.desk.send(form);
  if (openSheet(controls, 'publish') === undefined && wrong !== undefined)
    controls.session.notify(`Not published: ${wrong.problem}`);
  change(controls, (now) => {
    const sent = { ...now, problem: wrong?.problem, top: 0 };
    return wrong === undefined ? keepForm(sent) : goToField(sent, fieldWith(wrong.member));
  });
};

const send = (controls: Controls): void => {
  const sheet = openSheet(controls, 'publish');
  if (sheet === undefined) return;
  void publish(controls, formOf(sheet));
};

const takeFile = (controls: Controls): void =>
  change(controls, (sheet) =>
    goToField(
      changeForm(sheet, (form) => ({ ...form, format: 'file' })),
      'payload',
    ),
  );

/** Hands the text that is being typed to the person's editor and takes it back. */
const editField = (controls: Controls): void => {
  const { session, terminal } = controls;
  const before = openSheet(controls, 'publish');
  if (before === undefined) return;
  if (before.isMultiLine !== true && formOf(before).format === 'file') {
    session.notify('The payload is a file: choose another format to write it here.');
    return;
  }
  const sheet = before.isMultiLine === true ? before : goToField(before, 'payload');
  const { field, line } = sheet;
  controls.dispatch({ type: 'sheet-changed', sheet });
  if (line === undefined) return;
  void terminal.edit(textOf(line)).then(
    (text) =>
      change(controls, (one) => ({ ...goToField(one, field), line: lineOf(text, line.killed) })),
    (error: unknown) => session.notify((error as Error).message),
  );
};

/** Stops every message that is repeated, and the waiting for answers. */
const stop = ({ session }: Controls): void => {
  const { desk } = session;
  const isWaiting = desk.exchange?.state === 'waiting' || desk.exchange?.state === 'subscribing';
  desk.exchange?.stop();
  session.notify(
    stopRepeats(desk) ?? (isWaiting ? 'No longer waiting for answers.' : 'Nothing is repeated.'),
  );
};

const walk =
  (by: 1 | -1) =>
  (controls: Controls): void =>
    change(controls, (sheet) => walkForms(sheet, by));

/** Scrolls what stands under the form down (or, negative, up) by rows, as far as there are some. */
export const scrollOutcome = (controls: Controls, by: number): void =>
  change(controls, (sheet) => {
    const { session, boxes } = controls;
    const { outcome, below, top } = layOutEditor(session, sheet, boxes.inside('sheet'));
    return { ...sheet, top: firstShown(top + by, outcome.length, below) };
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
  pageUp: (controls: Controls): void => scrollOutcome(controls, -5),
  pageDown: (controls: Controls): void => scrollOutcome(controls, 5),
} satisfies Record<string, (controls: Controls) => void>;
