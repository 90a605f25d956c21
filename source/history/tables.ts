import type { DatabaseSync } from 'node:sqlite';
import { KeyTable } from './key-table.ts';
import { LineTable } from './line-table.ts';
import { OutboxTable, type Owner } from './outbox-table.ts';
import { RoomTable } from './room-table.ts';
import { WatchTable } from './watch-table.ts';

/** The tables of one open database. */
export type HistoryTables = {
  readonly lines: LineTable;
  readonly rooms: RoomTable;
  readonly outbox: OutboxTable;
  readonly watches: WatchTable;
  readonly keys: KeyTable;
};

/** The tables of a database, for one program and broker. Throws SQLite's errors. */
export const tablesIn = (
  database: DatabaseSync,
  hasIndex: boolean,
  { broker, owner }: { readonly broker: string; readonly owner: Owner },
): HistoryTables => ({
  lines: new LineTable(database, hasIndex, owner.name),
  rooms: new RoomTable(database, broker),
  outbox: new OutboxTable(database, owner),
  watches: new WatchTable(database, broker, owner),
  keys: new KeyTable(database, broker),
});
