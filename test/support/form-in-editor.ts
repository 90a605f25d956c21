import type { PublishForm } from '../../source/session/publish/publish-form.ts';
import { formOf } from '../../source/ui/publish/state.ts';
import type { AtScreen } from './at-screen.ts';

/** The form in the publish editor, as it is now. */
export const formInEditor = ({ state }: AtScreen): PublishForm => {
  const { sheet } = state();
  if (sheet?.kind !== 'publish') throw new Error(`the sheet is ${sheet?.kind}`);
  return formOf(sheet);
};
