import { printable } from '../../payload/printable.ts';
import { utf8 } from '../../payload/utf8.ts';
import type { Controls } from '../controls.ts';
import { emptyLine } from '../widgets/line-editor.ts';
import { type LogSource, logWindow, revealInLog, scrollLog, topAnchor } from './log-window.ts';
import { logSource, roomForEntries } from './log-source.ts';
import { recallAbove, recallBelow, recallHit, recallOldest, shownLines } from '../input/recall.ts';
import { selectPlace } from '../topics/select-place.ts';
import { selectedNode } from '../topics/tree-list.ts';

type LogPane = { readonly source: LogSource; readonly height: number };

const logPane = ({ session, state, boxes }: Controls): LogPane => {
  const log = boxes.inside('log');
  // On a narrow screen another pane may stand where the log will.
  const inside = roomForEntries(state(), log.rows === 0 ? boxes.inside(state().focus) : log);
  return { source: logSource(session, state(), inside.columns), height: Math.max(1, inside.rows) };
};

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

/** Text of an entry in the log: what is copied, and what a search looks at. */
const entryText = (controls: Controls, position: number): string | undefined => {
  const { session } = controls;
  const line = shownLines(controls)?.at(position);
  if (line?.kind === 'said') return line.say;
  if (line?.kind === 'event') return line.text;
  const message = line?.kind === 'raw' ? line : session.monitor?.shown?.at(position);
  if (message === undefined) return undefined;
  return utf8(message.payload) ?? Buffer.from(message.payload).toString('hex');
};

/** Who said it, or on which topic it came. */
const entrySource = (controls: Controls, position: number): string => {
  const { session } = controls;
  const line = shownLines(controls)?.at(position);
  if (line !== undefined) return line.kind === 'said' ? line.user : '';
  return session.monitor?.shown?.at(position)?.topic ?? '';
};

/** Copies the payload that is pointed at, or the newest. */
export const copyPayload = (controls: Controls): void => {
  const { session, state, terminal } = controls;
  const { cursor } = state();
  const newestNode = selectedNode(session, state());
  const last = newestNode === undefined ? undefined : session.monitor?.tree.last(newestNode);
  const newest = last?.payload;
  const position = cursor ?? logPane(controls).source.end - 1;
  const text =
    cursor === undefined && newest !== undefined
      ? (utf8(newest) ?? Buffer.from(newest).toString('hex'))
      : entryText(controls, position);
  if (text === undefined) session.notify('There is nothing to copy here.');
  else {
    terminal.copy(text);
    const what = shownLines(controls)?.at(position)?.kind === 'said' ? 'sentence' : 'payload';
    const isWhole = cursor !== undefined || last?.payload.length === last?.size;
    session.notify(
      isWhole
        ? `Copied the ${what} to the clipboard (where the terminal allows it).`
        : 'Copied what was kept of the payload to the clipboard; limits have cut it.',
    );
  }
};

const copyTopic = ({ session, state, terminal }: Controls): void => {
  const { cursor, selected } = state();
  const pointed =
    cursor === undefined || selected?.kind === 'room'
      ? undefined
      : session.monitor?.shown?.at(cursor)?.topic;
  const topic = pointed ?? selected?.topic;
  if (topic === undefined) return;
  terminal.copy(topic);
  session.notify(
    `Copied the topic ${printable(topic, 100)} to the clipboard (where the terminal allows it).`,
  );
};

/** Finds the next entry towards the older ones that contains the text, and points at it. */
export const searchOlder = (controls: Controls, text: string): void => {
  const { session, state } = controls;
  // Another text is looked for among the newest first.
  if (state().past !== undefined && state().searched !== text)
    controls.dispatch({ type: 'log-scrolled', anchor: undefined });
  const { source } = logPane(controls);
  const wanted = text.toLowerCase();
  const from = state().searched === text ? (state().cursor ?? source.end) : source.end;
  controls.dispatch({ type: 'searched', text });
  for (let position = from - 1; position >= source.first; position -= 1) {
    const said = entrySource(controls, position);
    if (!`${said} ${entryText(controls, position) ?? ''}`.toLowerCase().includes(wanted)) continue;
    pointAt(controls, position);
    return;
  }
  const hit = recallHit(controls, text, from === source.end);
  if (typeof hit === 'string') {
    session.notify(hit);
    return;
  }
  const { source: found, height } = logPane(controls);
  // With what was said before and after it.
  if (state().past !== undefined)
    controls.dispatch({
      type: 'log-scrolled',
      anchor: { position: Math.min(found.end - 1, hit + Math.floor(height / 2)), hidden: 0 },
    });
  pointAt(controls, hit);
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

/** What the keys of the log and the details do. */
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
  copyPayload,
  copyTopic,
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
  zoom: ({ dispatch }: Controls): void => dispatch({ type: 'zoom-toggled' }),
  togglePeople: ({ dispatch }: Controls): void => dispatch({ type: 'people-toggled' }),
  toggleDetails: ({ dispatch }: Controls): void => dispatch({ type: 'details-toggled' }),
} satisfies Record<string, (controls: Controls) => void>;
