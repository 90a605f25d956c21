import { DirectRoom } from '../model/direct-room.ts';
import { printable } from '../payload/printable.ts';
import { LockedRoom } from '../session/chat/locked-room.ts';
import { SecretRoom } from '../session/chat/secret-room.ts';
import type { MqttSession } from '../session/session.ts';
import { chartContent } from './chart/chart-content.ts';
import { detailsContent } from './details/details-pane.ts';
import { detailsView } from './details/details-view.ts';
import { count, plural, rate } from './draw/figures.ts';
import type { PaneName } from './layout.ts';
import { logWindow } from './log/log-window.ts';
import { tableHead } from './log/message-table.ts';
import { palette } from './draw/palette.ts';
import { pageWidth } from './pages/page-width.ts';
import { pages } from './pages/pages.ts';
import { payloadLine } from './draw/payload-line.ts';
import { paneRows } from './pane-rows.ts';
import { row } from './draw/row.ts';
import { roomLabel, roomMark, roomName } from './room-name.ts';
import {
  hasBranch,
  insideOf,
  logSource,
  margins,
  roomForEntries,
  type Screen,
  showsTable,
} from './screen.ts';
import { selectedNode, selectedRoom, treeEntries, treeTop } from './tree/tree-list.ts';
import { treeFootnote, treeNote } from './tree/tree-footnote.ts';
import { treeRows } from './tree/tree-rows.ts';
import { modeOf, type UiState } from './ui-state.ts';

/** What the panes are drawn from. */
export type View = {
  readonly session: MqttSession;
  readonly state: UiState;
  readonly screen: Screen;
  readonly now: number;
};

const frameOf = (
  { state, screen }: View,
  pane: PaneName,
): { x: number; width: number; height: number; hasFocus: boolean; margin: number } => {
  const area = screen.layout.panes[pane];
  return {
    x: area?.x ?? 0,
    width: area?.width ?? 0,
    height: area?.height ?? 0,
    hasFocus: modeOf(state) === pane,
    margin: margins[pane],
  };
};

const nothingChosen = ({ chat }: MqttSession): string =>
  chat === undefined
    ? 'Choose a topic on the left.'
    : 'Choose a room or a topic on the left, or /join a room.';

const hint = (text: string, width: number): string =>
  row([{ text: ` ${text}`, style: palette.dim }], width);

/** The left pane: rooms, then the topic tree. */
export const treePane = (view: View): string[] => {
  const { session, state, screen, now } = view;
  const { columns, rows } = insideOf(screen.layout, 'tree');
  const tree = session.monitor?.tree;
  const top = treeTop(session, state, rows, now);
  const drawn = treeRows(treeEntries(session, top, rows, now), {
    marks:
      session.monitor === undefined
        ? undefined
        : {
            tree: session.monitor.tree,
            bookmarks: session.monitor.bookmarks.topics,
            staleAfter: session.monitor.staleAfter,
            now,
          },
    nameOf: (room) => ({ mark: roomMark(room), label: roomLabel(session, room) }),
    payloadLine: payloadLine(session, state),
    selected: state.selected,
    hasFocus: modeOf(state) === 'tree',
    width: columns,
    now,
  });
  const perSecond = rate(tree?.root.rate.perSecond(now) ?? 0);
  const figures = tree === undefined ? '' : treeNote(tree, state.filter, perSecond);
  const waiting =
    tree !== undefined && tree.topics === 0 && drawn.length < rows
      ? [hint('no message yet', columns)]
      : [];
  const unmatched =
    tree !== undefined && state.filter !== '' && tree.view.rowCount === 0
      ? [hint(tree.view.isFiltering ? 'looking …' : 'no topic passes the filter', columns)]
      : [];
  return paneRows([...drawn, ...waiting, ...unmatched], {
    ...frameOf(view, 'tree'),
    title:
      state.filter === ''
        ? tree === undefined
          ? 'Rooms'
          : 'Topics'
        : `/${printable(state.filter, 100)}`,
    note: figures,
    footnote: tree === undefined ? '' : treeFootnote(tree.view),
  });
};

const logTitle = ({ session, state }: View): { title: string; note: string } => {
  const room = selectedRoom(session, state);
  if (room !== undefined)
    return {
      title: roomName(session, room),
      note:
        room instanceof DirectRoom
          ? 'direct messages'
          : room instanceof LockedRoom
            ? ''
            : `${plural(room.people.count, 'person', 'people')}${room instanceof SecretRoom ? ` · check ${room.checkCode}` : ''}`,
    };
  const node = selectedNode(session, state);
  if (node === undefined) return { title: 'Log', note: '' };
  return {
    title: printable(node.topic, 300) || '(empty)',
    note: plural(node.messagesBelow, 'message', 'messages'),
  };
};

