import type { DatabaseSync } from 'node:sqlite';

/**
 * The first version. Rows of `lines` are in order of arrival. `message` is the `id` on the wire; if a
 * message has none, `writer` is the run that has stored it.
 */
const firstTables = `
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

/**
 * `seen` is the row of the newest line that the user has seen; what was there before counts as seen. `salt`
 * is that of a private room. `size` and `payload` are set for payloads that are not chat messages.
 */
const personalState = `
  ALTER TABLE rooms ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE rooms ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE rooms ADD COLUMN salt BLOB;
  UPDATE rooms SET seen = (SELECT coalesce(max(id), 0) FROM lines WHERE lines.room = rooms.id);
  ALTER TABLE lines ADD COLUMN size INTEGER;
  ALTER TABLE lines ADD COLUMN payload BLOB;
  CREATE TABLE ignored (
    id INTEGER PRIMARY KEY,
    broker TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (broker, name)
  );
`;

/** `owner` is the run that a watch belongs to, `process` its process identifier. */
const watches = `
  CREATE TABLE watches (
    id INTEGER PRIMARY KEY,
    broker TEXT NOT NULL,
    filter TEXT NOT NULL,
    typed TEXT NOT NULL,
    room TEXT,
    owner TEXT NOT NULL,
    process INTEGER NOT NULL
  );
`;

/**
 * `signer` is the key that has signed a line, `mark` what was shown after the name, `said` when it was sent
 * if that was long before it arrived. Lines with one `id` may differ in signer and text. `keys` are those
 * that people have signed with, in the order in which they were heard last.
 */
const signatures = `
  ALTER TABLE lines ADD COLUMN signer TEXT;
  ALTER TABLE lines ADD COLUMN mark TEXT;
  ALTER TABLE lines ADD COLUMN said INTEGER;
  DROP INDEX lines_once;
  CREATE INDEX lines_by_message ON lines (room, message) WHERE message IS NOT NULL;
  CREATE TABLE keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    broker TEXT NOT NULL,
    key TEXT NOT NULL,
    user TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    verified INTEGER NOT NULL,
    since INTEGER NOT NULL,
    UNIQUE (broker, user, key)
  );
`;

/** `aside` is why nothing is sent in the room: the broker hangs up on it. */
const roomsPutAside = `
  ALTER TABLE rooms ADD COLUMN aside TEXT;
`;

/** `greeted` is whether we have greeted a room since we last joined it; one that is known has been. */
const greetings = `
  ALTER TABLE rooms ADD COLUMN greeted INTEGER NOT NULL DEFAULT 0;
  UPDATE rooms SET greeted = 1 WHERE joined = 1 OR id IN (SELECT room FROM lines);
`;

/** The migrations from each version of the tables to the next, the first from an empty file. Only ever append. */
const migrations: readonly string[] = [
  firstTables,
  personalState,
  watches,
  signatures,
  roomsPutAside,
  greetings,
];

/** The current version of the tables; a file's own is its `PRAGMA user_version`. */
export const schemaVersion = migrations.length;

/** The search index. SQLite in Node.js before 22.15 has no FTS5; then searches read every line. */
const index = `
  CREATE VIRTUAL TABLE IF NOT EXISTS words
  USING fts5(user, say, content = 'lines', content_rowid = 'id', tokenize = 'trigram')
`;

/** Creates the tables or migrates older ones; returns whether there is a search index. Throws SQLite's errors. */
export const prepareSchema = (database: DatabaseSync): boolean => {
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of migrations.slice(versionOf(database))) database.exec(migration);
    database.exec(`PRAGMA user_version = ${schemaVersion}`);
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
