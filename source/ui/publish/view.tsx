import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { count } from '../draw/figures.ts';
import { wrapHints } from '../draw/whole-hints.ts';
import type { CellSize } from '../layout/cell-size.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useTheme } from '../theme/theme-context.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { firstShown } from '../widgets/list-window.ts';
import { TextRows } from '../widgets/text-rows.tsx';
import { fieldOf } from './fields.ts';
import { FormView } from './form-view.tsx';
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
type Shares = {
  readonly fields: readonly FormRow[];
  /** Rows of the form, and the first of them that is shown. */
  readonly shown: number;
  readonly first: number;
  /** Rows for what stands under the form. */
  readonly below: number;
};

/** The form has what the outcome leaves, which has a third at least, where it is so long. */
const shareOut = (
  shown: ShownForm,
  { columns, rows }: CellSize,
  helpRows: number,
  outcomeRows: number,
): Shares => {
  const wanted = Math.min(outcomeRows, Math.max(2, Math.floor(rows / 3)));
  const fields = formRows(shown, columns, Math.max(1, rows - otherRows - wanted - helpRows));
  const height = Math.min(formHeight(fields), Math.max(1, rows - helpRows - wanted));
  return {
    fields,
    shown: height,
    first: formTop(fields, shown.sheet.field, height),
    below: Math.max(0, rows - height - helpRows),
  };
};

const keysInWords = 'Ctrl+S publishes · Esc closes · Tab next field · Ctrl+T templates';

const footnote = (hiddenBelow: number, hiddenFields: number): string => {
  if (hiddenBelow > 0) return `↓ ${count(hiddenBelow)} more, PageDown · ${keysInWords}`;
  return hiddenFields > 0 ? `↓ more fields · ${keysInWords}` : keysInWords;
};

/** The publish editor: the form, what its field is for, and below what became of the message. */
export const PublishView = ({ sheet }: { readonly sheet: PublishSheet }): ReactNode => {
  const session = useMqttSession('connection', 'work');
  const theme = useTheme();
  const pane = usePaneBox('sheet');
  const { columns, rows } = pane;
  const shown: ShownForm = { sheet, form: formOf(sheet), desk: session.desk };
  const about = wrapHints(aboutField(shown), Math.max(1, columns - 2), mostHelp);
  const helpRows = rows < highFrom ? about.length : mostHelp;
  const { now } = session.clock.moment;
  const outcome = outcomeBelow(session, sheet.problem, Math.max(1, columns), now);
  const share = shareOut(shown, pane, helpRows, outcome.length);
  const top = firstShown(sheet.top, outcome.length, share.below);
  return (
    <Pane
      box={pane}
      isFocused
      flexGrow={1}
      title={
        session.desk.takesProperties === false ? 'Publish · no properties before MQTT 5' : 'Publish'
      }
      note={
        sheet.forms.length > 1 ? `form ${sheet.at + 1} of ${sheet.forms.length}, Ctrl+P Ctrl+N` : ''
      }
      footnote={footnote(
        outcome.length - top - share.below,
        formHeight(share.fields) - share.first - share.shown,
      )}
    >
      {columns === 0 ? null : (
        <>
          <FormView
            shown={shown}
            formRows={share.fields}
            width={columns}
            height={share.shown}
            top={share.first}
          />
          <Box height={helpRows} marginLeft={2} flexShrink={0}>
            <Text wrap="truncate-end" {...theme.dim}>
              {about.join('\n')}
            </Text>
          </Box>
          <TextRows rows={outcome.slice(top, top + share.below)} width={columns} />
        </>
      )}
    </Pane>
  );
};
