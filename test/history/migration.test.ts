import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { History } from '../../source/history/history.ts';
import { schemaVersion } from '../../source/history/schema.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The tables as the first version had them, with what a person has left there. */
const firstVersion = `
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
  CREATE VIRTUAL TABLE words
  USING fts5(user, say, content = 'lines', content_rowid = 'id', tokenize = 'trigram');
  INSERT INTO rooms VALUES (1, 'b:1883', 'chat', 1), (2, 'b:1883', 'ops', 0), (3, 'c:1883', 'chat', 1);
  INSERT INTO lines (room, at, user, say, action, message) VALUES
    (1, 5, 'bob', 'good morning', 0, 'm1'), (1, 6, 'bob', '你好', 0, NULL), (2, 7, 'bob', 'fire', 0, NULL);
  INSERT INTO outbox (room, message, at, user, say, action, payload, owner, process)
    VALUES (1, 'm2', 8, 'me', 'waiting', 0, '{}', 'start 0', 1);
  PRAGMA user_version = 1;
`;

it('brings a database of the first version up to date, with all that is in it', async () => {
  const file = join(temporaryFolder(), 'mqtt-tui', 'history.db');
  mkdirSync(dirname(file));
  const old = new DatabaseSync(file);
  old.exec(firstVersion);
  // A program of the first version still runs.
  onTestFinished(() => old.close());
  const notices: string[] = [];
  const history = new History(
    {
      file,
      broker: 'b:1883',
      retention: { days: 365, bytes: 1e9 },
      owner: { name: 'start 1', process: 2, isRunning: () => false },
    },
    { notify: (text) => notices.push(text), onOpen: () => undefined },
  );
  onTestFinished(() => history.close());
  await history.open();
  const version = old.prepare('PRAGMA user_version').get()?.['user_version'];
  expect([version, notices]).toEqual([schemaVersion, []]);
  const kept = history.changeNow(({ rooms, lines, outbox }) => ({
    joined: rooms.joined(),
    // What was there counts as seen.
    chat: rooms.stateOf('chat'),
    ops: rooms.stateOf('ops'),
    nowhere: rooms.stateOf('nowhere'),
    said: lines.before(1, 99, 10).map(({ say, raw }) => [say, raw]),
    found: lines.search.find(1, '你好', 99),
    waiting: outbox.adopt(1, 10, 'our key').map(({ message }) => message.say),
    ignored: rooms.ignored(),
  }));
  expect(kept).toEqual({
    joined: [{ topic: 'chat', salt: undefined }],
    chat: { isMuted: false, seen: 2 },
    ops: { isMuted: false, seen: 3 },
    nowhere: { isMuted: false, seen: 0 },
    said: [
      ['good morning', undefined],
      ['你好', undefined],
    ],
    found: 2,
    waiting: ['waiting'],
    ignored: [],
  });
  // The program of the first version writes on.
  old.exec("INSERT INTO lines (room, at, user, say, action) VALUES (1, 9, 'bob', 'still', 0)");
  expect(history.read(({ lines }) => lines.countBetween(1, 3, 99))).toBe(1);
});
