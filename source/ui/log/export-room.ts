import { plural } from '../../format/count.ts';
import type { Room } from '../../model/room.ts';
import { keptLines } from '../../session/chat/kept-lines.ts';
import type { MqttSession } from '../../session/session.ts';
import { roomName } from '../rooms/room-name.ts';
import { jsonRecord, textRecord } from './room-records.ts';
import { type ExportFile, writeExport } from './write-export.ts';

/** Writes all that is kept of what was said in a room: JSON lines if the file's name says so, else text. */
export const exportRoom = (
  session: MqttSession,
  room: Room,
  file: ExportFile,
): string | undefined => {
  if (/\.csv$/i.test(file.path))
    return 'A conversation is written as text or JSON lines: /export FILE.txt or FILE.jsonl.';
  const record = /\.(?:jsonl|ndjson|json)$/i.test(file.path) ? jsonRecord(room) : textRecord;
  const name = roomName(session, room);
  const kept = keptLines(room, session.chat?.history);
  let next: ReturnType<typeof kept.next>;
  try {
    next = kept.next();
  } catch (error) {
    return `Not exported: ${(error as Error).message}.`;
  }
  if (next.done === true) return `Nothing has been said in ${name} yet.`;
  let lines = 0;
  function* records(): Generator<string> {
    for (; next.done !== true; next = kept.next()) {
      lines += 1;
      yield record(next.value);
    }
  }
  const warning = room.isPrivate ? ', as plain text that anybody with the file can read' : '';
  writeExport(
    session,
    file,
    records(),
    (where) => `Exported ${plural(lines, 'line', 'lines')} of ${name} to ${where}${warning}.`,
  );
  return undefined;
};
