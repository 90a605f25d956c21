import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { useTheme } from '../theme/theme-context.ts';
import type { Look } from '../theme/theme.ts';

type FieldProps = {
  readonly label: string;
  /** Cells of the label and its mark. */
  readonly labelWidth: number;
  /** Whether the field is active: its label is marked. */
  readonly isHere: boolean;
  /** The look of the label. */
  readonly look?: Look;
  /** Rows of the field; `undefined` for as many as its content has. */
  readonly rows?: number | undefined;
  /** Dim lines below the label, next to the further rows. */
  readonly remarks?: readonly string[];
  /** The content: a `<TypedLine>` of one or several rows, or a `<Choice>`. */
  readonly children: ReactNode;
};

/**
 * A field of a form: its label on the left, its content next to it. The active field has the mark `▸`.
 * Fields go below each other in a column, or side by side in a row.
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
  /** Whether the field is active: the choice is shown between `‹` and `›`, for Left and Right. */
  readonly isHere: boolean;
  /** Its look. */
  readonly look?: Look;
};

/** One of several values, in a field without typing; its marks go beside it, so that it stays where it is. */
export const Choice = ({
  value,
  isHere,
  look = isHere ? 'selected' : 'plain',
}: ChoiceProps): ReactNode => (
  <Box marginLeft={isHere ? -2 : 0}>
    <Text wrap="truncate-end" {...useTheme()[look]}>
      {isHere ? `‹ ${value} ›` : value}
    </Text>
  </Box>
);
