import type { ActionContext } from '../action-context.ts';
import type { Sheet } from './sheet.ts';

type Named<Kind extends Sheet['kind']> = Extract<Sheet, { readonly kind: Kind }>;

/** The sheet that is worked in, if it is of a kind. */
export const openSheet = <Kind extends Sheet['kind']>(
  { state }: ActionContext,
  kind: Kind,
): Named<Kind> | undefined => {
  const { sheet } = state();
  return sheet?.kind === kind ? (sheet as Named<Kind>) : undefined;
};
