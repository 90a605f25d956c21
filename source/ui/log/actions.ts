import { showsChart } from '../chart/state.ts';
import type { ActionContext } from '../action-context.ts';
import { changeSelection } from '../topics/change-selection.ts';
import { emptyLine } from '../widgets/line-editor.ts';
import { logPane } from './log-source.ts';
import { showsTable } from './log-source.ts';
import { logWindow, revealInLog, scrollLog, shownRows, topAnchor } from './log-window.ts';
import { recallAbove, recallBelow, recallOldest } from './recall.ts';

/** Scrolls the log up by rows (down if negative). */
export const scrollLogBy = (context: ActionContext, rows: number): void => {
  if (rows > 0) recallAbove(context, rows + 2 * logPane(context).height, 'bottom');
  else if (recallBelow(context, 2 * logPane(context).height - rows, 'bottom')) {
    toTop(context);
    return;
  }
  const { source, height } = logPane(context);
  const { anchor, past } = context.state();
  // The end of a stretch of the past is not the newest entry.
  const end = past === undefined ? undefined : { position: source.end - 1, hidden: 0 };
  context.dispatch({
    type: 'log-scrolled',
    anchor: scrollLog(source, anchor, rows, height) ?? end,
    end: source.end,
  });
};

/** Scrolls to the oldest loaded entry. */
const toTop = (context: ActionContext): void => {
  const { source, height } = logPane(context);
  context.dispatch({ type: 'log-scrolled', anchor: topAnchor(source, height), end: source.end });
};

/** Puts the cursor on an entry and brings it into view. */
export const pointAt = (context: ActionContext, position: number): void => {
  const { source, height } = logPane(context);
  if (position < source.first || position >= source.end) return;
  context.dispatch({
    type: 'log-pointed',
    cursor: position,
    anchor: revealInLog(source, context.state().anchor, position, height),
    end: source.end,
  });
};

/** Puts the cursor on the entry in a row of the pane; ignores the head of a table and a chart. */
export const clickLog = (context: ActionContext, row: number): void => {
  const { source, height } = logPane(context);
  const state = context.state();
  const head = showsTable(state) ? 1 : 0;
  const position = shownRows(source, state, height)[row - head]?.position;
  if (position !== undefined && !showsChart(state)) pointAt(context, position);
};

const moveBy = (context: ActionContext, by: number): void => {
  if (by < 0) recallAbove(context, 2 * logPane(context).height, 'cursor');
  else if (recallBelow(context, by + 1, 'cursor')) {
    toTop(context);
    return;
  }
  const { source, height } = logPane(context);
  const { cursor, anchor } = context.state();
  const bottom = logWindow(source, anchor, height).at(-1)?.position;
  if (bottom === undefined) return;
  pointAt(
    context,
    cursor === undefined ? bottom : Math.max(source.first, Math.min(source.end - 1, cursor + by)),
  );
};

/** Pauses the log, or follows the newest again; a paused log still drops what exceeds its limits. */
const pause = (context: ActionContext): void => {
  const { source, height } = logPane(context);
  const { isPaused, anchor } = context.state();
  const bottom = logWindow(source, anchor, height).at(-1)?.position;
  context.dispatch({
    type: 'log-paused',
    end: source.end,
    anchor:
      isPaused || bottom === undefined ? undefined : (anchor ?? { position: bottom, hidden: 0 }),
  });
};

/** Rows per page: one row stays in sight. */
const page = (context: ActionContext): number => Math.max(1, logPane(context).height - 1);

const halfPage = (context: ActionContext): number => Math.ceil(page(context) / 2);

/** What the log's keys do. */
export const logActions = {
  pageUp: (context: ActionContext): void => scrollLogBy(context, page(context)),
  pageDown: (context: ActionContext): void => scrollLogBy(context, -page(context)),
  halfPageUp: (context: ActionContext): void => scrollLogBy(context, halfPage(context)),
  halfPageDown: (context: ActionContext): void => scrollLogBy(context, -halfPage(context)),
  top: (context: ActionContext): void => {
    recallOldest(context);
    toTop(context);
  },
  bottom: ({ dispatch }: ActionContext): void =>
    dispatch({ type: 'log-scrolled', anchor: undefined }),
  up: (context: ActionContext): void => moveBy(context, -1),
  down: (context: ActionContext): void => moveBy(context, 1),
  pause,
  /** Selects the topic of the message at the cursor. */
  goToTopic: (context: ActionContext): void => {
    const { cursor, selected } = context.state();
    const { monitor } = context.session;
    const topic =
      cursor === undefined || selected?.kind === 'room'
        ? undefined
        : monitor?.log?.at(cursor)?.topic;
    if (topic === undefined) return;
    monitor?.filters.reveal(topic);
    changeSelection(context, { kind: 'topic', topic });
  },
  search: ({ dispatch }: ActionContext): void =>
    dispatch({ type: 'prompt-opened', prompt: { kind: 'search', line: emptyLine } }),
} satisfies Record<string, (context: ActionContext) => void>;
