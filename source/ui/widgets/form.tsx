import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { useTheme } from '../theme/theme-context.ts';
import type { Look } from '../theme/theme.ts';

type FieldProps = {
  readonly label: string;
  /** Cells of the label and its mark. */
  readonly labelWidth: number;
  /** Whether the field is worked in: its label is marked. */
  readonly isHere: boolean;
  /** How the label looks. */
  readonly look?: Look;
  /** Rows of the field; as high as what it holds where there is no number. */
  readonly rows?: number | undefined;
  /** Dim words below the label, beside the further rows. */
  readonly remarks?: readonly string[];
  /** What the field holds: a `<TypedLine>` of one or several rows, or a `<Choice>`. */
  readonly children: ReactNode;
};

/**
 * A field of a form: its label at the left, what it holds beside it. The field that is worked in
 * has the mark `▸`. Fields stand below each other in a column, or beside each other in a row.
 *
 *     <Field label="Topic" labelWidth={20} isHere={isHere}>
 *       <TypedLine line={line} width={columns - 20} rows={3} isActive={isHere && isWorkedIn} />
 *     </Field>
 */
export const Field = ({
  label,
  labelWidth,
  isHere,
  look = isHere ? 'strong' : 'plain',
  rows,
  remarks,
  children,
}: FieldProps): ReactNode => {
  const theme = useTheme();
  return (
    <Box height={rows} overflow="hidden" flexShrink={0}>
      <Box width={labelWidth} flexDirection="column" flexShrink={0}>
        <Text wrap="truncate-end" {...theme[look]}>{`${isHere ? '▸ ' : '  '}${label}`}</Text>
        {remarks?.map((remark) => (
          <Text key={remark} wrap="truncate-end" {...theme.dim}>{`    ${remark}`}</Text>
        ))}
      </Box>
      {children}
    </Box>
  );
};

type ChoiceProps = {
  /** The choice as it is shown. */
  readonly value: string;
  /** Whether it is worked in: it stands between `‹` and `›`, for Left and Right. */
  readonly isHere: boolean;
  /** How it looks. */
  readonly look?: Look;
};

/** One of several values, in a field that is not typed in. */
export const Choice = ({
  value,
  isHere,
  look = isHere ? 'selected' : 'plain',
}: ChoiceProps): ReactNode => (
  <Text wrap="truncate-end" {...useTheme()[look]}>
    {isHere ? `‹ ${value} ›` : `  ${value}  `}
  </Text>
);
