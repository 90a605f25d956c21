import { Box } from 'ink';
import type { ReactNode } from 'react';
import { count } from '../../format/count.ts';
import { useMode } from '../use-ui.ts';
import { editorRows } from '../widgets/editor-rows.ts';
import { Choice, Field } from '../widgets/form.tsx';
import { OfferRow } from '../widgets/offer-row.tsx';
import { TypedLine } from '../widgets/typed-line.tsx';
import { fieldOf, propertiesSet } from './fields.ts';
import { payloadSize } from './payload-size.ts';
import {
  type FormRow,
  hasNoEffect,
  labelWidth,
  type ShownField,
  type ShownForm,
} from './shown-form.ts';

/** The text below the label of a long text: its length, and what is out of sight. */
const remarksOn = (
  { form }: ShownForm,
  { name, line, width }: ShownField,
  rows: number,
  isHere: boolean,
): string[] => {
  if (line === undefined) return [];
  const { rows: all, cursor } = editorRows(line, width);
  const top = isHere ? Math.max(0, cursor.y - rows + 1) : 0;
  const hidden = all.length - top - rows;
  return [
    ...(name === 'payload' ? [payloadSize(form)] : []),
    ...(hidden > 0 ? [`↓ ${count(hidden)} more`] : []),
  ].slice(0, rows - 1);
};

/** What is folded away below the form. */
const moreInWords = ({ form, sheet }: ShownForm): string => {
  const set = propertiesSet(form);
  return `${sheet.isUnfolded === true ? '▾' : '▸'} MQTT 5 properties${set === 0 ? '' : `, ${set} set`}`;
};

type FormFieldProps = {
  readonly shown: ShownForm;
  readonly field: ShownField;
  readonly rows: number;
};

const FormField = ({ shown, field, rows }: FormFieldProps): ReactNode => {
  const { name, line, width } = field;
  const isWorkedIn = useMode() === 'sheet';
  const isHere = shown.sheet.field === name;
  const { label, choices } = fieldOf(name);
  const value = name === 'more' ? moreInWords(shown) : choices?.value(shown.form);
  const look = hasNoEffect(shown, name) ? 'dim' : 'plain';
  return (
    <Box width={field.cells} flexShrink={0}>
      <Field
        label={label}
        labelWidth={field.labelWidth}
        isHere={isHere}
        look={isHere ? 'strong' : look}
        rows={rows}
        remarks={remarksOn(shown, field, rows, isHere)}
      >
        {line === undefined ? (
          <Choice value={value ?? ''} isHere={isHere} look={isHere ? 'selected' : look} />
        ) : (
          <TypedLine
            line={line}
            width={width}
            rows={rows}
            look={look}
            isField
            isActive={isHere && isWorkedIn}
          />
        )}
      </Field>
    </Box>
  );
};

type FormViewProps = {
  readonly shown: ShownForm;
  readonly formRows: readonly FormRow[];
  readonly width: number;
  /** The height of the form, and how many rows it is scrolled down. */
  readonly height: number;
  readonly top: number;
};

/** All fields, one below the other, scrolled to the active one. */
export const FormView = ({ shown, formRows, width, height, top }: FormViewProps): ReactNode => (
  <Box height={height} overflow="hidden" flexShrink={0}>
    <Box flexDirection="column" marginTop={-top}>
      {formRows.map(({ fields, rows, offers }) => (
        <Box key={fields[0]?.name} flexDirection="column" flexShrink={0}>
          <Box>
            {fields.map((field) => (
              <FormField key={field.name} shown={shown} field={field} rows={rows} />
            ))}
          </Box>
          {offers.map((offer) => (
            <OfferRow key={offer.text} offer={offer} labelWidth={labelWidth} width={width} />
          ))}
        </Box>
      ))}
    </Box>
  </Box>
);
