import { Box, Text } from 'ink';
import { type ReactNode, use } from 'react';
import { keyOfCommand } from './keys/key-of.ts';
import { TablesContext } from './tables-context.ts';
import { useTheme } from './theme/theme-context.ts';

/** In place of the panes while no broker is chosen. */
export const NoBroker = (): ReactNode => {
  const tables = use(TablesContext);
  return (
    <Box flexGrow={1} flexBasis={0} minHeight={3} padding={1} flexDirection="column">
      <Text wrap="truncate-end">No broker is open.</Text>
      <Text wrap="truncate-end" {...useTheme().dim}>
        {keyOfCommand({ tables }, 'connect')} lists your connections; /connect NAME opens one.
      </Text>
    </Box>
  );
};
