import { createSecretKey } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Room } from '../../../source/model/room.ts';
import { type AtScreen, aSession, atScreen } from '../../support/at-screen.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const at = Date.UTC(2026, 10, 22, 21, 3);

let person: AtScreen;
let room: Room;
let folder: string;

/** Somebody says something, which goes into the history. */
const says = (user: string, say: string, more: object = {}): void => {
  const message = { user, say, ...more };
  const line = room.receive(message, at);
  if (line === undefined) throw new Error('it is not shown');
  person.session.chat?.history?.received(room, message, line, false);
};

/** Exports to a file of this name, and returns the notice. */
const exported = async (name: string, flags = ''): Promise<string> => {
  person.session.forgetNotice();
  person.type(`/export ${flags}"${join(folder, name)}"`);
  person.press('Enter');
  await expect.poll(() => person.notice()).toBeDefined();
  return person.notice()?.replaceAll(folder, '') ?? '';
};

const linesIn = (name: string): string[] => readFileSync(join(folder, name), 'utf8').split('\n');

const open = async (isStored: boolean): Promise<void> => {
  folder = temporaryFolder();
  const history = {
    file: join(folder, 'history.db'),
    broker: 'b:1883',
    retention: { days: 1e5, bytes: 1e9 },
    owner: { name: 'start', process: 1, isRunning: () => true },
  };
  const session = aSession(undefined, {
    chat: { rooms: ['chat'], greeting: '', ...(isStored ? { history } : {}) },
  });
  onTestFinished(() => session.close());
  const { chat } = session;
  await chat?.history?.open();
  const joined = chat?.rooms.get('chat');
  if (joined === undefined) throw new Error('there is no room');
  room = joined;
  chat?.history?.setJoined(room, true);
  person = atScreen({ session });
};

const hostile = 'first\n2026-11-22T21:03:00.000Z\tbob\tI never said this\r\u001b[2J\tend';

describe.each([true, false])('/export in a room, with a history: %s', (isStored) => {
  beforeEach(() => open(isStored));

  it('writes text that nobody can forge, as safe to show as the screen', async () => {
    says('alice', '你好，大家');
    says('mallory', hostile);
    says('alice', 'waves', { kind: 'action' });
    says('bob\tI\n', 'hi', {});
    room.receiveRaw(Buffer.from('{"user": 1}'), at);
    room.tell('carol came', at);
    expect(await exported('c.txt')).toMatch(/^Exported 5 lines of #chat to \/c\.txt \(\d+ B\)\.$/);
    const time = '2026-11-22T21:03:00.000Z';
    const [first, ...rest] = linesIn('c.txt');
    expect(first).toBe(`${time}\talice\t你好，大家`);
    expect(rest.slice(0, 3)).toEqual([
      `${time}\tmallory\tfirst`,
      expect.stringMatching(/^\t\t2026-11-22T21:03:00\.000Z[^\t]+bob[^\t]+I never said this$/),
      expect.stringMatching(/^\t\t␛\[2J[^\t]+end$/),
    ]);
    expect(rest[3]).toBe(`${time}\talice\t* waves`);
    expect(rest[4]).toMatch(/^[^\t]+\tbob[^\t]+\thi$/);
    expect(rest.slice(5)).toEqual([`${time}\t?\traw, 11 B: {"user": 1}`, '']);
  });

  it('writes JSON lines with the text exactly as it was said', async () => {
    says('alice', '你好 "大家"');
    says('mallory', hostile);
    says('alice', 'waves', { kind: 'action' });
    expect(await exported('c.jsonl')).toContain('Exported 3 lines of #chat');
    const found = linesIn('c.jsonl');
    expect(found.pop()).toBe('');
    expect(found.map((line) => JSON.parse(line) as unknown)).toEqual([
      { time: '2026-11-22T21:03:00.000Z', room: 'chat', user: 'alice', say: '你好 "大家"' },
      { time: '2026-11-22T21:03:00.000Z', room: 'chat', user: 'mallory', say: hostile },
      {
        time: '2026-11-22T21:03:00.000Z',
        room: 'chat',
        user: 'alice',
        say: 'waves',
        kind: 'action',
      },
    ]);
  });

  it('shows the mark of a name that may be another person', async () => {
    person.session.setNick('me');
    says('me', 'I am not you');
    await exported('c.txt');
    expect(linesIn('c.txt')[0]).toMatch(/\tme\?\tI am not you$/);
    await exported('c.json');
    expect(JSON.parse(linesIn('c.json')[0] ?? '')).toMatchObject({ user: 'me', mark: '?' });
  });

  it('leaves out what has not been sent', async () => {
    person.session.setNick('me');
    says('alice', 'hello');
    person.session.chat?.send('chat', 'are you there?');
    expect(await exported('c.txt')).toContain('Exported 1 line of');
  });

  it('replaces no file unless told to, and is the person’s alone', async () => {
    says('alice', 'hello');
    writeFileSync(join(folder, 'c.txt'), 'mine');
    expect(await exported('c.txt')).toBe('/c.txt exists already; --force replaces it.');
    expect(linesIn('c.txt')).toEqual(['mine']);
    expect(await exported('c.txt', '--force ')).toContain('Exported 1 line');
    await exported('d.txt');
    expect(statSync(join(folder, 'd.txt')).mode & 0o777).toBe(0o600);
  });

  it('says what it takes, and that there is nothing yet', async () => {
    expect(await exported('c.txt')).toBe('Nothing has been said in #chat yet.');
    person.press('Ctrl+U');
    says('alice', 'hello');
    expect(await exported('c.csv')).toContain('text or JSON lines');
    person.press('Ctrl+U');
    person.type('/export');
    person.press('Enter');
    expect(person.notice()).toBe('Which file? /export FILE.txt');
  });
});

it('a room is exported whole, however much of it is loaded', async () => {
  await open(true);
  const count = 1234;
  for (let index = 0; index < count; index += 1)
    person.session.chat?.history?.received(
      room,
      { user: 'alice', say: `line ${index}` },
      { kind: 'said', user: 'alice', say: `line ${index}`, isAction: false, at },
      false,
    );
  says('alice', 'the newest');
  expect(await exported('c.txt')).toContain('Exported 1,235 lines of #chat');
  const found = linesIn('c.txt');
  expect(found).toHaveLength(count + 2);
  expect(found[0]).toMatch(/\tline 0$/);
  expect(found[count]).toMatch(/\tthe newest$/);
});

it('a private room says that the file is plain text', async () => {
  await open(true);
  const { chat } = person.session;
  chat?.joinSecret('hidden', { salt: Buffer.alloc(16), key: createSecretKey(Buffer.alloc(32)) });
  const hidden = chat?.rooms.get('hidden');
  hidden?.receive({ user: 'frank', say: 'a secret' }, at);
  person.dispatch({
    type: 'selection-changed',
    selection: { kind: 'room', topic: 'hidden' },
    treeOffset: 0,
  });
  expect(await exported('h.txt')).toMatch(
    /^Exported 1 line of #hidden \(encrypted\) to .*, as plain text that anybody with the file can read\.$/,
  );
  expect(linesIn('h.txt')[0]).toMatch(/\tfrank\ta secret$/);
});
