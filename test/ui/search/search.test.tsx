import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { StoredSearch } from '../../../source/session/chat/stored-search.ts';
import type { MqttSession } from '../../../source/session/session.ts';
import { type AtScreen, aSession, atScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { openApp, type Size } from '../../support/open-app.tsx';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A session in three rooms, with the history in a file; `lines` says how many the history of `chat` has. */
const inThreeRooms = async (lines: number): Promise<MqttSession> => {
  const file = join(temporaryFolder(), 'mqtt-tui', 'history.db');
  const session = aSession(undefined, {
    chat: {
      rooms: ['chat', 'ops', '客厅'],
      greeting: '',
      history: {
        file,
        broker: 'b:1883',
        retention: { days: 1e5, bytes: 1e9 },
        owner: { name: 'start', process: 1, isRunning: () => true },
      },
    },
  });
  onTestFinished(() => session.close());
  const { chat } = session;
  const history = chat?.history;
  await history?.open();
  for (const room of chat?.rooms.values() ?? []) history?.setJoined(room, true);
  const database = new DatabaseSync(file);
  database.exec('BEGIN');
  const insert = database.prepare(
    'INSERT INTO lines (room, at, user, say, action) VALUES (?, ?, ?, ?, 0)',
  );
  for (let index = 0; index < lines; index += 1)
    insert.run(1, 1e12 + index, 'bob', `hay ${index}.`);
  insert.run(1, 2e12, 'bob', 'the oldest 钥匙, long ago');
  for (let index = 0; index < lines; index += 1)
    insert.run(1, 2e12 + index, 'bob', `hay ${index}.`);
  insert.run(2, 2e12 + 5e6, 'carol', 'a needle and a Schlüssel');
  // What was said on another broker is not ours.
  database.exec("INSERT INTO rooms (broker, topic) VALUES ('other:1883', 'chat')");
  insert.run(4, 2e12, 'eve', 'the 钥匙 of another broker');
  database.exec('COMMIT');
  database.close();
  for (const room of chat?.rooms.values() ?? []) history?.setJoined(room, true);
  chat?.rooms.get('客厅')?.receive({ user: 'dave', say: '钥匙在客厅的桌子上' }, 2.1e12);
  chat?.joinSecret('hidden', { salt: Buffer.alloc(16), key: createSecretKey(Buffer.alloc(32)) });
  chat?.rooms.get('hidden')?.receive({ user: 'frank', say: 'my 钥匙 is hidden' }, 2.2e12);
  return session;
};

let person: AtScreen;

const rows = async (): Promise<readonly string[]> => {
  const drawn = await drawScreen(person);
  return drawn.flatMap((row) => /^│ *(▸? *[#@].*?) *│$/.exec(row)?.[1] ?? []);
};

const search = (text: string): void => {
  person.type(`/search ${text}`);
  person.press('Enter');
};

describe('/search', () => {
  beforeEach(async () => {
    person = atScreen({ session: await inThreeRooms(100), columns: 100 });
  });

  it('lists the hits of all rooms of this broker, newest first, and says in which room each is', async () => {
    search('钥匙');
    expect(await rows()).toEqual([
      expect.stringMatching(/▸ #hidden .* frank +my 钥匙 is hidden/),
      expect.stringMatching(/#客厅 .* dave +钥匙在客厅的桌子上/),
      expect.stringMatching(/#chat .* bob +the oldest 钥匙/),
    ]);
    expect((await drawScreen(person)).join('\n')).toContain('3 hits in 3 rooms');
  });

  it.each([
    ['ü', 'a needle and a Schlüssel'],
    ['NEEDLE', 'a needle and a Schlüssel'],
    ['carol', 'a needle and a Schlüssel'],
  ])('finds %s whatever the case, by what was said and by whom', async (text, said) => {
    search(text);
    expect(await rows()).toEqual([expect.stringMatching(new RegExp(`▸ #ops .* carol +${said}`))]);
  });

  it('goes to the room of the hit, where it is loaded together with what is around it', async () => {
    search('钥匙');
    person.press('End', 'Enter');
    expect(person.state().selected).toEqual({ kind: 'room', topic: 'chat' });
    expect(person.state().focus).toBe('log');
    const shown = (await drawScreen(person)).join('\n');
    expect(shown).toMatch(/hay 99\.[^]*the oldest 钥匙, long ago[^]*hay 0\./);
    person.press(':');
    person.type('search needle');
    person.press('Enter', 'Enter');
    expect(person.state().selected).toEqual({ kind: 'room', topic: 'ops' });
    expect((await drawScreen(person)).join('\n')).toContain('a needle and a Schlüssel');
  });

  it('leaves the text and the focus in the box where nothing is found', () => {
    search('nowhere at all');
    expect(person.notice()).toBe('"nowhere at all" was not found in any room.');
    expect(person.input()).toBe('/search nowhere at all');
    expect(person.state().focus).toBe('input');
    expect(person.state().sheet).toBeUndefined();
  });

  it('with --here looks in the room shown alone', () => {
    search('--here needle');
    expect(person.notice()).toBe('"needle" was not found in this log.');
    expect(person.input()).toBe('/search --here needle');
    person.press('Ctrl+U');
    search('--here 钥匙');
    expect(person.state().focus).toBe('log');
    expect(person.state().selected?.topic).toBe('chat');
  });

  it('says so where the room has been left meanwhile', () => {
    search('needle');
    person.session.chat?.part('ops');
    person.press('Enter');
    expect(person.notice()).toContain('You have left the room');
    expect(person.state().selected?.topic).toBe('chat');
  });
});

describe('/search through a long history', () => {
  it('goes on while the list is open, and takes the text back where nothing is found', async () => {
    person = atScreen({ session: await inThreeRooms(60_000) });
    search('zq');
    expect(person.state().sheet?.kind).toBe('search');
    await expect.poll(() => person.state().sheet, { timeout: 10_000 }).toBeUndefined();
    expect(person.notice()).toBe('"zq" was not found in any room.');
    expect(person.input()).toBe('/search zq');
  });

  it('never works for long in one go, however little of the text there is', async () => {
    person = atScreen({ session: await inThreeRooms(60_000) });
    const { chat } = person.session;
    if (chat?.history === undefined) throw new Error('there is no history');
    const found = new StoredSearch(chat.history, chat.conversations, '钥匙');
    const hits: unknown[] = [];
    let longest = 0;
    let steps = 0;
    for (;;) {
      const begun = performance.now();
      const more = found.step();
      longest = Math.max(longest, performance.now() - begun);
      if (more === undefined) break;
      hits.push(...more);
      steps += 1;
    }
    expect(hits).toMatchObject([{ say: 'the oldest 钥匙, long ago' }]);
    expect(steps).toBeGreaterThan(5);
    expect(longest).toBeLessThan(250);
  });

  it('keeps the newest thousand hits', async () => {
    person = atScreen({ session: await inThreeRooms(2000) });
    search('hay');
    await expect
      .poll(async () => (await drawScreen(person)).join('\n'), { timeout: 10_000 })
      .toContain('the newest 1,000 hits');
    person.press('End');
    expect((await drawScreen(person)).join('\n')).toContain('hay 1000.');
  });
});

it.each<Size>([
  { columns: 80, rows: 24 },
  { columns: 60, rows: 15 },
])('the hits fit on $columns×$rows', async (size) => {
  const app = openApp(await inThreeRooms(100), size);
  app.type('/search 钥匙');
  app.press('Enter');
  await app.waitFor('3 hits in 3 rooms');
  await app.waitFor(/▸ #hidden/);
  app.press('Down');
  await app.waitFor(/▸ #客厅/);
  expect(app.misfits()).toEqual([]);
  app.press('Enter');
  await app.waitFor(/dave +钥匙在客厅的桌子上/);
  expect(app.misfits()).toEqual([]);
});
