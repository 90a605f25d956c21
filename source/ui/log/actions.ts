import { showsChart } from '../chart/state.ts';
import type { Controls } from '../controls.ts';
import { selectPlace } from '../topics/select-place.ts';
import { emptyLine } from '../widgets/line-editor.ts';
import { logPane } from './log-pane.ts';
import { showsTable } from './log-source.ts';
import { logWindow, revealInLog, scrollLog, shownRows, topAnchor } from './log-window.ts';
import { recallAbove, recallBelow, recallOldest } from './recall.ts';

/** Scrolls the log up (or, negative, down) by rows. */
export const scrollBy = (controls: Controls, rows: number): void => {
  if (rows > 0) recallAbove(controls, rows + 2 * logPane(controls).height, 'bottom');
  else if (recallBelow(controls, 2 * logPane(controls).height - rows, 'bottom')) {
    toTop(controls);
    return;
  }
  const { source, height } = logPane(controls);
  const { anchor, past } = controls.state();
  // The end of a part of the past is not the newest.
  const end = past === undefined ? undefined : { position: source.end - 1, hidden: 0 };
  controls.dispatch({
    type: 'log-scrolled',
    anchor: scrollLog(source, anchor, rows, height) ?? end,
    end: source.end,
  });
};

/** Shows the oldest of what is loaded. */
const toTop = (controls: Controls): void => {
  const { source, height } = logPane(controls);
  controls.dispatch({ type: 'log-scrolled', anchor: topAnchor(source, height), end: source.end });
};

/** Points at an entry and brings it into view. */
export const pointAt = (controls: Controls, position: number): void => {
  const { source, height } = logPane(controls);
  if (position < source.first || position >= source.end) return;
  controls.dispatch({
    type: 'log-pointed',
    cursor: position,
    anchor: revealInLog(source, controls.state().anchor, position, height),
    end: source.end,
  });
};

/** Points at the entry that stands in a row of the pane; the head of the table is none, nor is a chart. */
export const clickLog = (controls: Controls, row: number): void => {
  const { source, height } = logPane(controls);
  const state = controls.state();
  const head = showsTable(state) ? 1 : 0;
  const position = shownRows(source, state, height)[row - head]?.position;
  if (position !== undefined && !showsChart(state)) pointAt(controls, position);
};

const moveBy = (controls: Controls, by: number): void => {
  if (by < 0) recallAbove(controls, 2 * logPane(controls).height, 'cursor');
  else if (recallBelow(controls, by + 1, 'cursor')) {
    toTop(controls);
    return;
  }
  const { source, height } = logPane(controls);
  const { cursor, anchor } = controls.state();
  const bottom = logWindow(source, anchor, height).at(-1)?.position;
  if (bottom === undefined) return;
  pointAt(
    controls,
    cursor === undefined ? bottom : Math.max(source.first, Math.min(source.end - 1, cursor + by)),
  );
};

/** Holds the log still, or lets it follow the newest again; meanwhile it keeps what its limits allow. */
const pause = (controls: Controls): void => {
  const { source, height } = logPane(controls);
  const { isPaused, anchor } = controls.state();
  const bottom = logWindow(source, anchor, height).at(-1)?.position;
  controls.dispatch({
    type: 'log-paused',
    end: source.end,
    anchor:
      isPaused || bottom === undefined ? undefined : (anchor ?? { position: bottom, hidden: 0 }),
  });
};

/** What the keys of the log do. */
export const logActions = {
  pageUp: (controls: Controls): void =>
    scrollBy(controls, Math.max(1, logPane(controls).height - 1)),
  pageDown: (controls: Controls): void =>
    scrollBy(controls, -Math.max(1, logPane(controls).height - 1)),
  top: (controls: Controls): void => {
    recallOldest(controls);
    toTop(controls);
  },
  bottom: ({ dispatch }: Controls): void => dispatch({ type: 'log-scrolled', anchor: undefined }),
  up: (controls: Controls): void => moveBy(controls, -1),
  down: (controls: Controls): void => moveBy(controls, 1),
  pause,
  /** Goes to the topic of the message that is pointed at. */
  goToTopic: (controls: Controls): void => {
    const { cursor, selected } = controls.state();
    const topic =
      cursor === undefined || selected?.kind !== 'topic'
        ? undefined
        : controls.session.monitor?.shown?.at(cursor)?.topic;
    if (topic !== undefined) selectPlace(controls, { kind: 'topic', topic });
  },
  search: ({ dispatch }: Controls): void =>
    dispatch({ type: 'prompt-opened', prompt: { kind: 'search', line: emptyLine } }),
} satisfies Record<string, (controls: Controls) => void>;
