import type { ReactNode } from 'react';
import { useUi } from '../use-ui.ts';
import { kindOf } from './sheets.ts';

/** What is worked in over the whole screen. */
export const SheetView = (): ReactNode => {
  const { sheet } = useUi('sheet');
  if (sheet === undefined) return null;
  const { View } = kindOf(sheet);
  return <View sheet={sheet} />;
};
