import { count } from '../draw/figures.ts';
import { wrapHints } from '../draw/whole-hints.ts';
import { palette } from '../draw/palette.ts';
import { scrollOutcome } from './actions.ts';
import { type Context, fieldsArea, isUseless } from './area.ts';
import { fieldOf } from './fields.ts';
import { outcomeBelow } from './outcome.ts';
import { formOf, type PublishSheet } from './state.ts';
import { row } from '../draw/row.ts';
import type { RowsSheet } from '../sheets/sheet-kind.ts';

/** What the field that is worked in is for. */
const aboutField = (context: Context): string => {
  const { sheet, form } = context;
  const { about } = fieldOf(sheet.field);
  if (isUseless(context, sheet.field))
    return 'needs MQTT 5, which this connection does not speak: left out';
  return typeof about === 'string' ? about : about(form);
};

/** Rows of the help, and on how high a sheet they stand free, so that nothing moves between fields. */
const mostHelp = 2;
const highFrom = 18;

const helpRows = (context: Context, width: number, height: number): string[] => {
  const rows = wrapHints(aboutField(context), width - 2, mostHelp);
  const free = height < highFrom ? 0 : mostHelp - rows.length;
  return [...rows, ...Array.from({ length: free }, () => '')].map((text) =>
    row([{ text: `  ${text}`, style: palette.dim }], width),
  );
};

/** Rows of the fields beside those of the payload. */
const otherRows = 9;

/** How the publish editor looks. */
export const publishSheet: RowsSheet<PublishSheet> = {
  draw: (sheet, { session, now }, { columns: width, rows: height }) => {
    const context: Context = { sheet, form: formOf(sheet), session };
    const outcome = outcomeBelow(session, sheet.problem, width, now);
    const wanted = Math.min(outcome.length, Math.max(2, Math.floor(height / 3)));
    const help = helpRows(context, width, height);
    const fields = fieldsArea(
      context,
      width,
      Math.max(1, height - otherRows - wanted - help.length),
    );
    const room = Math.max(1, height - help.length - wanted);
    const shown = Math.min(fields.rows.length, room);
    const focus = fields.cursor?.y ?? 0;
    const first = Math.max(0, Math.min(focus - shown + 2, fields.rows.length - shown));
    const below = Math.max(0, height - shown - help.length);
    const top = Math.min(sheet.top, Math.max(0, outcome.length - below));
    const hidden = outcome.length - top - below;
    return {
      title:
        session.desk.takesProperties === false
          ? 'Publish · no properties before MQTT 5'
          : 'Publish',
      note:
        sheet.forms.length > 1
          ? `form ${sheet.at + 1} of ${sheet.forms.length}, Ctrl+P Ctrl+N`
          : '',
      footnote: [
        ...(hidden > 0
          ? [`↓ ${count(hidden)} more, PageDown`]
          : first + shown < fields.rows.length
            ? ['↓ more fields']
            : []),
        'Ctrl+S publishes · Esc closes · Tab next field · Ctrl+T templates',
      ].join(' · '),
      rows: [
        ...fields.rows.slice(first, first + shown),
        ...help,
        ...outcome.slice(top, top + below),
      ],
      ...(fields.cursor === undefined || fields.cursor.x < 0
        ? {}
        : { cursor: { x: fields.cursor.x, y: fields.cursor.y - first } }),
    };
  },
  scroll: (controls, by) => scrollOutcome(controls, by),
};
