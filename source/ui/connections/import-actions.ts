import { plural } from '../../format/count.ts';
import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { editedLine, textOf } from '../widgets/line-editor.ts';
import { scrolledBy } from '../widgets/list-window.ts';
import { isOnBranch, nextOffer, offering } from '../widgets/offers.ts';
import { backToList } from './actions.ts';
import { foundRows } from './import-rows.ts';
import type { ImportSheet } from './state.ts';

/** The most paths to offer. */
const mostPaths = 100;

const change = (context: ActionContext, by: (sheet: ImportSheet) => ImportSheet): void => {
  const sheet = sheetOfKind(context, 'import');
  if (sheet !== undefined) context.dispatch({ type: 'sheet-changed', sheet: by(sheet) });
};

/** The path being typed. */
const pathIn = ({ line }: ImportSheet): string | undefined =>
  line === undefined ? undefined : textOf(line);

const completePath = async (context: ActionContext, typed: string): Promise<void> => {
  const paths = await context.session.publisher.pathsStartingWith(typed, mostPaths);
  change(context, (sheet) => (pathIn(sheet) === typed ? (offering(sheet, paths) ?? sheet) : sheet));
};

const complete =
  (by: 1 | -1) =>
  (context: ActionContext): void => {
    const sheet = sheetOfKind(context, 'import');
    const typed = sheet === undefined ? undefined : pathIn(sheet);
    if (sheet === undefined || typed === undefined) return;
    const next = nextOffer(sheet, by);
    if (next !== undefined) context.dispatch({ type: 'sheet-changed', sheet: next });
    else void completePath(context, typed);
  };

/** Looks for connections in the file whose path is typed. */
const find = async (context: ActionContext, path: string): Promise<void> => {
  const found = await context.profiles?.find(path);
  change(context, (sheet) => {
    if (pathIn(sheet)?.trim() !== path || found === undefined) return sheet;
    if (typeof found === 'string') return { ...sheet, offers: undefined, problem: found };
    const { line: _line, ...rest } = sheet;
    return { ...rest, offers: undefined, problem: undefined, found: { path, what: found }, top: 0 };
  });
};

const save = async (context: ActionContext, { found }: ImportSheet): Promise<void> => {
  const { session, profiles } = context;
  if (found === undefined || profiles === undefined) return;
  const { connections } = found.what;
  const problem = await found.what.save();
  if (problem === undefined) backToList(context, connections[0]?.name);
  session.notify(
    problem ??
      `Saved ${plural(connections.length, 'connection', 'connections')} in ${printable(profiles.path, 300)}.`,
  );
};

/** Enter: goes into the folder offered, looks into the file, then writes what was found there. */
const go = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'import');
  if (sheet === undefined) return;
  const path = pathIn(sheet)?.trim();
  if (path === undefined) void save(context, sheet);
  else if (isOnBranch(sheet)) change(context, (one) => ({ ...one, offers: undefined }));
  else if (path === '') context.session.notify('Type the path of a file.');
  else void find(context, path);
};

/** A step back: to the path, then to the list. */
const back = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'import');
  if (sheet?.found === undefined) backToList(context, sheet?.marked);
  else
    change(context, ({ found, ...one }) => ({
      ...one,
      line: editedLine(found?.path ?? ''),
      top: 0,
    }));
};

/** Whether connections were found, to be written. */
export const hasFound = (context: ActionContext): boolean =>
  sheetOfKind(context, 'import')?.found !== undefined;

/** Scrolls what was found down by rows (up if negative), within its limits. */
export const scrollImport = (context: ActionContext, by: number): void =>
  change(context, (sheet) => {
    if (sheet.found === undefined) return sheet;
    const { columns, rows: room } = context.boxes.inside('sheet');
    const rows = foundRows(sheet.found.what, Math.max(1, columns)).length;
    return { ...sheet, top: scrolledBy(by, { top: sheet.top, rows, room }) };
  });

/** What the keys of the import do. */
export const importActions = {
  complete: complete(1),
  completeBack: complete(-1),
  go,
  back,
} satisfies Record<string, (context: ActionContext) => void>;
