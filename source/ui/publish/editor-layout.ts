import type { MqttSession } from '../../session/session.ts';
import { wrapHints } from '../draw/whole-hints.ts';
import type { CellSize } from '../layout/cell-size.ts';
import { firstShown } from '../widgets/list-window.ts';
import type { TextRow } from '../widgets/text-row.ts';
import { fieldOf } from './fields.ts';
import { outcomeBelow } from './outcome.ts';
import {
  formHeight,
  type FormRow,
  formRows,
  formTop,
  isUseless,
  type ShownForm,
} from './shown-form.ts';
import { formOf, type PublishSheet } from './state.ts';

/** What the field that is worked in is for. */
const aboutField = (shown: ShownForm): string => {
  const { sheet, form } = shown;
  const { about } = fieldOf(sheet.field);
  if (isUseless(shown, sheet.field))
    return 'needs MQTT 5, which this connection does not speak: left out';
  return typeof about === 'string' ? about : about(form);
};

/** Rows of the help, and on how high a sheet they stand free, so that nothing moves between fields. */
const mostHelp = 2;
const highFrom = 18;

/** Rows of the fields beside those of the payload. */
const otherRows = 9;

/** How the room of the editor is shared out. */
export type EditorLayout = {
  readonly shown: ShownForm;
  readonly fields: readonly FormRow[];
  /** Rows of the form, and the first of them that is shown. */
  readonly height: number;
  readonly first: number;
  /** What the field is for, and the rows kept for it. */
  readonly about: readonly string[];
  readonly helpRows: number;
  /** What stands under the form, the rows that there are for it, and the first of it that is shown. */
  readonly outcome: readonly TextRow[];
  readonly below: number;
  readonly top: number;
};

/** Lays the editor out in a box. A long outcome gets at least a third; the form has the rest. */
export const layOutEditor = (
  session: MqttSession,
  sheet: PublishSheet,
  { columns, rows }: CellSize,
): EditorLayout => {
  const shown: ShownForm = { sheet, form: formOf(sheet), desk: session.publisher };
  const about = wrapHints(aboutField(shown), Math.max(1, columns - 2), mostHelp);
  const helpRows = rows < highFrom ? about.length : mostHelp;
  const outcome = outcomeBelow(
    session,
    sheet.problem,
    Math.max(1, columns),
    session.clock.moment.wall,
  );
  const wanted = Math.min(outcome.length, Math.max(2, Math.floor(rows / 3)));
  const fields = formRows(shown, columns, Math.max(1, rows - otherRows - wanted - helpRows));
  const height = Math.min(formHeight(fields), Math.max(1, rows - helpRows - wanted));
  const below = Math.max(0, rows - height - helpRows);
  return {
    shown,
    fields,
    height,
    first: formTop(fields, sheet.field, height),
    about,
    helpRows,
    outcome,
    below,
    top: firstShown(sheet.top, outcome.length, below),
  };
};
