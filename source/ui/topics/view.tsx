import { type BoxProps, Text } from 'ink';
import type { ReactNode } from 'react';
import type { MqttSession } from '../../session/session.ts';
import { printable } from '../../payload/printable.ts';
import { rate } from '../draw/figures.ts';
import { payloadLine } from '../draw/payload-line.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { roomLabel, roomMark } from '../rooms/room-name.ts';
import { useTheme } from '../theme/theme-context.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUi } from '../use-ui.ts';
import { StyledRows } from '../widgets/styled-rows.tsx';
import { treeFootnote, treeNote } from './tree-footnote.ts';
import { treeEntries, treeTop } from './tree-list.ts';
import { treeRows } from './tree-rows.ts';

/** What is said where rows are missing. */
const missing = ({ monitor }: MqttSession, filter: string): string | undefined => {
  if (monitor === undefined) return undefined;
  const { topics, view } = monitor.tree;
  if (topics === 0) return 'no message yet';
  if (filter === '' || view.rowCount > 0) return undefined;
  return view.isFiltering ? 'looking …' : 'no topic passes the filter';
};

/** The left pane: rooms, then the topic tree, as many rows as its box has. */
export const TopicTree = (box: Pick<BoxProps, 'width' | 'maxWidth' | 'flexGrow'>): ReactNode => {
  const session = useMqttSession('rooms', 'topics');
  const ui = useUi('selected', 'treeOffset', 'treeWheel', 'filter', 'details');
  const isFocused = useMode() === 'tree';
  const theme = useTheme();
  const pane = usePaneBox('tree');
  const { monitor } = session;
  const { now } = session.clock.moment;
  const top = treeTop(session, ui, pane.rows);
  const rows = treeRows(treeEntries(session, top, pane.rows), {
    marks:
      monitor === undefined
        ? undefined
        : {
            tree: monitor.tree,
            bookmarks: monitor.bookmarks.topics,
            staleAfter: monitor.staleAfter,
            now,
          },
    nameOf: (room) => ({ mark: roomMark(room), label: roomLabel(session, room) }),
    payloadLine: payloadLine(session, ui),
    selected: ui.selected,
    hasFocus: isFocused,
    width: pane.columns,
    now,
  });
  const hint = rows.length < pane.rows ? missing(session, ui.filter) : undefined;
  const perSecond = rate(monitor?.tree.root.rate.perSecond(now) ?? 0);
  const name = monitor === undefined ? 'Rooms' : 'Topics';
  return (
    <Pane
      box={pane}
      title={ui.filter === '' ? name : `/${printable(ui.filter, 100)}`}
      note={monitor === undefined ? '' : treeNote(monitor.tree, ui.filter, perSecond)}
      footnote={monitor === undefined ? '' : treeFootnote(monitor.tree.view)}
      isFocused={isFocused}
      margin={0}
      {...box}
    >
      <StyledRows rows={rows} />
      {hint === undefined ? null : <Text {...theme.dim}>{` ${hint}`}</Text>}
    </Pane>
  );
};
