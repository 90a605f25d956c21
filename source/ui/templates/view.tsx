import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import type { Template } from '../../session/publish/template-json.ts';
import { fit, widthOf, wrapCells } from '../draw/cells.ts';
import type { Controls, KeyBinding } from '../controls.ts';
import { editorRows } from '../widgets/editor-rows.ts';
import { plural } from '../draw/figures.ts';
import { emptyLine, type Line, textOf } from '../widgets/line-editor.ts';
import { palette } from '../draw/palette.ts';
import { openWith } from '../publish/open.ts';
import { formOf, type PublishSheet } from '../publish/state.ts';
import { row } from '../draw/row.ts';
import type { SheetBase } from '../sheets/sheet-base.ts';
import type { RowsSheet } from '../sheets/sheet-kind.ts';

/** The templates: forms of the publish editor with names. */
export type TemplatesSheet = SheetBase & {
  readonly kind: 'templates';
  /** A name to save under; also what the names that are listed contain. */
  readonly line: Line;
  readonly index: number;
  /** The editor that it was opened from. */
  readonly from: PublishSheet | undefined;
  /** What the same key once more does. */
  readonly armed?: { readonly does: 'replace' | 'delete'; readonly name: string } | undefined;
};

const listed = (session: MqttSession, { line }: TemplatesSheet): readonly Template[] => {
  const typed = textOf(line).trim().toLowerCase();
  return session.desk.templates.list.filter(({ name }) => name.toLowerCase().includes(typed));
};

const markedOf = (sheet: TemplatesSheet, all: readonly Template[]): number =>
  Math.max(0, Math.min(sheet.index, all.length - 1));

/** Cells for the names at most, so that topics stand below each other and are seen. */
const mostOfName = 28;

const hint = (sheet: TemplatesSheet, isEmpty: boolean): string => {
  const { armed, line } = sheet;
  if (armed?.does === 'replace')
    return `There is a template "${printable(armed.name, 60)}": Ctrl+S once more replaces it.`;
  if (armed?.does === 'delete') return `Delete once more deletes "${printable(armed.name, 60)}".`;
  if (isEmpty && textOf(line).trim() !== '')
    return `No template has this in its name${sheet.from === undefined ? '' : ': Ctrl+S saves the form under it'}.`;
  return sheet.from === undefined
    ? 'Enter takes one into the publish editor.'
    : 'Type a name, then Ctrl+S saves the form; Enter takes the marked one.';
};

/** How the templates look. */
export const templatesSheet: RowsSheet<TemplatesSheet> = {
  draw: (sheet, { session }, { columns, rows: height }) => {
    const all = listed(session, sheet);
    const marked = markedOf(sheet, all);
    const { rows: typed, cursor } = editorRows(sheet.line, columns - 7);
    const told = wrapCells(hint(sheet, all.length === 0), columns);
    const room = Math.max(1, height - 1 - told.length);
    const top = Math.max(0, marked - room + 1);
    const nameWidth = Math.min(
      mostOfName,
      Math.max(...all.map(({ name }) => widthOf(printable(name, 100)))),
    );
    const rows = all.slice(top, top + room).map(({ name, form }, index) => {
      const isMarked = top + index === marked;
      const text = row(
        [
          { text: isMarked ? '▸ ' : '  ' },
          { text: fit(printable(name, 100), nameWidth) },
          { text: `  ${printable(form.topic, 200)}`, style: palette.topic },
          {
            text: `  ${printable(form.format === 'file' ? form.path : form.payload, 200)}`,
            style: palette.dim,
          },
        ],
        columns,
      );
      return isMarked ? palette.selected(text) : text;
    });
    return {
      title: 'Templates',
      note: plural(session.desk.templates.list.length, 'template', 'templates'),
      footnote: 'Enter takes it · Ctrl+S saves · Esc back · Delete deletes',
      rows: [
        row([{ text: 'Name › ' }, { text: typed[cursor.y] ?? '' }], columns),
        ...told.map((text) =>
          row(
            [{ text, style: sheet.armed === undefined ? palette.dim : palette.attention }],
            columns,
          ),
        ),
        ...rows,
      ],
      cursor: { x: 7 + cursor.x, y: 0 },
    };
  },
  scroll: (controls, by) => moveBy(controls, by),
};

const openSheet = ({ state }: Controls): TemplatesSheet | undefined => {
  const { sheet } = state();
  return sheet?.kind === 'templates' ? sheet : undefined;
};

const change = (controls: Controls, by: Partial<TemplatesSheet>): void => {
  const sheet = openSheet(controls);
  if (sheet !== undefined)
    controls.dispatch({ type: 'sheet-changed', sheet: { ...sheet, armed: undefined, ...by } });
};

const moveBy = (controls: Controls, by: number): void => {
  const sheet = openSheet(controls);
  if (sheet === undefined) return;
  const all = listed(controls.session, sheet);
  change(controls, { index: Math.max(0, Math.min(all.length - 1, markedOf(sheet, all) + by)) });
};

const take = (controls: Controls): void => {
  const sheet = openSheet(controls);
  if (sheet === undefined) return;
  const all = listed(controls.session, sheet);
  const template = all[markedOf(sheet, all)];
  if (template === undefined) controls.session.notify('There is no such template.');
  else openWith(controls, template.form, 'payload');
};

const save = (controls: Controls): void => {
  const sheet = openSheet(controls);
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
    session.notify(`Saved the template ${printable(name, 60)}${end}.`);
    controls.dispatch({ type: 'sheet-changed', sheet: sheet.from });
  } else session.notify(problem);
};

/** The first press only says what the second does. */
const remove = (controls: Controls): void => {
  const sheet = openSheet(controls);
  if (sheet === undefined) return;
  const { session } = controls;
  const all = listed(session, sheet);
  const name = all[markedOf(sheet, all)]?.name;
  if (name === undefined) return;
  if (sheet.armed?.does === 'delete' && sheet.armed.name === name) {
    const problem = session.desk.templates.delete(name);
    session.notify(problem ?? `Deleted the template ${printable(name, 60)}.`);
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

const back = (controls: Controls): void =>
  controls.dispatch({ type: 'sheet-changed', sheet: openSheet(controls)?.from });

/** The keys of the templates. */
export const templatesBindings: readonly KeyBinding[] = [
  { keys: ['Up', 'Ctrl+P'], where: 'templates', does: 'template above', run: (c) => moveBy(c, -1) },
  {
    keys: ['Down', 'Ctrl+N'],
    where: 'templates',
    does: 'template below',
    run: (c) => moveBy(c, 1),
  },
  { keys: ['PageUp'], where: 'templates', does: 'ten up', run: (c) => moveBy(c, -10) },
  { keys: ['PageDown'], where: 'templates', does: 'ten down', run: (c) => moveBy(c, 10) },
  {
    keys: ['Enter'],
    where: 'templates',
    does: 'take the template into the publish editor',
    hint: 'take',
    run: take,
  },
  {
    keys: ['Ctrl+S'],
    where: 'templates',
    does: 'save the form of the editor under the name that is typed',
    run: save,
  },
  {
    keys: ['Delete'],
    where: 'templates',
    does: 'delete the template that is marked; asks for the key once more',
    run: remove,
  },
  { keys: ['Esc'], where: 'templates', does: 'back to the publish editor', run: back },
];
