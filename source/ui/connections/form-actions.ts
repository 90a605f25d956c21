import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { edit } from '../input/input-actions.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { textOf } from '../widgets/line-editor.ts';
import { isOnBranch, nextOffer, offering } from '../widgets/offers.ts';
import { backToList, nameInWords } from './actions.ts';
import { fieldsOf, profileFields } from './fields.ts';
import {
  draftOf,
  fieldBy,
  formOf,
  goToField,
  isChanged,
  problemsIn,
  stepChoice,
} from './form-state.ts';
import type { ProfileBook } from './profile-book.ts';
import type { ProfileSheet } from './state.ts';
import { openTest } from './test-actions.ts';

/** The most paths to offer. */
const mostPaths = 100;

const change = (context: ActionContext, by: (sheet: ProfileSheet) => ProfileSheet): void => {
  const sheet = sheetOfKind(context, 'profile');
  if (sheet !== undefined) context.dispatch({ type: 'sheet-changed', sheet: by(sheet) });
};

const move =
  (by: 1 | -1) =>
  (context: ActionContext): void =>
    change(context, (sheet) => fieldBy(sheet, by));

/** Whether the path of a file is being typed. */
export const isOnPath = (context: ActionContext): boolean => {
  const sheet = sheetOfKind(context, 'profile');
  return (
    sheet?.line !== undefined &&
    profileFields[sheet.field].isPath === true &&
    textOf(sheet.line) !== ''
  );
};

/** Offers the paths that continue the typed one, once their folder is read; typing on cancels that. */
const completePath = async (context: ActionContext, typed: string): Promise<void> => {
  const paths = await context.session.publisher.pathsStartingWith(typed, mostPaths);
  change(context, (sheet) =>
    sheet.line === undefined || textOf(sheet.line) !== typed
      ? sheet
      : (offering(sheet, paths) ?? fieldBy(sheet, 1)),
  );
};

/** Tab: completes a path or steps through those offered, else goes to the next field. */
const tab =
  (by: 1 | -1) =>
  (context: ActionContext): void => {
    const sheet = sheetOfKind(context, 'profile');
    if (sheet === undefined) return;
    const next = nextOffer(sheet, by);
    if (next !== undefined) context.dispatch({ type: 'sheet-changed', sheet: next });
    else if (by === 1 && isOnPath(context) && sheet.line !== undefined)
      void completePath(context, textOf(sheet.line));
    else move(by)(context);
  };

/** Steps to the next or previous choice, or moves the cursor in a text. */
const horizontal =
  (by: 1 | -1) =>
  (context: ActionContext): void => {
    const sheet = sheetOfKind(context, 'profile');
    if (sheet === undefined) return;
    if (profileFields[sheet.field].choices === undefined)
      edit(by === 1 ? 'right' : 'left')(context);
    else change(context, (one) => stepChoice(one, by));
  };

/** Whether the active field has choices. */
export const hasChoices = (context: ActionContext): boolean => {
  const sheet = sheetOfKind(context, 'profile');
  return sheet !== undefined && profileFields[sheet.field].choices !== undefined;
};

/** Acts on the form if nothing in it is wrong; else goes to the field and tells what is. */
const ifRight = (
  context: ActionContext,
  act: (sheet: ProfileSheet, book: ProfileBook) => void,
): void => {
  const sheet = sheetOfKind(context, 'profile');
  const { profiles } = context;
  if (sheet === undefined || profiles === undefined) return;
  const [problem] = problemsIn(sheet, profiles);
  if (problem === undefined) {
    act(sheet, profiles);
    return;
  }
  change(context, (one) => ({
    ...goToField(one, problem.field),
    visited: new Set(fieldsOf(formOf(one))),
  }));
};

const saveNow = async (
  context: ActionContext,
  sheet: ProfileSheet,
  book: ProfileBook,
): Promise<void> => {
  const draft = draftOf(sheet);
  const { from } = draft;
  const name = nameInWords(draft.name);
  const isOpen = from !== undefined && !from.isCopied && book.stateOf(from.name) !== 'closed';
  const problem = await book.save(draft);
  if (problem === undefined) backToList(context, draft.name);
  const saved = `Saved ${name} in ${printable(book.path, 300)}`;
  context.session.notify(
    problem ??
      (isOpen
        ? `${saved}; it stays open as it was until you /disconnect it.`
        : `${saved}: mqtt-tui ${name} connects to it.`),
  );
};

const save = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'profile');
  // Tab has offered a folder: Enter goes into it.
  if (sheet !== undefined && isOnBranch(sheet))
    change(context, (one) => ({ ...one, offers: undefined }));
  else ifRight(context, (right, book) => void saveNow(context, right, book));
};

const test = (context: ActionContext): void =>
  ifRight(context, (sheet) => openTest(context, draftOf(sheet), goToField(sheet, sheet.field)));

/** Back to the list; asks first if that would lose what was typed. */
const leave = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'profile');
  if (sheet === undefined) return;
  const back = (): void => backToList(context, sheet.from?.name);
  if (!isChanged(sheet)) {
    back();
    return;
  }
  context.dispatch({
    type: 'asked',
    question: { text: 'Leave without saving what you have typed?', isTyped: true, yes: back },
  });
};

/** What the keys of the form do. */
export const profileActions = {
  nextField: tab(1),
  previousField: tab(-1),
  up: move(-1),
  down: move(1),
  left: horizontal(-1),
  right: horizontal(1),
  save,
  test,
  leave,
} satisfies Record<string, (context: ActionContext) => void>;
