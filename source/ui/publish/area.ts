import type { PublishForm } from '../../session/publish/publish-form.ts';
import type { MqttSession } from '../../session/session.ts';
import { printable } from '../../payload/printable.ts';
import { fit } from '../draw/cells.ts';
import { editorRows } from '../widgets/editor-rows.ts';
import { count } from '../draw/figures.ts';
import { lineOf, type Line, textOf } from '../widgets/line-editor.ts';
import { endOfName } from '../draw/name-end.ts';
import { palette } from '../draw/palette.ts';
import { type FieldName, fieldOf, fieldRows } from './fields.ts';
import type { PublishSheet } from './state.ts';
import { row, type Span } from '../draw/row.ts';
import { payloadSize } from './payload-size.ts';

/** Cells of a label with its mark. */
const labelWidth = 20;

/** Cells of the first of several fields in a row, and of a choice behind the label of the others. */
const firstWidth = 36;
const choiceWidth = 10;

/** Below so many cells each field has a row of its own. */
const narrow = 72;

/** Rows of a text of several lines at least, where there is room. */
const leastRows = 3;

type Area = { readonly rows: readonly string[]; readonly cursor?: { x: number; y: number } };

/** The editor as it is drawn. */
export type Context = {
  readonly sheet: PublishSheet;
  readonly form: PublishForm;
  readonly session: MqttSession;
};

/** Before MQTT 5 properties are left out; but an answer can be listened for on a topic that is known. */
export const isUseless = ({ session, form }: Context, name: FieldName): boolean =>
  fieldOf(name).isNew === true &&
  session.desk.takesProperties === false &&
  !(name === 'responseTopic' && form.answerWithin > 0);

const labelOf = (context: Context, name: FieldName, width: number): Span => {
  const isHere = context.sheet.field === name;
  return {
    text: fit(`${isHere ? '▸ ' : '  '}${fieldOf(name).label}`, width),
    style: isHere ? palette.strong : isUseless(context, name) ? palette.dim : palette.plain,
  };
};

/** The line of a field, whether it is being typed or not. */
const lineIn = ({ sheet, form }: Context, name: FieldName): Line => {
  const member = fieldOf(name).member?.(form);
  if (sheet.field === name && sheet.line !== undefined) return sheet.line;
  return lineOf(member === undefined ? '' : form[member]);
};

const valueSpan = (context: Context, name: FieldName): Span => {
  const isHere = context.sheet.field === name;
  const text = ` ${fieldOf(name).choices?.value(context.form) ?? ''} `;
  const style = isHere ? palette.selected : isUseless(context, name) ? palette.dim : palette.plain;
  return { text: isHere ? `‹${text}›` : ` ${text} `, style };
};

/** A field of one row, perhaps beside others. */
const shortField = (
  context: Context,
  name: FieldName,
  { label, width }: { label: number; width: number },
): { text: string; cursor?: number } => {
  const start = labelOf(context, name, label);
  if (fieldOf(name).choices !== undefined)
    return { text: row([start, valueSpan(context, name)], width) };
  const typed = editorRows(lineIn(context, name), Math.max(2, width - label));
  const isHere = context.sheet.field === name;
  return {
    text: row([start, { text: typed.rows[isHere ? typed.cursor.y : 0] ?? '' }], width),
    ...(isHere ? { cursor: label + typed.cursor.x } : {}),
  };
};

const shortRow = (context: Context, names: readonly FieldName[], width: number): Area => {
  let cursor: { x: number; y: number } | undefined;
  let text = '';
  let used = 0;
  for (const [index, name] of names.entries()) {
    const label = index === 0 ? labelWidth : fieldOf(name).label.length + 3;
    const isLast = index === names.length - 1;
    const cells = isLast ? width - used : index === 0 ? firstWidth : label + choiceWidth;
    const field = shortField(context, name, { label, width: cells });
    if (field.cursor !== undefined) cursor = { x: used + field.cursor, y: 0 };
    text += field.text;
    used += cells;
  }
  return { rows: [text], ...(cursor === undefined ? {} : { cursor }) };
};

