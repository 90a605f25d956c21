import { Box } from 'ink';
import { type ReactNode, useMemo } from 'react';
import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { wrapCells } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode } from '../use-ui.ts';
import { Choice, Field } from '../widgets/form.tsx';
import { editedLine } from '../widgets/line-editor.ts';
import { rowsBelow } from '../widgets/list-window.ts';
import { OfferRow } from '../widgets/offer-row.tsx';
import { type Offer, pathEnd, shownOffers } from '../widgets/offers.ts';
import { Paragraph } from '../widgets/paragraph.tsx';
import { TypedLine } from '../widgets/typed-line.tsx';
import { asText, type FieldName, fieldsOf, profileFields } from './fields.ts';
import { formOf, problemsIn, toldProblem } from './form-state.ts';
import type { ProfileBook } from './profile-book.ts';
import type { ProfileSheet } from './state.ts';

/** Cells of a label with its mark. */
const labelWidth = 21;

/** Rows below the fields: what the active one is for, or what is wrong. */
const noteRows = 2;

const titleOf = ({ from }: ProfileSheet): string => {
  if (from === undefined) return 'Add a connection';
  const name = printable(from.name, 100);
  return from.isCopied ? `Copy of ${name}` : `Change ${name}`;
};

type FormFieldProps = {
  readonly sheet: ProfileSheet;
  readonly name: FieldName;
  readonly width: number;
};

const FormField = ({ sheet, name, width }: FormFieldProps): ReactNode => {
  const isWorkedIn = useMode() === 'sheet';
  const isHere = sheet.field === name;
  const form = formOf(sheet);
  const { label, choices, placeholder, isSecret } = profileFields[name];
  const text = asText(name);
  const line =
    text === undefined ? undefined : isHere ? sheet.line : { ...editedLine(form[text]), cursor: 0 };
  return (
    <Field label={label} labelWidth={labelWidth} isHere={isHere}>
      {line === undefined ? (
        <Choice value={choices?.value(form) ?? ''} isHere={isHere} />
      ) : (
        <TypedLine
          line={line}
          width={Math.max(4, width - labelWidth)}
          isField
          isActive={isHere && isWorkedIn}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(isSecret === true ? { mask: '•' } : {})}
        />
      )}
    </Field>
  );
};

/** What Tab offers for the active field. */
const offersIn = (sheet: ProfileSheet): readonly Offer[] =>
  shownOffers(sheet, (path) => printable(pathEnd(path), 400));

/** The first field to show in so many rows, so that the active one and what is offered for it are seen. */
const firstField = (at: number, fields: number, offers: number, room: number): number =>
  Math.max(0, Math.min(at + offers - room + 2, fields + offers - room, at));

type ViewProps = { readonly sheet: ProfileSheet; readonly context: ActionContext };

const Form = ({ sheet, book }: { sheet: ProfileSheet; book: ProfileBook }): ReactNode => {
  useMqttSession('connection');
  const box = usePaneBox('sheet');
  const { columns: width, rows } = box;
  const problems = useMemo(() => problemsIn(sheet, book), [sheet, book]);
  const problem = toldProblem(sheet, problems);
  const fields = fieldsOf(formOf(sheet));
  const offers = offersIn(sheet);
  const note = problem === undefined ? profileFields[sheet.field].about : printable(problem, 600);
  const below = Math.max(noteRows, Math.min(4, wrapCells(note, Math.max(1, width - 2)).length));
  const room = Math.max(1, rows - below - 1);
  const top = firstField(fields.indexOf(sheet.field), fields.length, offers.length, room);
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={titleOf(sheet)}
      footnote={rowsBelow(fields.length + offers.length - top - room)}
    >
      {width === 0 ? null : (
        <>
          <Box flexDirection="column" height={room} overflow="hidden" flexShrink={0}>
            {fields.slice(top, top + room).map((name) => (
              <Box key={name} flexDirection="column" flexShrink={0}>
                <FormField sheet={sheet} name={name} width={width} />
                {name === sheet.field
                  ? offers.map((offer) => (
                      <OfferRow
                        key={offer.text}
                        offer={offer}
                        labelWidth={labelWidth}
                        width={width}
                      />
                    ))
                  : null}
              </Box>
            ))}
          </Box>
          <Box marginTop={1} marginLeft={2} height={below} overflow="hidden">
            <Paragraph
              text={problem === undefined ? note : `✗ ${note}`}
              width={width - 2}
              rows={below}
              look={problem === undefined ? 'dim' : 'bad'}
            />
          </Box>
        </>
      )}
    </Pane>
  );
};

/** The form of a connection: all that is often needed; the rest is in the file. */
export const ProfileView = ({ sheet, context }: ViewProps): ReactNode =>
  context.profiles === undefined ? null : <Form sheet={sheet} book={context.profiles} />;
