import type { ReactNode } from 'react';
import { shownSheet } from '../ui-state.ts';
import { useUi } from '../use-ui.ts';
import { kindOf } from './sheets.ts';

/** What is worked in or read over the whole screen. */
export const SheetView = (): ReactNode => {
  const sheet = shownSheet(useUi('sheet', 'reading'));
  if (sheet === undefined) return null;
  const { View } = kindOf(sheet);
  return <View sheet={sheet} />;
};
