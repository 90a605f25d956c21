import { Text } from 'ink';
import type { ReactNode } from 'react';

/** Rows that carry their looks already, one below the other. */
export const StyledRows = ({ rows }: { readonly rows: readonly string[] }): ReactNode =>
  rows.length === 0 ? null : <Text wrap="truncate-end">{rows.join('\n')}</Text>;
