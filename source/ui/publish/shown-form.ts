import { BoundedMap } from '../../collections/bounded-map.ts';
import { printable } from '../../payload/printable.ts';
import type { PublishForm } from '../../session/publish/publish-form.ts';
import type { Publisher } from '../../session/publish/publisher.ts';
import { editorRows } from '../widgets/editor-rows.ts';
import { type EditedLine, editedLine, textOf } from '../widgets/line-editor.ts';
import { type FieldName, fieldOf, fieldRows } from './fields.ts';
import type { PublishSheet } from './state.ts';

/** Cells of a label with its mark. */
export const labelWidth = 20;

/** Cells of the first of several fields in a row, and of a choice behind the label of the others. */
const firstWidth = 36;
const choiceWidth = 10;

/** In a form narrower than this, in cells, each field gets its own row. */
const narrow = 72;

/** Rows of a text of several lines at least, where there is room. */
const leastRows = 3;

/** Rows of a long topic at most. */
const topicRows = 3;

/** The editor as it is drawn. */
export type ShownForm = {
  readonly sheet: PublishSheet;
  readonly form: PublishForm;
  readonly desk: Pick<Publisher, 'takesProperties'>;
};

/** A field with the room that it has. */
export type ShownField = {
  readonly name: FieldName;
  readonly labelWidth: number;
  /** Cells beside the label. */
  readonly width: number;
  /** Its text; absent where one chooses. */
  readonly line?: EditedLine;
};

/** One of the topics or paths that Tab offers. */
export type Offer = {
  readonly text: string;
  /** Which of how many it is, where it stands in the field. */
  readonly place: string | undefined;
};

/** Fields beside each other, or one that may have several rows, and what Tab offers for it. */
export type FormRow = {
  readonly fields: readonly ShownField[];
  readonly rows: number;
  readonly offers: readonly Offer[];
};

/** Before MQTT 5 properties are left out; but an answer can be listened for on a topic that is known. */
export const isUseless = ({ desk, form }: ShownForm, name: FieldName): boolean =>
  fieldOf(name).isNew === true &&
  desk.takesProperties === false &&
  !(name === 'responseTopic' && form.answerWithin > 0);

/** More texts than a form has. */
const mostResting = 50;
const resting = new BoundedMap<string, EditedLine>(mostResting);

/** A text that is not worked in, from its start; made once, however often it is drawn. */
const restingLine = (text: string): EditedLine =>
  resting.getOrAdd(text, () => ({ ...editedLine(text), cursor: 0 }));

const lineIn = ({ sheet, form }: ShownForm, name: FieldName): EditedLine | undefined => {
  const member = fieldOf(name).member?.(form);
  if (member === undefined) return undefined;
  return sheet.field === name && sheet.line !== undefined ? sheet.line : restingLine(form[member]);
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
    width: Math.max(2, room.cells - room.label),
    ...(line === undefined ? {} : { line }),
  };
};

/** Fields beside each other; the last one has the rest of the row. */
const besideEachOther = (
  shown: ShownForm,
  names: readonly FieldName[],
  width: number,
): ShownField[] => {
  let used = 0;
  return names.map((name, index) => {
    const label = index === 0 ? labelWidth : fieldOf(name).label.length + 3;
    const isLast = index === names.length - 1;
    const cells = isLast ? width - used : index === 0 ? firstWidth : label + choiceWidth;
    used += cells;
    return shownField(shown, name, { label, cells });
  });
};

/** How many of Tab's candidates are shown. */
const offersShown = 6;

/** A path by its end: its folder stands in the field. */
const offeredText = (field: FieldName, text: string): string =>
  printable(field === 'payload' ? text.replace(/^.*\/(?=[^/])/s, '') : text, 400);

/** What Tab offers for the field that is worked in; nothing where something else was typed since. */
const offersFor = ({ sheet }: ShownForm, name: FieldName): Offer[] => {
  const { offers, line, field } = sheet;
  if (offers === undefined || line === undefined || field !== name) return [];
  const { candidates, index } = offers;
  if (candidates[index] !== textOf(line) || candidates.length < 2) return [];
  const from = Math.max(0, Math.min(index - 2, candidates.length - offersShown));
  return candidates.slice(from, from + offersShown).map((text, at) => ({
    text: offeredText(name, text),
    place: from + at === index ? `${index + 1} of ${candidates.length}` : undefined,
  }));
};

/** How many rows a field has at least and at most. */
const bounds = (name: FieldName, payloadRows: number): readonly [number, number] => {
  if (name === 'topic') return [1, topicRows];
  if (name === 'payload') return [Math.min(leastRows, payloadRows), payloadRows];
  return fieldOf(name).isMultiLine === true ? [1, leastRows] : [1, 1];
};

/** The form's rows at a width; the payload has at most `payloadRows`. */
export const formRows = (shown: ShownForm, width: number, payloadRows: number): FormRow[] => {
  const lines = width < narrow ? fieldRows.flat().map((name) => [name]) : fieldRows;
  return lines.map((names) => {
    const fields = besideEachOther(shown, names, width);
    const [{ name, line, width: cells } = { name: 'topic', width } as const] = fields;
    const offers = offersFor(shown, name);
    const [least, most] = bounds(name, payloadRows);
    const wanted = line === undefined || most === 1 ? 1 : editorRows(line, cells).rows.length;
    const rows = Math.max(1, Math.min(most, Math.max(offers.length > 0 ? 1 : least, wanted)));
    return { fields, rows, offers };
  });
};

/** The row of a text that its cursor stands in, of those that are shown. */
const cursorRow = ({ line, width }: ShownField, rows: number): number =>
  line === undefined ? 0 : Math.min(rows - 1, editorRows(line, width).cursor.y);

/** The first row that is shown where the form is higher than its room: the field that is worked in stays in sight. */
export const formTop = (rows: readonly FormRow[], field: FieldName, room: number): number => {
  const heights = rows.map(({ rows: own, offers }) => own + offers.length);
  const at = rows.findIndex(({ fields }) => fields.some(({ name }) => name === field));
  const here = rows[at]?.fields.find(({ name }) => name === field);
  const above = heights.slice(0, at).reduce((sum, height) => sum + height, 0);
  const focus = above + (here === undefined ? 0 : cursorRow(here, rows[at]?.rows ?? 1));
  const all = heights.reduce((sum, height) => sum + height, 0);
  return Math.max(0, Math.min(focus - room + 2, all - room));
};

/** Rows of the whole form. */
export const formHeight = (rows: readonly FormRow[]): number =>
  rows.reduce((sum, { rows: own, offers }) => sum + own + offers.length, 0);
