import type { ReactNode } from 'react';
import { count, plural } from '../../format/count.ts';
import { printable } from '../../payload/printable.ts';
import { tabsAsBlanks } from '../../payload/tabs.ts';
import { type Hit, mostHits, type RoomsSearch } from '../../session/chat/rooms-search.ts';
import { widthOf } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { shownNick } from '../people/shown-nick.ts';
import { roomName } from '../rooms/room-name.ts';
import { serverPrefix } from '../server-name.ts';
import { timeInText } from '../time/time-format.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useUi } from '../use-ui.ts';
import { firstToSee, rowsBelow } from '../widgets/list-window.ts';
import { TableRow } from '../widgets/table-row.tsx';
import { markedPlace, type SearchSheet } from './state.ts';

/** The widest columns for a room and a name, in cells, and the narrowest. */
const widest = 20;
const narrowest = 6;

const noteOf = ({ hits, isDone }: RoomsSearch): string => {
  if (hits.length >= mostHits) return `the newest ${count(mostHits)} hits`;
  const rooms = new Set(hits.map(({ room }) => room)).size;
  const found = `${plural(hits.length, 'hit', 'hits')} in ${plural(rooms, 'room', 'rooms')}`;
  return isDone ? found : `${found} so far`;
};

const columnFor = (texts: readonly string[], width: number): number =>
  Math.max(narrowest, Math.min(widest, Math.floor(width / 5), Math.max(...texts.map(widthOf))));

/** Where a text was said in all rooms, newest first. */
export const SearchView = ({ sheet }: { readonly sheet: SearchSheet }): ReactNode => {
  const session = useMqttSession('work');
  const workspace = useMqttSession('all');
  const { timeFormat } = useUi('timeFormat');
  const box = usePaneBox('sheet');
  const { columns: width, rows } = box;
  const { search } = sheet;
  const index = markedPlace(sheet);
  const now = session.clock.reading.wall;
  const top = firstToSee(index, rows);
  const shown = search.hits.slice(top, top + rows);
  const cellsOf = ({ room, at, user, excerpt }: Hit): readonly string[] => [
    roomName(session, room),
    timeInText(timeFormat, at, now),
    shownNick(user, 100),
    printable(tabsAsBlanks(excerpt)),
  ];
  const cells = shown.map(cellsOf);
  const widthAt = (column: number): number =>
    columnFor(
      cells.map((texts) => texts[column] ?? ''),
      width,
    );
  const [room, time, user] = [widthAt(0), widthAt(1), widthAt(2)];
  const columns = [
    { width: 2 },
    { width: room },
    { width: time, gap: 1 },
    { width: user, gap: 1 },
    { width: Math.max(1, width - room - time - user - 5), gap: 1 },
  ];
  return (
    <Pane
      box={box}
      isFocused
      flexGrow={1}
      title={`${serverPrefix(workspace, session)}"${printable(search.text, 40)}" in all rooms`}
      note={noteOf(search)}
      footnote={rowsBelow(search.hits.length - top - rows)}
    >
      {width === 0
        ? null
        : cells.map(([where = '', when = '', who = '', said = ''], at) => {
            const isMarked = top + at === index;
            return (
              <TableRow
                // oxlint-disable-next-line react/no-array-index-key -- rows are known by their position
                key={top + at}
                width={width}
                columns={columns}
                look={isMarked ? 'selected' : undefined}
                cells={[
                  { text: isMarked ? '▸' : '' },
                  { text: where, look: 'topic' },
                  { text: when, look: 'dim' },
                  { text: who },
                  { text: said },
                ]}
              />
            );
          })}
    </Pane>
  );
};
