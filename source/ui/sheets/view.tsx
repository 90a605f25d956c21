import type { ReactNode } from 'react';
import { shownSheet } from '../ui-state.ts';
import { useUi } from '../use-ui.ts';
import { kindOf } from './sheets.ts';

/** What is worked in or read over the whole screen. */
export const SheetView = (): ReactNode => {
  const { sheet, reading } = useUi('sheet', 'reading');
  const shown = shownSheet({ sheet, reading });
  if (shown === undefined) return null;
  const { View } = kindOf(shown);
  const { Work } = sheet === undefined ? {} : kindOf(sheet);
  return (
    <>
      {Work === undefined ? null : <Work />}
      <View sheet={shown} />
    </>
  );
};
