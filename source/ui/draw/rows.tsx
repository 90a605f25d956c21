import { Text } from 'ink';
import type { ReactNode } from 'react';
import { standIn } from '../stand-in.ts';

/** Rows ready for the terminal, each as wide as the screen, one below the other: one text for Ink. */
export const Rows = ({ rows }: { readonly rows: readonly string[] }): ReactNode => (
  <Text>{rows.map(standIn).join('\n')}</Text>
);
