import type { NewLine } from '../../history/line-table.ts';
import type { Room } from '../../model/room.ts';
import { isOut, type RoomLine } from '../../model/room-line.ts';
import { newLineOf, rawLineOf } from './new-line.ts';
import type { RoomHistory } from './room-history.ts';

/** What was said in a room: a chat message, or another payload. */
export type KeptLine = Omit<NewLine, 'isRetained'>;

/** How many rows are read at once. */
const atOnce = 200;

/** The stored lines of a room, oldest first. Throws if the history cannot be read. */
function* storedLines(room: Room, history: RoomHistory): Generator<KeptLine> {
  const end = history.read(({ lines }) => lines.extent().end);
  for (let row = 0; ;) {
    const from = row;
    const found =
      end === undefined
        ? undefined
        : history.read(({ rooms, lines }) =>
            lines.from(rooms.find(room.topic) ?? 0, { row: from, end, count: atOnce }),
          );
    if (found === undefined) throw new Error('the history cannot be read now');
    yield* found;
    const last = found.at(-1);
    if (last === undefined) return;
    row = last.row + 1;
  }
}

const asKept = (line: RoomLine): KeptLine[] => {
  if (line.kind === 'event') return [];
  if (line.kind === 'raw') return [rawLineOf(line)];
  const { delivery } = line;
  const isSaid = delivery === undefined || isOut(delivery) || delivery.state === 'unheard';
  return isSaid ? [newLineOf(line, undefined)] : [];
};

/** The loaded lines of a room that are not in the history, as they are now. */
const unstoredLines = ({ lines, isStored }: Room, history: RoomHistory | undefined): KeptLine[] => {
  const kept: KeptLine[] = [];
  for (let position = lines.first; position < lines.end; position += 1) {
    const line = lines.at(position);
    if (line === undefined) continue;
    const isRow = line.kind !== 'event' && line.row !== undefined;
    if (!(isRow && isStored && history !== undefined)) kept.push(...asKept(line));
  }
  return kept;
};

/** All that is kept of what was said in a room, oldest first; what is sent later is not in it. Throws if the history cannot be read. */
export function* keptLines(room: Room, history: RoomHistory | undefined): Generator<KeptLine> {
  const stored =
    room.isStored && history !== undefined ? storedLines(room, history) : [][Symbol.iterator]();
  // Reading writes what waits: after it, what has no row is not stored.
  let next = stored.next();
  const unstored = unstoredLines(room, history);
  while (next.done !== true) {
    yield next.value;
    next = stored.next();
  }
  yield* unstored;
}
