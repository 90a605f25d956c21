import type { DatabaseSync } from 'node:sqlite';

/** The version of the tables below; `PRAGMA user_version` of the file says which one it has. */
export const schemaVersion = 1;

/**
 * Rows of `lines` are in the order in which they came. `message` is the id on the wire; where a
 * message has none, `writer` tells which program start has stored it.
 */
const tables = `
  CREATE TABLE rooms (
    id INTEGER PRIMARY KEY,
    broker TEXT NOT NULL,
    topic TEXT NOT NULL,
    joined INTEGER NOT NULL DEFAULT 0,
    UNIQUE (broker, topic)
  );
  CREATE TABLE lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    room INTEGER NOT NULL,
    at INTEGER NOT NULL,
    user TEXT NOT NULL,
    say TEXT NOT NULL,
    action INTEGER NOT NULL,
    message TEXT,
    writer TEXT
  );
  CREATE UNIQUE INDEX lines_once ON lines (room, message) WHERE message IS NOT NULL;
  CREATE INDEX lines_in_order ON lines (room, id);
  CREATE INDEX lines_without_id ON lines (room, at) WHERE message IS NULL;
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    room INTEGER NOT NULL,
    message TEXT NOT NULL,
    at INTEGER NOT NULL,
    user TEXT NOT NULL,
    say TEXT NOT NULL,
    action INTEGER NOT NULL,
    payload TEXT NOT NULL,
    owner TEXT NOT NULL,
    process INTEGER NOT NULL,
    UNIQUE (room, message)
  );
  CREATE TABLE indexed (upto INTEGER NOT NULL);
  INSERT INTO indexed VALUES (0);
`;

/** The index of all words; SQLite of Node.js before 22.15 has no FTS5, then search reads every line. */
const index = `
  CREATE VIRTUAL TABLE IF NOT EXISTS words
  USING fts5(user, say, content = 'lines', content_rowid = 'id', tokenize = 'trigram')
`;

/** Makes the tables where there are none; returns whether there is an index to search in. Throws SQLite's errors. */
export const prepareSchema = (database: DatabaseSync): boolean => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = versionOf(database);
    if (version === 0) {
      database.exec(tables);
      database.exec(`PRAGMA user_version = ${schemaVersion}`);
    }
    const hasIndex = prepareIndex(database);
    database.exec('COMMIT');
    return hasIndex;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
};

const prepareIndex = (database: DatabaseSync): boolean => {
  const known = database
    .prepare("SELECT count(*) AS count FROM pragma_module_list WHERE name = 'fts5'")
    .get();
  if (known?.['count'] === 0) return false;
  database.exec(index);
  return true;
};

/** The version of the tables in the file; 0 for an empty one. */
export const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
