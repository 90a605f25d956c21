import type { MqttSession } from '../../session/session.ts';
import { wrapHints } from '../draw/whole-hints.ts';
import type { CellSize } from '../layout/cell-size.ts';
import { firstShown } from '../widgets/list-window.ts';
import type { TextRow } from '../widgets/text-row.ts';
import { fieldOf, fieldRows } from './fields.ts';
import { outcomeBelow } from './outcome.ts';
import {
  formHeight,
  type FormRow,
  formRows,
  formTop,
  hasNoEffect,
  type ShownForm,
} from './shown-form.ts';
import { formOf, type PublishSheet } from './state.ts';

/** The help for the active field. */
const aboutField = (shown: ShownForm): string => {
  const { sheet, form } = shown;
  const { about } = fieldOf(sheet.field);
  if (hasNoEffect(shown, sheet.field)) return 'needs MQTT 5: not sent on this connection';
  return typeof about === 'string' ? about : about(form);
};

/** Rows of the help, and the height from which they are kept free, so that nothing moves between fields. */
const mostHelp = 2;
const highFrom = 18;

/** How the space of the editor is divided. */
export type EditorLayout = {
  readonly shown: ShownForm;
  readonly fields: readonly FormRow[];
  /** The height of the form, and the first of its rows shown. */
  readonly height: number;
  readonly first: number;
  /** The help for the field, and the rows reserved for it. */
  readonly about: readonly string[];
  readonly helpRows: number;
  /** What is below the form, its height, and the first of its rows shown. */
  readonly outcome: readonly TextRow[];
  readonly below: number;
  readonly top: number;
};

/** Lays the editor out in a box. A long outcome gets at least a third; the form gets the rest. */
export const layOutEditor = (
  session: MqttSession,
  sheet: PublishSheet,
  { columns, rows }: CellSize,
): EditorLayout => {
  const shown: ShownForm = { sheet, form: formOf(sheet), publisher: session.publisher };
  const about = wrapHints(aboutField(shown), Math.max(1, columns - 2), mostHelp);
  const helpRows = rows < highFrom ? about.length : mostHelp;
  const outcome = outcomeBelow(
    session,
    sheet.problem,
    Math.max(1, columns),
    session.clock.reading.wall,
  );
  const wanted = Math.min(outcome.length, Math.max(2, Math.floor(rows / 3)));
  // One row for each line of fields but the payload's, and one for a long topic.
  const otherRows = fieldRows(sheet.isUnfolded === true).length;
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
