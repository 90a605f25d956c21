import { Text } from 'ink';
import type { ReactNode } from 'react';

/** Cells of the bar between its brackets. */
const cells = 20;

/** A progress from 0 to 1, as a bar and in percent. */
export const ProgressBar = ({ part }: { readonly part: number }): ReactNode => {
  const full = Math.floor(part * cells);
  return (
    <Text>{`[${'█'.repeat(full)}${'░'.repeat(cells - full)}] ${Math.floor(part * 100)} %`}</Text>
  );
};
