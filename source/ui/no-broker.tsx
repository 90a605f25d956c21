import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { useTheme } from './theme/theme-context.ts';

/** In place of the panes while no broker is chosen. */
export const NoBroker = (): ReactNode => (
  <Box flexGrow={1} flexBasis={0} minHeight={3} padding={1} flexDirection="column">
    <Text wrap="truncate-end">No broker is open.</Text>
    <Text wrap="truncate-end" {...useTheme().dim}>
      /connect NAME opens a profile's.
    </Text>
  </Box>
);
