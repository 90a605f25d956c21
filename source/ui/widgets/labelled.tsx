import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { useTheme } from '../theme/theme-context.ts';
import type { Look } from '../theme/theme.ts';

type LabelledProps = {
  readonly label: string;
  readonly labelWidth: number;
  readonly look?: Look;
  readonly children: ReactNode;
};

/** A label on the left, and an explanation next to it. */
export const Labelled = ({
  label,
  labelWidth,
  look = 'dim',
  children,
}: LabelledProps): ReactNode => (
  <Box flexShrink={0}>
    <Box width={labelWidth} flexShrink={0}>
      <Text wrap="truncate-end" {...useTheme()[look]}>
        {label}
      </Text>
    </Box>
    {children}
  </Box>
);
