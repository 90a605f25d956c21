import type { ActionContext } from '../action-context.ts';
import { editedLine, textOf } from '../widgets/line-editor.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { formOf, type PublishSheet } from './state.ts';

/** The most topics or paths to offer. */
const most = 100;

/** Whether the path of a file is being typed. */
const isOnPath = (sheet: PublishSheet): boolean =>
  sheet.field === 'payload' && formOf(sheet).format === 'file';

/** The sheet with the first candidate in the field; `undefined` if it would add nothing to the typed text. */
const offering = (sheet: PublishSheet, candidates: readonly string[]): PublishSheet | undefined => {
  const { line } = sheet;
  const [first] = candidates;
  if (line === undefined || first === undefined) return undefined;
  if (candidates.length === 1 && first === textOf(line)) return undefined;
  return { ...sheet, offers: { candidates, index: 0 }, line: editedLine(first, line.killed) };
};

/** The sheet with the next (1) or previous (-1) candidate in the field. */
const nextOffer = (sheet: PublishSheet, by: 1 | -1): PublishSheet | undefined => {
  const { offers, line } = sheet;
  if (offers === undefined || line === undefined) return undefined;
  const { candidates, index } = offers;
  if (candidates.length < 2 || candidates[index] !== textOf(line)) return undefined;
  const next = (index + by + candidates.length) % candidates.length;
  return {
    ...sheet,
    offers: { candidates, index: next },
    line: editedLine(candidates[next] ?? '', line.killed),
  };
};

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
  const topics = isOnTopic ? session.monitor?.tree.topicsStartingWith(typed, most) : undefined;
  const changed = next ?? offering(sheet, topics ?? []) ?? otherwise(sheet);
  dispatch({ type: 'sheet-changed', sheet: changed });
};

/** Whether Tab has offered a branch or folder that it can go into. */
export const isOnBranch = ({ offers, line }: PublishSheet): boolean => {
  const chosen = offers?.candidates[offers.index];
  return chosen?.endsWith('/') === true && line !== undefined && textOf(line) === chosen;
};
