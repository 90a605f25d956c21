import type { ActionContext } from '../action-context.ts';
import type { SheetName, SheetStates } from './sheet.ts';

/** The open sheet, if it is of this kind. */
export const sheetOfKind = <Name extends SheetName>(
  { state }: ActionContext,
  kind: Name,
): SheetStates[Name] | undefined => {
  const { sheet } = state();
  return sheet?.kind === kind ? (sheet as SheetStates[Name]) : undefined;
};