/** The conversation of a room, or the messages of a topic or branch. */
export const logPane = (view: View): string[] => {
  const { session, state, screen } = view;
  const inside = insideOf(screen.layout, 'log');
  const chart = chartContent(session, state, inside, modeOf(state) === 'log');
  if (chart !== undefined) return paneRows(chart.rows, { ...frameOf(view, 'log'), ...chart });
  const { columns, rows } = roomForEntries(state, inside);
  const head = showsTable(state) ? [tableHead(columns, hasBranch(session, state))] : [];
  const source = logSource(session, state, columns);
  // A paused log holds still, even where there is room for what has come since.
  const held =
    state.isPaused && state.anchor !== undefined
      ? Math.max(source.first, state.anchor.position)
      : source.end;
  const shown = logWindow(source, state.anchor, rows).filter(({ position }) => position <= held);
  if (state.selected?.kind === 'topic')
    for (const { position } of shown) session.monitor?.shown?.countShown(position);
  const marked = shown.map(({ position, text }) =>
    position === state.cursor ? palette.selected(text) : text,
  );
  const below =
    state.anchor === undefined
      ? 0
      : Math.max(0, source.end - 1 - (shown.at(-1)?.position ?? source.end - 1));
  const fresh = Math.max(0, source.end - state.leftAt);
  const more = below > 0 ? `↓ ${fresh > 0 ? `${count(fresh)} new` : `${count(below)} more`}` : '';
  const empty =
    selectedNode(session, state) === undefined && selectedRoom(session, state) === undefined
      ? [hint(nothingChosen(session), columns)]
      : [];
  return paneRows([...head, ...marked, ...empty], {
    ...frameOf(view, 'log'),
    ...logTitle(view),
    footnote: [
      state.isPaused ? 'paused, Space resumes' : '',
      state.past === undefined ? more : '↓ Alt+End: the newest',
    ]
      .filter((text) => text !== '')
      .join(' · '),
  });
};

/** One message in full. */
export const detailsPane = (view: View): string[] => {
  const { session, state, screen } = view;
  const frame = frameOf(view, 'details');
  const details = detailsView(session, state, screen);
  if (details === undefined) return paneRows([], { ...frame, title: 'Details' });
  const { rows, note, footnote } = detailsContent(
    details,
    frame.hasFocus || state.prompt?.kind === 'details',
    state.details.cursor !== undefined,
  );
  return paneRows(rows, {
    ...frame,
    title: state.cursor === undefined ? 'Newest' : 'Pointed at',
    note,
    footnote,
  });
};

/** The box at the bottom; when the text is longer than the box, the part with the cursor. */
export const inputPane = (
  view: View,
): { rows: string[]; cursor: { x: number; y: number } | undefined } => {
  const { screen, state } = view;
  const area = screen.layout.panes.input;
  const height = insideOf(screen.layout, 'input').rows;
  const { box } = screen;
  const top = box.cursor === undefined ? 0 : Math.max(0, box.cursor.y - height + 1);
  const mode = modeOf(state);
  const hasFocus = mode !== 'tree' && mode !== 'log' && mode !== 'details';
  return {
    rows: paneRows(box.rows.slice(top, top + height), {
      ...frameOf(view, 'input'),
      hasFocus,
      title: box.title,
    }),
    cursor:
      box.cursor === undefined || area === undefined
        ? undefined
        : { x: area.x + 1 + margins.input + box.cursor.x, y: area.y + 1 + box.cursor.y - top },
  };
};

/** What is open over the whole screen. */
export const pagePane = (
  { session, state, now }: View,
  columns: number,
  height: number,
): string[] => {
  if (state.page === undefined) return [];
  const { title, rows } = pages[state.page.name];
  const all = rows(session, pageWidth(columns), now);
  const top = Math.min(state.page.top, Math.max(0, all.length - height + 2));
  const left = all.length - top - height + 2;
  return paneRows(all.slice(top, top + height - 2), {
    title,
    footnote: left > 0 ? `↓ ${plural(left, 'row', 'rows')} more · Esc closes` : 'Esc closes',
    x: 0,
    width: columns,
    height,
    hasFocus: true,
    margin: 1,
  });
};
