import { count, plural } from './figures.ts';
import { editorRows } from './editor-rows.ts';
import { formPayload } from '../session/form-message.ts';
import type { PublishForm } from '../session/publish-form.ts';
import type { MqttSession } from '../session/session.ts';
import { printable } from '../payload/printable.ts';
import { fit } from './cells.ts';
import { lineOf, type Line } from './line-editor.ts';
import { palette } from './palette.ts';
import { scrollOutcome } from './publish-actions.ts';
import { type FieldName, fieldOf, fieldRows } from './publish-fields.ts';
import { outcomeBelow } from './publish-outcome.ts';
import { formOf, type PublishSheet } from './publish-state.ts';
import { row, type Span } from './row.ts';
import type { SheetKind } from './sheet-base.ts';

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

type Context = {
  readonly sheet: PublishSheet;
  readonly form: PublishForm;
  readonly session: MqttSession;
};

/** Before MQTT 5 properties are left out; but an answer can be listened for on a topic that is known. */
const isUseless = ({ session, form }: Context, name: FieldName): boolean =>
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

/** What stands under the label of the payload: how long it is. */
const payloadSize = ({ form }: Context): string => {
  if (form.format === 'file') return 'path of a file';
  const payload = formPayload(form, undefined);
  return typeof payload === 'string' ? form.format : plural(payload.length, 'byte', 'bytes');
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
  const notes = name === 'payload' ? [payloadSize(context)] : [];
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

/** So many of the topics that Tab offers are shown. */
const topicsShown = 6;

const topicArea = (context: Context, width: number): Area => {
  const area = longField(context, 'topic', { width, most: 3, least: 1 });
  const { topics, line } = context.sheet;
  if (topics === undefined || line === undefined || context.sheet.field !== 'topic') return area;
  const { candidates, index } = topics;
  if (candidates[index] !== line.characters.join('') || candidates.length < 2) return area;
  const from = Math.max(0, Math.min(index - 2, candidates.length - topicsShown));
  const offered = candidates.slice(from, from + topicsShown).map((topic, place) => {
    const isChosen = from + place === index;
    const text = row(
      [
        { text: `${' '.repeat(labelWidth - 2)}${isChosen ? '▸ ' : '  '}` },
        { text: printable(topic, 400), style: palette.topic },
      ],
      width,
    );
    return isChosen ? palette.selected(text) : text;
  });
  return { ...area, rows: [...area.rows, ...offered] };
};

/** All fields, one below the other. */
const fieldsArea = (context: Context, width: number, payloadRows: number): Area => {
  const rows: string[] = [];
  let cursor: { x: number; y: number } | undefined;
  const lines = width < narrow ? fieldRows.flat().map((name) => [name]) : fieldRows;
  for (const names of lines) {
    const [name = 'topic'] = names;
    const area =
      name === 'topic'
        ? topicArea(context, width)
        : fieldOf(name).isMultiLine === true
          ? longField(context, name, {
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

/** What the field that is worked in is for. */
const aboutField = (context: Context): string => {
  const { sheet, form } = context;
  const { about } = fieldOf(sheet.field);
  if (isUseless(context, sheet.field))
    return 'needs MQTT 5, which this connection does not speak: left out';
  return typeof about === 'string' ? about : about(form);
};

/** Rows of the fields beside those of the payload. */
const otherRows = 9;

/** How the publish editor looks. */
export const publishSheet: SheetKind<PublishSheet> = {
  draw: (sheet, { session, now }, { columns: width, rows: height }) => {
    const context: Context = { sheet, form: formOf(sheet), session };
    const outcome = outcomeBelow(session, sheet.problem, width, now);
    const wanted = Math.min(outcome.length, Math.max(2, Math.floor(height / 3)));
    const fields = fieldsArea(context, width, Math.max(1, height - otherRows - wanted - 1));
    const help = row([{ text: `  ${aboutField(context)}`, style: palette.dim }], width);
    const room = Math.max(1, height - 1 - Math.max(0, wanted));
    const shown = Math.min(fields.rows.length, room);
    const focus = fields.cursor?.y ?? 0;
    const first = Math.max(0, Math.min(focus - shown + 2, fields.rows.length - shown));
    const below = Math.max(0, height - shown - 1);
    const top = Math.min(sheet.top, Math.max(0, outcome.length - below));
    const hidden = outcome.length - top - below;
    return {
      title:
        session.desk.takesProperties === false
          ? 'Publish · no properties before MQTT 5'
          : 'Publish',
      note: [
        ...(sheet.forms.length > 1
          ? [`form ${sheet.at + 1} of ${sheet.forms.length}, Ctrl+P Ctrl+N`]
          : []),
        ...(hidden > 0 ? [`↓ ${count(hidden)} more, PageDown`] : []),
      ].join(' · '),
      footnote: 'Ctrl+S publishes · Tab next field · Ctrl+T templates · Esc closes',
      rows: [...fields.rows.slice(first, first + shown), help, ...outcome.slice(top, top + below)],
      ...(fields.cursor === undefined || fields.cursor.x < 0
        ? {}
        : { cursor: { x: fields.cursor.x, y: fields.cursor.y - first } }),
    };
  },
  scroll: (controls, by) => scrollOutcome(controls, by),
};
