import { topicsStartingWith } from '../../model/topics-starting-with.ts';
import type { ActionContext } from '../action-context.ts';
import { textOf } from '../widgets/line-editor.ts';
import { nextOffer, offering } from '../widgets/offers.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { formOf, type PublishSheet } from './state.ts';

/** The most topics or paths to offer. */
const most = 100;

/** Whether the path of a file is being typed. */
const isOnPath = (sheet: PublishSheet): boolean =>
  sheet.field === 'payload' && formOf(sheet).format === 'file';

/** Offers the paths that continue the typed one, once their folder is read; typing on cancels that. */
const completePath = async (
  context: ActionContext,
  typed: string,
  otherwise: (sheet: PublishSheet) => PublishSheet,
): Promise<void> => {
  const paths = await context.session.publisher.pathsStartingWith(typed, most);
  const sheet = sheetOfKind(context, 'publish');
  if (sheet?.line === undefined || !isOnPath(sheet) || textOf(sheet.line) !== typed) return;
  const changed = offering(sheet, paths) ?? otherwise(sheet);
  context.dispatch({ type: 'sheet-changed', sheet: changed });
};

/**
 * Completes the topic or path being typed, or steps through the candidates, forward (1) or back (-1);
 * when there is nothing to complete, the sheet becomes `otherwise`.
 */
export const complete = (
  context: ActionContext,
  by: 1 | -1,
  otherwise: (sheet: PublishSheet) => PublishSheet,
): void => {
  const { session, dispatch } = context;
  const sheet = sheetOfKind(context, 'publish');
  if (sheet === undefined) return;
  const typed = sheet.line === undefined ? '' : textOf(sheet.line);
  const next = nextOffer(sheet, by);
  if (next === undefined && by === 1 && isOnPath(sheet)) {
    void completePath(context, typed, otherwise);
    return;
  }
  const isOnTopic = next === undefined && by === 1 && sheet.field === 'topic';
  const tree = isOnTopic ? session.monitor?.tree : undefined;
  const topics = tree && topicsStartingWith(tree, typed, most);
  const changed = next ?? offering(sheet, topics ?? []) ?? otherwise(sheet);
  dispatch({ type: 'sheet-changed', sheet: changed });
};
