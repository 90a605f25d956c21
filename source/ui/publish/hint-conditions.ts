import type { ActionContext } from '../action-context.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { fieldOf } from './fields.ts';
import { formOf, type PublishSheet } from './state.ts';

/** Whether the editor is open and something holds for it. */
const when =
  (holds: (sheet: PublishSheet, context: ActionContext) => boolean) =>
  (context: ActionContext): boolean => {
    const sheet = sheetOfKind(context, 'publish');
    return sheet !== undefined && holds(sheet, context);
  };

/** When the keys of the publish editor are worth a hint. */
export const publishHints = {
  completes: when(
    (sheet) =>
      sheet.field === 'topic' || (sheet.field === 'payload' && formOf(sheet).format === 'file'),
  ),
  isMultiLine: when(({ isMultiLine }) => isMultiLine === true),
  hasChoices: when(({ field }) => fieldOf(field).choices !== undefined),
  isInPayload: when(({ field }) => field === 'payload'),
  hasForms: when(({ forms }) => forms.length > 1),
  hasAnswers: when((_sheet, { session }) => (session.publisher.exchange?.answers.length ?? 0) > 0),
  /** Something is repeated, or an answer is awaited. */
  isGoingOn: when(
    (_sheet, { session: { publisher } }) =>
      publisher.repeats.count > 0 || publisher.exchange?.state === 'waiting',
  ),
};
