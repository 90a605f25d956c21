import type { ActionContext } from '../action-context.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { emptyLine, textOf } from '../widgets/line-editor.ts';
import { scrolledBy } from '../widgets/list-window.ts';
import type { ProfileDraft } from './profile-book.ts';
import type { TestSheet } from './state.ts';
import { testRows } from './test-rows.ts';

/** Changes the sheet of this test, if it is still open. */
const change = (
  { state, dispatch }: ActionContext,
  draft: ProfileDraft,
  by: (sheet: TestSheet) => TestSheet,
): void => {
  const { sheet } = state();
  if (sheet?.kind === 'test' && sheet.draft === draft)
    dispatch({ type: 'sheet-changed', sheet: by(sheet) });
};

const run = async (
  context: ActionContext,
  draft: ProfileDraft,
  password?: string,
): Promise<void> => {
  const { profiles } = context;
  const ending = new AbortController();
  change(context, draft, ({ line: _line, ...sheet }) => ({
    ...sheet,
    state: 'running',
    steps: [],
    stop: () => ending.abort(),
    top: Infinity,
  }));
  await profiles?.test(draft, {
    signal: ending.signal,
    // A draft tested again must not be changed by the test before.
    onSteps: (steps) =>
      change(context, draft, (sheet) => (ending.signal.aborted ? sheet : { ...sheet, steps })),
    ...(password === undefined ? {} : { password }),
  });
  change(context, draft, (sheet) =>
    sheet.state === 'running' ? { ...sheet, state: 'over' } : sheet,
  );
};

/** Tests a draft; asks for the password first if the profile has none. */
export const openTest = (
  context: ActionContext,
  draft: ProfileDraft,
  from: TestSheet['from'],
): void => {
  const isAsked = draft.fields.passwordSource === 'asked';
  context.dispatch({
    type: 'sheet-changed',
    sheet: {
      kind: 'test',
      draft,
      from,
      steps: [],
      state: isAsked ? 'asking' : 'running',
      stop: () => undefined,
      top: 0,
      ...(isAsked ? { line: emptyLine } : {}),
    },
  });
  if (!isAsked) void run(context, draft);
};

/** Whether the sheet's test is in a state. */
export const isTest =
  (...states: readonly TestSheet['state'][]) =>
  (context: ActionContext): boolean => {
    const sheet = sheetOfKind(context, 'test');
    return sheet !== undefined && states.includes(sheet.state);
  };

/** Begins with the password that was typed. */
const begin = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'test');
  if (sheet?.line !== undefined) void run(context, sheet.draft, textOf(sheet.line));
};

const again = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'test');
  // Another draft, so that nothing the test before still tells is taken for this one.
  if (sheet !== undefined) openTest(context, { ...sheet.draft }, sheet.from);
};

/** Stops the test; one that is over is left. */
const back = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'test');
  if (sheet === undefined) return;
  sheet.stop();
  if (sheet.state === 'running') change(context, sheet.draft, (one) => ({ ...one, state: 'over' }));
  else context.dispatch({ type: 'sheet-changed', sheet: sheet.from });
};

/** Scrolls the steps down by rows (up if negative), within their limits. */
export const scrollTest = (context: ActionContext, by: number): void => {
  const sheet = sheetOfKind(context, 'test');
  if (sheet === undefined) return;
  const { columns, rows: room } = context.boxes.inside('sheet');
  const rows = testRows(sheet, Math.max(1, columns)).length;
  const top = scrolledBy(by, { top: sheet.top, rows, room });
  context.dispatch({ type: 'sheet-changed', sheet: { ...sheet, top } });
};

/** What the keys of a test do. */
export const testActions = { begin, again, back } satisfies Record<
  string,
  (context: ActionContext) => void
>;
