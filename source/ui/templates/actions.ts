import type { Template } from '../../session/publish/template-json.ts';
import type { Controls } from '../controls.ts';
import { openWith } from '../publish/open.ts';
import { formOf } from '../publish/state.ts';
import { openSheet } from '../sheets/open-sheet.ts';
import { emptyLine, textOf } from '../widgets/line-editor.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import { matching, shownName, type TemplatesSheet } from './state.ts';

const change = (controls: Controls, by: Partial<TemplatesSheet>): void => {
  const sheet = openSheet(controls, 'templates');
  if (sheet !== undefined)
    controls.dispatch({ type: 'sheet-changed', sheet: { ...sheet, armed: undefined, ...by } });
};

const matches = ({ session }: Controls, sheet: TemplatesSheet): readonly Template[] =>
  matching(session.desk.templates.list, sheet);

const markedIn = (controls: Controls, sheet: TemplatesSheet): Template | undefined => {
  const all = matches(controls, sheet);
  return all[nearestIndex(sheet.index, all.length)];
};

/** Marks a template further down (or, negative, up). */
export const moveInTemplates = (controls: Controls, by: number): void => {
  const sheet = openSheet(controls, 'templates');
  if (sheet === undefined) return;
  const { length } = matches(controls, sheet);
  change(controls, { index: nearestIndex(nearestIndex(sheet.index, length) + by, length) });
};

/** Takes the marked template into the publish editor. */
export const take = (controls: Controls): void => {
  const sheet = openSheet(controls, 'templates');
  if (sheet === undefined) return;
  const template = markedIn(controls, sheet);
  if (template === undefined) controls.session.notify('There is no such template.');
  else openWith(controls, template.form, 'payload');
};

/** Saves the form of the editor under the name that is typed; asks for the key once more before it replaces one. */
export const save = (controls: Controls): void => {
  const sheet = openSheet(controls, 'templates');
  if (sheet === undefined) return;
  const { session } = controls;
  if (sheet.from === undefined) {
    session.notify(
      'There is no form to save: F4 opens the publish editor, Ctrl+T saves from there.',
    );
    return;
  }
  const name = textOf(sheet.line).trim();
  const isThere = session.desk.templates.find(name) !== undefined;
  if (isThere && !(sheet.armed?.does === 'replace' && sheet.armed.name === name)) {
    change(controls, { armed: { does: 'replace', name } });
    return;
  }
  const problem = session.desk.templates.save(name, formOf(sheet.from));
  if (problem === undefined) {
    const end = session.desk.templates.areKept ? '' : ' until you quit';
    session.notify(`Saved the template ${shownName(name)}${end}.`);
    controls.dispatch({ type: 'sheet-changed', sheet: sheet.from });
  } else session.notify(problem);
};

/** Deletes the marked template; the first press only says what the second does. */
export const remove = (controls: Controls): void => {
  const sheet = openSheet(controls, 'templates');
  if (sheet === undefined) return;
  const { session } = controls;
  const name = markedIn(controls, sheet)?.name;
  if (name === undefined) return;
  if (sheet.armed?.does === 'delete' && sheet.armed.name === name) {
    const problem = session.desk.templates.delete(name);
    session.notify(problem ?? `Deleted the template ${shownName(name)}.`);
    change(controls, {});
  } else change(controls, { armed: { does: 'delete', name } });
};

/** Opens the templates, to go back to the editor from there if they were opened from it. */
export const openTemplates = ({ session, state, dispatch }: Controls): undefined => {
  const { sheet, publishDraft } = state();
  session.desk.templates.read();
  dispatch({
    type: 'sheet-changed',
    sheet: {
      kind: 'templates',
      line: emptyLine,
      index: 0,
      from: sheet?.kind === 'publish' ? sheet : publishDraft,
    },
  });
};

/** Back to where the templates were opened from. */
export const back = (controls: Controls): void =>
  controls.dispatch({ type: 'sheet-changed', sheet: openSheet(controls, 'templates')?.from });