/** A field of several rows, scrolled to the cursor. */
const longField = (
  context: Context,
  name: FieldName,
  { width, most, least }: { width: number; most: number; least: number },
): Area => {
  const isHere = context.sheet.field === name;
  const typed = editorRows(lineIn(context, name), Math.max(2, width - labelWidth));
  const height = Math.max(1, Math.min(most, Math.max(least, typed.rows.length)));
  const top = isHere ? Math.max(0, typed.cursor.y - height + 1) : 0;
  const hidden = typed.rows.length - top - height;
  const notes = name === 'payload' ? [payloadSize(context.form)] : [];
  if (hidden > 0) notes.push(`↓ ${count(hidden)} more`);
  const rows = Array.from({ length: height }, (_, index) =>
    row(
      [
        index === 0
          ? labelOf(context, name, labelWidth)
          : { text: fit(`    ${notes[index - 1] ?? ''}`, labelWidth), style: palette.dim },
        {
          text: typed.rows[top + index] ?? '',
          ...(isUseless(context, name) ? { style: palette.dim } : {}),
        },
      ],
      width,
    ),
  );
  return {
    rows,
    ...(isHere ? { cursor: { x: labelWidth + typed.cursor.x, y: typed.cursor.y - top } } : {}),
  };
};

/** So many of what Tab offers are shown. */
const offersShown = 6;

/** A path by its end: its folder stands in the field. */
const offeredText = (field: FieldName, text: string): string =>
  printable(field === 'payload' ? text.replace(/^.*\/(?=[^/])/s, '') : text, 400);

/** What Tab offers for the field that is worked in; nothing where something else was typed since. */
const offerRows = ({ sheet }: Context, name: FieldName, width: number): string[] => {
  const { offers, line, field } = sheet;
  if (offers === undefined || line === undefined || field !== name) return [];
  const { candidates, index } = offers;
  if (candidates[index] !== textOf(line) || candidates.length < 2) return [];
  const from = Math.max(0, Math.min(index - 2, candidates.length - offersShown));
  return candidates.slice(from, from + offersShown).map((text, place) => {
    const isChosen = from + place === index;
    const where = isChosen ? `    ${index + 1} of ${candidates.length}` : '';
    const drawn = row(
      [
        { text: `${fit(where, labelWidth - 2)}${isChosen ? '▸ ' : '  '}` },
        {
          text: endOfName(offeredText(name, text), Math.max(1, width - labelWidth)),
          style: palette.topic,
        },
      ],
      width,
    );
    return isChosen ? palette.selected(drawn) : drawn;
  });
};

/** A field that Tab completes, with what it offers below. */
const completedField = (
  context: Context,
  name: FieldName,
  size: { width: number; most: number; least: number },
): Area => {
  const offered = offerRows(context, name, size.width);
  const area = longField(context, name, offered.length > 0 ? { ...size, least: 1 } : size);
  return { ...area, rows: [...area.rows, ...offered] };
};

/** All fields, one below the other, with the cursor among them; `x` is -1 where nothing is typed. */
export const fieldsArea = (context: Context, width: number, payloadRows: number): Area => {
  const rows: string[] = [];
  let cursor: { x: number; y: number } | undefined;
  const lines = width < narrow ? fieldRows.flat().map((name) => [name]) : fieldRows;
  for (const names of lines) {
    const [name = 'topic'] = names;
    const area =
      name === 'topic'
        ? completedField(context, name, { width, most: 3, least: 1 })
        : fieldOf(name).isMultiLine === true
          ? completedField(context, name, {
              width,
              most: name === 'payload' ? payloadRows : leastRows,
              least: name === 'payload' ? Math.min(leastRows, payloadRows) : 1,
            })
          : shortRow(context, names, width);
    if (area.cursor !== undefined) cursor = { x: area.cursor.x, y: rows.length + area.cursor.y };
    else if (names.includes(context.sheet.field)) cursor = { x: -1, y: rows.length };
    rows.push(...area.rows);
  }
  return { rows, ...(cursor === undefined ? {} : { cursor }) };
};
