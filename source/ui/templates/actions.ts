import type { Template } from '../../session/publish/template-json.ts';
import type { ActionContext } from '../action-context.ts';
import { keyOf } from '../keys/key-of.ts';
import { latestEditor, openPublish, openWith } from '../publish/open.ts';
import { formOf, type PublishSheet } from '../publish/state.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { emptyLine, textOf } from '../widgets/line-editor.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import { matching, shownTemplateName, type TemplatesSheet } from './state.ts';

const change = (context: ActionContext, by: Partial<TemplatesSheet>): void => {
  const sheet = sheetOfKind(context, 'templates');
  if (sheet !== undefined) context.dispatch({ type: 'sheet-changed', sheet: { ...sheet, ...by } });
};

const askFinally = ({ dispatch }: ActionContext, what: string, yes: () => void): void =>
  dispatch({
    type: 'asked',
    question: { text: `${what} This cannot be undone.`, isTyped: true, yes },
  });

const matches = ({ session }: ActionContext, sheet: TemplatesSheet): readonly Template[] =>
  matching(session.publisher.templates.list, sheet);

const markedIn = (context: ActionContext, sheet: TemplatesSheet): Template | undefined => {
  const all = matches(context, sheet);
  return all[nearestIndex(sheet.index, all.length)];
};

/** Moves the mark down (up if negative), within the list. */
export const moveInTemplates = (context: ActionContext, by: number): void => {
  const sheet = sheetOfKind(context, 'templates');
  if (sheet === undefined) return;
  const { length } = matches(context, sheet);
  change(context, { index: nearestIndex(nearestIndex(sheet.index, length) + by, length) });
};

/** Opens the marked template in the publish editor. */
export const openMarked = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'templates');
  if (sheet === undefined) return;
  const template = markedIn(context, sheet);
  if (template === undefined) context.session.notify('There is no such template.');
  else openWith(context, template.form, 'payload');
};

const saveAs = ({ session, dispatch }: ActionContext, name: string, from: PublishSheet): void => {
  const { templates } = session.publisher;
  const problem = templates.save(name, formOf(from));
  const end = templates.areKept ? '' : ' until you quit';
  session.notify(problem ?? `Saved the template ${shownTemplateName(name)}${end}.`);
  if (problem === undefined) dispatch({ type: 'sheet-changed', sheet: from });
};

/** Saves the editor's form under the typed name; asks before it replaces a template. */
export const save = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'templates');
  if (sheet === undefined) return;
  const { session } = context;
  const { from } = sheet;
  if (from === undefined) {
    session.notify(
      `There is no form to save: ${keyOf(context, openPublish)} opens the publish editor.`,
    );
    return;
  }
  const name = textOf(sheet.line).trim();
  if (session.publisher.templates.find(name) === undefined) saveAs(context, name, from);
  else
    askFinally(context, `Replace the template "${shownTemplateName(name)}"?`, () =>
      saveAs(context, name, from),
    );
};

/** Deletes the marked template; asks first. */
export const remove = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'templates');
  if (sheet === undefined) return;
  const { session } = context;
  const name = markedIn(context, sheet)?.name;
  if (name === undefined) return;
  askFinally(context, `Delete the template "${shownTemplateName(name)}"?`, () => {
    const problem = session.publisher.templates.delete(name);
    session.notify(problem ?? `Deleted the template ${shownTemplateName(name)}.`);
  });
};

/** Opens the templates; from the editor, so that it is one step back. */
export const openTemplates = (context: ActionContext): undefined => {
  context.session.publisher.templates.read();
  context.dispatch({
    type: 'sheet-changed',
    sheet: { kind: 'templates', line: emptyLine, index: 0, from: latestEditor(context) },
  });
};

/** Back to where the templates were opened from. */
export const back = (context: ActionContext): void =>
  context.dispatch({ type: 'sheet-changed', sheet: sheetOfKind(context, 'templates')?.from });
