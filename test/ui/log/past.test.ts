import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { type AtScreen, aSession, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** More lines than are loaded at once. */
const all = 45_000;

let person: AtScreen;

beforeEach(async () => {
  const file = join(temporaryFolder(), 'mqtt-tui', 'history.db');
  const session = aSession(undefined, {
    chat: {
      rooms: ['chat'],
      greeting: '',
      history: {
        file,
        broker: 'b:1883',
        // The lines are old.
        retention: { days: 1e5, bytes: 1e9 },
        owner: { name: 'start', process: 1, isRunning: () => true },
      },
    },
  });
  onTestFinished(() => session.close());
  const history = session.chat?.history;
  await history?.open();
  const room = session.chat?.rooms.get('chat');
  if (history === undefined || room === undefined) throw new Error('there is no history');
  history.setJoined(room, true);
  const database = new DatabaseSync(file);
  database.exec('BEGIN');
  const insert = database.prepare(
    "INSERT INTO lines (room, at, user, say, action) VALUES (1, ?, 'bob', ?, 0)",
  );
  for (let index = 0; index < all; index += 1)
    insert.run(
      1e12 + index,
      index === 1000 || index === 5000 ? `the 钥匙 number ${index}.` : `number ${index}.`,
    );
  database.exec('COMMIT');
  database.close();
  // Takes what is there into the index.
  history.setJoined(room, true);
  history.recallEarlier(room, 100);
  person = atScreen({ session });
});

const shown = async (): Promise<string> => (await drawScreen(person)).join('\n');

it('a hit far up is shown with what is around it, and the next one further up', async () => {
  person.type('/search --here 钥匙');
  person.press('Enter');
  expect(await shown()).toContain('the 钥匙 number 5000.');
  expect(await shown()).toMatch(/number 4999\.[^]*number 5000\.[^]*number 5001\./);
  expect(person.session.chat?.rooms.get('chat')?.lines.length).toBeLessThan(1000);
  person.press('Ctrl+F');
  person.type('钥匙');
  person.press('Enter');
  expect(await shown()).toContain('the 钥匙 number 1000.');
  person.press('Enter');
  expect(person.notice()).toContain('was not found further up');
  expect(await shown()).toContain('the 钥匙 number 1000.');
});

it('from there the log goes up and down through the past, and back to the newest', async () => {
  person.type('/search --here 钥匙');
  person.press('Enter', 'PageUp');
  expect(await shown()).toContain('number 4985.');
  for (let page = 0; page < 40; page += 1) person.press('PageUp');
  expect(await shown()).toMatch(/number 4[34]\d\d\./);
  for (let page = 0; page < 100; page += 1) person.press('PageDown');
  expect(await shown()).toMatch(/number 5[5-9]\d\d\.|number 6\d\d\d\./);
  person.press('Alt+End');
  expect(await shown()).toContain(`number ${all - 1}.`);
  expect(person.state().past).toBeUndefined();
});

it('where the past meets what is loaded the log goes on', async () => {
  person.type('/search --here number 8000.');
  person.press('Enter');
  expect(await shown()).toContain('number 8000.');
  person.dispatch({ type: 'log-scrolled', anchor: { position: 0, hidden: 0 } });
  const room = person.session.chat?.rooms.get('chat');
  const first = room?.lines.at(room.lines.first);
  expect(first).toMatchObject({ say: `number ${all - 100}.` });
  const { past } = person.state();
  while ((past?.loadLater(5000) ?? 0) > 0) expect(past?.lines.length).toBeGreaterThan(0);
  const end = (past?.lines.end ?? 0) - 1;
  person.dispatch({ type: 'log-scrolled', anchor: { position: end - 5, hidden: 0 } });
  person.press('PageDown');
  expect(await shown()).toContain(`number ${all - 101}.`);
  expect(await shown()).not.toContain(`number ${all - 100}.`);
  person.press('PageDown');
  expect(await shown()).toContain(`number ${all - 100}.`);
  expect(person.state().past).toBeUndefined();
});
