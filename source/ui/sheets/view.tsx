import type { ReactNode } from 'react';
import type { ActionContext } from '../action-context.ts';
import { useUi } from '../use-ui.ts';
import { ReadView } from './read-view.tsx';
import { kindOf } from './sheets.ts';

/** The sheet or text that covers the screen. */
export const SheetView = ({ context }: { readonly context: ActionContext }): ReactNode => {
  const { sheet, reading } = useUi('sheet', 'reading');
  const { View, Work } = sheet === undefined ? {} : kindOf(sheet);
  return (
    <>
      {Work === undefined ? null : <Work />}
      {reading !== undefined ? (
        <ReadView reading={reading} />
      ) : sheet !== undefined && View !== undefined ? (
        <View sheet={sheet} context={context} />
      ) : null}
    </>
  );
};
