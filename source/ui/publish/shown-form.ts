import { BoundedMap } from '../../collections/bounded-map.ts';
import { printable } from '../../payload/printable.ts';
import type { PublishForm } from '../../session/publish/publish-form.ts';
import type { Publisher } from '../../session/publish/publisher.ts';
import { editorRows } from '../widgets/editor-rows.ts';
import { type EditedLine, editedLine } from '../widgets/line-editor.ts';
import { type Offer, pathEnd, shownOffers } from '../widgets/offers.ts';
import { type FieldName, fieldOf, fieldRows } from './fields.ts';
import type { PublishSheet } from './state.ts';

/** Cells of a label with its mark. */
export const labelWidth = 20;

/** Where fields stand that are side by side, so that those of several rows line up: cells with and of the label. */
const columns = [
  { label: labelWidth, cells: 34 },
  { label: 15, cells: 23 },
  { label: 11, cells: 16 },
] as const;

/** Below this width, in cells, each field gets a row. */
const narrow = 72;

/** The fewest rows for a text of several lines, if there is room. */
const leastRows = 3;

/** The most rows for a long topic. */
const topicRows = 3;

/** The editor as it is drawn. */
export type ShownForm = {
  readonly sheet: PublishSheet;
  readonly form: PublishForm;
  readonly publisher: Pick<Publisher, 'takesProperties'>;
};

/** A field and its space. */
export type ShownField = {
  readonly name: FieldName;
  readonly labelWidth: number;
  /** Cells of its content, next to the label. */
  readonly width: number;
  /** Cells of its place in the row. */
  readonly cells: number;
  /** Its text; absent if it is a choice. */
  readonly line?: EditedLine;
};

/** Fields side by side, or one that may have several rows, and what Tab offers for it. */
export type FormRow = {
  readonly fields: readonly ShownField[];
  readonly rows: number;
  readonly offers: readonly Offer[];
};

/** Whether a field has no effect: before MQTT 5 there are no properties, except to listen on a known answer topic. */
export const hasNoEffect = ({ publisher, form }: ShownForm, name: FieldName): boolean =>
  fieldOf(name).isNew === true &&
  publisher.takesProperties === false &&
  !(name === 'responseTopic' && form.answerWithin > 0);

/** More texts than a form has. */
const mostInactive = 50;
const inactiveLines = new BoundedMap<string, EditedLine>(mostInactive);

/** The text of an inactive field, from its start; made once for all draws. */
const inactiveLine = (text: string): EditedLine =>
  inactiveLines.getOrAdd(text, () => ({ ...editedLine(text), cursor: 0 }));

const lineIn = ({ sheet, form }: ShownForm, name: FieldName): EditedLine | undefined => {
  const member = fieldOf(name).member?.(form);
  if (member === undefined) return undefined;
  return sheet.field === name && sheet.line !== undefined ? sheet.line : inactiveLine(form[member]);
};

const shownField = (
  shown: ShownForm,
  name: FieldName,
  room: { readonly label: number; readonly cells: number },
): ShownField => {
  const line = lineIn(shown, name);
  return {
    name,
    labelWidth: room.label,
    cells: room.cells,
    width: Math.max(2, Math.min(fieldOf(name).width ?? room.cells, room.cells - room.label)),
    ...(line === undefined ? {} : { line }),
  };
};

/** Lays fields out side by side; the last one gets the rest of the row. */
const sideBySide = (shown: ShownForm, names: readonly FieldName[], width: number): ShownField[] => {
  let used = 0;
  return names.map((name, index) => {
    const { label, cells: wanted } = columns[index] ?? columns[0];
    const cells = index === names.length - 1 ? width - used : wanted;
    used += cells;
    return shownField(shown, name, { label, cells });
  });
};

/** What Tab offers for the active field. */
const offersFor = ({ sheet }: ShownForm, name: FieldName): Offer[] =>
  sheet.field === name
    ? shownOffers(sheet, (text) => printable(name === 'payload' ? pathEnd(text) : text, 400))
    : [];

/** The least and most rows of a field. */
const bounds = (name: FieldName, payloadRows: number): readonly [number, number] => {
  if (name === 'topic') return [1, topicRows];
  if (name === 'payload') return [Math.min(leastRows, payloadRows), payloadRows];
  return fieldOf(name).isMultiLine === true ? [1, leastRows] : [1, 1];
};

/** The form's rows at a width; the payload takes at most `payloadRows`. */
export const formRows = (shown: ShownForm, width: number, payloadRows: number): FormRow[] => {
  const all = fieldRows(shown.sheet.isUnfolded === true);
  const lines = width < narrow ? all.flat().map((name) => [name]) : all;
  return lines.map((names) => {
    const fields = sideBySide(shown, names, width);
    const [{ name, line, width: cells } = { name: 'topic', width } as const] = fields;
    const offers = offersFor(shown, name);
    const [least, most] = bounds(name, payloadRows);
    const wanted = line === undefined || most === 1 ? 1 : editorRows(line, cells).rows.length;
    const rows = Math.max(1, Math.min(most, Math.max(offers.length > 0 ? 1 : least, wanted)));
    return { fields, rows, offers };
  });
};

/** The visible row of a text that has the cursor. */
const cursorRow = ({ line, width }: ShownField, rows: number): number =>
  line === undefined ? 0 : Math.min(rows - 1, editorRows(line, width).cursor.y);

/** The first row to show when the form is too high: the active field stays in sight. */
export const formTop = (rows: readonly FormRow[], field: FieldName, room: number): number => {
  const heights = rows.map(({ rows: own, offers }) => own + offers.length);
  const at = rows.findIndex(({ fields }) => fields.some(({ name }) => name === field));
  const here = rows[at]?.fields.find(({ name }) => name === field);
  const above = heights.slice(0, at).reduce((sum, height) => sum + height, 0);
  const focus = above + (here === undefined ? 0 : cursorRow(here, rows[at]?.rows ?? 1));
  const all = heights.reduce((sum, height) => sum + height, 0);
  return Math.max(0, Math.min(focus - room + 2, all - room));
};

/** The height of the whole form, in rows. */
export const formHeight = (rows: readonly FormRow[]): number =>
  rows.reduce((sum, { rows: own, offers }) => sum + own + offers.length, 0);
