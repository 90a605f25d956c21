import type { ActionContext } from '../action-context.ts';
import type { SheetName, SheetStates } from './sheet.ts';

/** The sheet that is open, if it is of a kind; opens none. */
export const openSheet = <Name extends SheetName>(
  { state }: ActionContext,
  kind: Name,
): SheetStates[Name] | undefined => {
  const { sheet } = state();
  return sheet?.kind === kind ? (sheet as SheetStates[Name]) : undefined;
};
