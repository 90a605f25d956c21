import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { WaitingLine } from '../../../source/history/outbox-table.ts';
import { Attention } from '../../../source/model/attention.ts';
import { DirectRoom } from '../../../source/model/direct-room.ts';
import { Room } from '../../../source/model/room.ts';
import type { SaidLine } from '../../../source/model/room-line.ts';
import type { PastLines } from '../../../source/session/chat/past-lines.ts';
import { RoomHistory } from '../../../source/session/chat/room-history.ts';
import { SecretRoom } from '../../../source/session/chat/secret-room.ts';
import { said } from '../../support/sessions.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { identityOf } from '../../support/identities.ts';

const ourKey = identityOf(1).key;

const attention = new Attention(() => 'me');
const roomKey = { salt: Buffer.alloc(16, 7), key: createSecretKey(Buffer.alloc(32, 9)) };

let runs = 0;

/** A run of the program, as far as the history is concerned. */
const aRun = (file = join(temporaryFolder(), 'history.db')) => {
  runs += 1;
  const owner = { name: `run ${runs}`, process: runs, isRunning: () => false };
  const notices: string[] = [];
  const opened: string[] = [];
  const history = new RoomHistory(
    { file, broker: 'b:1883', retention: { days: 365, bytes: 1e9 }, owner },
    (text) => notices.push(text),
    () => opened.push('room'),
  );
  history.watches.onOpen = () => opened.push('watches');
  onTestFinished(() => history.close());
  return { file, history, notices, opened };
};

const openRun = async (file?: string): Promise<ReturnType<typeof aRun>> => {
  const run = aRun(file);
  await run.history.open();
  return run;
};

/** The run after this one. */
const nextRun = ({ file, history }: ReturnType<typeof aRun>): Promise<ReturnType<typeof aRun>> => {
  history.close();
  return openRun(file);
};

const lineOf = (say: string, at = Date.now()): SaidLine => ({
  kind: 'said',
  user: 'bob',
  say,
  isAction: false,
  at,
});

/** Stores the lines from one number to another, as if they had been received. */
const store = (history: RoomHistory, from: number, to: number, room = new Room('chat')): void => {
  for (let number = from; number <= to; number += 1)
    history.received(
      room,
      { user: 'bob', say: '', id: `m${number}` },
      lineOf(`<${number}>`),
      false,
    );
  // Changes that wait are written together: not too many may wait.
  history.joined();
};

const lastLine = (room: Room): string | undefined => said(room).at(-1);
const firstLine = (room: Room): string | undefined => said(room)[0];
const at = (room: Room, position: number): unknown => {
  const line = room.lines.at(position);
  return line?.kind === 'said' ? line.say : undefined;
};

const direct = (): DirectRoom =>
  new DirectRoom('chat/$dm/b', { room: 'chat', clientId: 'b', user: 'bob' });
const secret = (): SecretRoom => new SecretRoom('secret', roomKey, attention);

const waiting = (id: string): WaitingLine => ({
  message: { user: 'me', say: `say ${id}`, id, at: Date.now() },
  payload: `payload ${id}`,
});

afterEach(() => {
  vi.useRealTimers();
});

const threeRooms = (): Room[] => [new Room('chat'), secret(), direct()];

describe('the history of rooms', () => {
  it('tells when it can be read', async () => {
    const run = aRun();
    expect(run.opened).toEqual([]);
    await run.history.open();
    expect(run.opened).toEqual(['room', 'watches']);
  });

  it('is empty until then, and nothing is lost', async () => {
    const { history } = aRun();
    const room = new Room('chat');
    room.receive({ user: 'bob', say: 'x' }, 5);
    history.said(room, waiting('a'));
    history.setJoined(room, true);
    history.setIgnored('eve', true);
    const read = (): unknown[] => [
      history.waiting,
      history.joined(),
      history.ignored(),
      history.recallEarlier(room, 10),
      history.find(room, 'x', attention),
    ];
    expect(read()).toEqual([0, [], [], 0, undefined]);
    expect(history.restore(room, Date.now(), ourKey)).toEqual([]);
    await history.open();
    expect(read()).toEqual([1, [{ topic: 'chat', salt: undefined }], ['eve'], 0, undefined]);
  });

  it('knows which rooms are joined, and the salt of private ones', async () => {
    const first = await openRun();
    const rooms = [new Room('chat'), new Room('ops'), secret(), direct()];
    for (const room of rooms) first.history.setJoined(room, true);
    first.history.setJoined(new Room('ops'), false);
    const second = await nextRun(first);
    expect(
      second.history.joined().map(({ topic, salt }) => [topic, salt && Buffer.from(salt)]),
    ).toEqual([
      ['chat', undefined],
      ['secret', roomKey.salt],
      ['chat/$dm/b', undefined],
    ]);
    second.history.setJoined(secret(), false);
    second.history.setIgnored('eve', true);
    second.history.setIgnored('bob', true);
    second.history.setIgnored('eve', false);
    const third = await nextRun(second);
    expect(third.history.joined().map(({ topic }) => topic)).toEqual(['chat', 'chat/$dm/b']);
    expect(third.history.ignored()).toEqual(['bob']);
  });

  it('knows which rooms are muted, but of direct conversations nothing', async () => {
    const first = await openRun();
    for (const room of threeRooms()) {
      room.reading.isMuted = true;
      first.history.setMuted(room);
    }
    const { history } = await nextRun(first);
    const restored = threeRooms();
    for (const room of restored) history.restore(room, Date.now(), ourKey);
    expect(restored.map(({ reading }) => reading.isMuted)).toEqual([true, true, false]);
    const unmuted = new Room('other');
    unmuted.reading.isMuted = true;
    history.restore(unmuted, Date.now(), ourKey);
    expect(unmuted.reading.isMuted).toBe(true);
  });

  it('has what must not be lost at once, also if the program dies', async () => {
    const { file, history } = await openRun();
    const room = new Room('chat');
    room.reading.isMuted = true;
    history.setJoined(room, true);
    const dies = (): Promise<ReturnType<typeof aRun>> => openRun(file);
    expect((await dies()).history.joined()).toEqual([{ topic: 'chat', salt: undefined }]);
    history.setMuted(room);
    const again = new Room('chat');
    (await dies()).history.restore(again, Date.now(), ourKey);
    expect(again.reading.isMuted).toBe(true);
    history.setIgnored('eve', true);
    expect((await dies()).history.ignored()).toEqual(['eve']);
    history.said(room, waiting('a'));
    expect((await dies()).history.restore(new Room('chat'), Date.now(), ourKey)).toHaveLength(1);
  });

  it('needs nobody who waits for the watches', async () => {
    const { history, notices } = aRun();
    history.watches.onOpen = undefined;
    await history.open();
    expect([history.ignored(), notices]).toEqual([[], []]);
  });

  it('stores of private rooms no line', async () => {
    const first = await openRun();
    for (const room of [secret(), direct()]) {
      first.history.received(room, { user: 'bob', say: 'x' }, lineOf('x'), false);
      first.history.receivedRaw(
        room,
        { kind: 'raw', payload: Buffer.of(1), size: 1, at: 5 },
        false,
      );
      first.history.said(room, waiting('a'));
      first.history.settled(room, 'a', lineOf('x'), { state: 'acknowledged' });
    }
    expect(first.history.waiting).toBe(0);
    const { history } = await nextRun(first);
    for (const topic of ['secret', 'chat/$dm/b']) {
      const open = new Room(topic);
      expect(history.restore(open, Date.now(), ourKey)).toEqual([]);
      expect(open.lines.length).toBe(0);
    }
  });

  it('shows of a private room no line, although an open one of that name has some', async () => {
    const first = await openRun();
    store(first.history, 1, 3, new Room('secret'));
    first.history.said(new Room('secret'), waiting('a'));
    const { history } = await nextRun(first);
    const room = secret();
    expect(history.restore(room, Date.now(), ourKey)).toEqual([]);
    expect(history.recallEarlier(room, 10)).toBe(0);
    expect(history.find(room, '<1>', attention)).toBeUndefined();
    expect([room.lines.length, room.reading.unread, room.reading.onRead]).toEqual([
      0,
      0,
      undefined,
    ]);
  });
});

describe('a message of ours in the history', () => {
  it('waits until the broker has it, and is a line from then on', async () => {
    const first = await openRun();
    const room = new Room('chat');
    for (const id of ['a', 'b', 'c']) first.history.said(room, waiting(id));
    expect(first.history.waiting).toBe(3);
    const [taken, refused] = [lineOf('taken'), lineOf('refused')];
    first.history.settled(room, 'a', taken, { state: 'acknowledged' });
    first.history.settled(room, 'b', refused, { state: 'failed', reason: 'no' });
    expect(first.history.waiting).toBe(1);
    expect([taken.row, refused.row]).toEqual([1, undefined]);
    const second = await nextRun(first);
    expect(second.history.waiting).toBe(0);
    const again = new Room('chat');
    expect(second.history.restore(again, Date.now(), ourKey)).toMatchObject(
      [waiting('c')].map(({ payload }) => ({ payload })),
    );
    expect(said(again)).toEqual(['bob: taken']);
    // From now on it is this run that sends it.
    expect(second.history.waiting).toBe(1);
    expect(second.history.restore(again, Date.now(), ourKey)).toEqual([]);
    expect(second.history.restore(new Room('other'), Date.now(), ourKey)).toEqual([]);
  });
});

describe('what was received', () => {
  it('is stored with its identifier, so that it is there once', async () => {
    const first = await openRun();
    for (let times = 0; times < 2; times += 1) store(first.history, 1, 2);
    const { history } = await nextRun(first);
    const room = new Room('chat');
    history.restore(room, Date.now(), ourKey);
    expect(said(room)).toEqual(['bob: <1>', 'bob: <2>']);
    room.receive({ user: 'bob', say: '<2>', id: 'm2' }, Date.now());
    expect(room.lines.length).toBe(2);
  });

  it.each([
    [true, 1],
    [false, 2],
  ])(
    'a second time in one run is stored once if it was retained: %s',
    async (isRetained, count) => {
      const first = await openRun();
      const room = new Room('chat');
      const raw = { kind: 'raw', payload: Buffer.from('21'), size: 2, at: Date.now() } as const;
      for (let times = 0; times < 2; times += 1) {
        first.history.received(room, { user: 'bob', say: 'x' }, lineOf('x'), isRetained);
        first.history.receivedRaw(room, { ...raw }, isRetained);
      }
      const { history } = await nextRun(first);
      const again = new Room('chat');
      history.restore(again, Date.now(), ourKey);
      expect(again.lines.length).toBe(count * 2);
    },
  );

  it('counts as read while the room is read, from an earlier run on', async () => {
    const first = await openRun();
    const room = new Room('chat');
    first.history.restore(room, Date.now(), ourKey);
    store(first.history, 1, 2, room);
    room.receive({ user: 'bob', say: 'not seen' }, Date.now());
    store(first.history, 3, 4, room);
    const second = await nextRun(first);
    const again = new Room('chat');
    second.history.restore(again, Date.now(), ourKey);
    expect(again.reading.unread).toBe(2);
    again.reading.setShown(true);
    const third = await nextRun(second);
    // Nobody has restored this room: what it has read is not known.
    store(third.history, 5, 6, new Room('chat'));
    const fourth = await nextRun(third);
    const last = new Room('chat');
    fourth.history.restore(last, Date.now(), ourKey);
    expect(last.reading.unread).toBe(2);
  });
});

const restored = async (count: number): Promise<{ history: RoomHistory; room: Room }> => {
  const first = await openRun();
  store(first.history, 1, count);
  const reader = new Room('chat');
  first.history.restore(reader, Date.now(), ourKey);
  reader.reading.markRead();
  const { history } = await nextRun(first);
  const room = new Room('chat');
  history.restore(room, Date.now(), ourKey);
  return { history, room };
};

describe('earlier lines', () => {
  it('are the last hundred, and more on demand, up to the first', async () => {
    const { history, room } = await restored(250);
    expect([room.lines.length, firstLine(room), lastLine(room)]).toEqual([
      100,
      'bob: <151>',
      'bob: <250>',
    ]);
    expect([history.recallEarlier(room, 100), firstLine(room)]).toEqual([100, 'bob: <51>']);
    expect([history.recallEarlier(room, 100), firstLine(room)]).toEqual([50, 'bob: <1>']);
    expect(history.recallEarlier(room, 100)).toBe(0);
    expect(history.recallEarlier(new Room('other'), 100)).toBe(0);
  });

  it('are loaded once, and the read position with them', async () => {
    const { history, room } = await restored(250);
    history.restore(room, Date.now(), ourKey);
    expect([room.lines.length, room.reading.unread]).toEqual([100, 0]);
    // What is only written soon is not loaded a second time.
    store(history, 251, 251, room);
    const line = lineOf('live');
    history.received(room, { user: 'bob', say: 'live' }, line, false);
    const live = new Room('chat');
    live.lines.append(line);
    expect(history.recallEarlier(live, 1)).toBe(1);
    expect(said(live)).toEqual(['bob: <251>', 'bob: live']);
  });

  it('are a hundred before those not seen, of which a thousand are loaded', async () => {
    for (const [unseen, loaded] of [
      [30, 130],
      [1000, 1100],
      [1300, 1100],
    ] as const) {
      const first = await openRun();
      const shown = new Room('chat');
      first.history.restore(shown, Date.now(), ourKey);
      store(first.history, 1, 200, shown);
      const other = await nextRun(first);
      store(other.history, 201, 200 + unseen);
      const { history } = await nextRun(other);
      const room = new Room('chat');
      history.restore(room, Date.now(), ourKey);
      expect([room.lines.length, room.reading.unread]).toEqual([loaded, unseen]);
      expect(at(room, room.reading.firstUnread ?? Number.NaN)).toBe(
        `<${200 + unseen - Math.min(unseen, 1100) + 1}>`,
      );
    }
  });

  it('are found before those that the room has already, which another program has stored', async () => {
    const first = await openRun();
    store(first.history, 1, 20);
    const { history } = await nextRun(first);
    const room = new Room('chat');
    for (let number = 11; number <= 20; number += 1)
      room.receive({ user: 'bob', say: `<${number}>`, id: `m${number}` }, Date.now());
    expect(history.recallEarlier(room, 5)).toBe(5);
    expect(said(room)).toHaveLength(15);
    expect(firstLine(room)).toBe('bob: <6>');
    expect(history.recallEarlier(room, 100)).toBe(5);
    expect(history.recallEarlier(room, 100)).toBe(0);
  });

  it('are looked for before the first line that has a row, not before an event', async () => {
    const { history, room } = await restored(150);
    const events = new Room('chat');
    events.tell('bob is here', Date.now());
    const line = room.lines.at(room.lines.first);
    events.lines.append(line as SaidLine);
    expect(history.recallEarlier(events, 10)).toBe(10);
    expect(firstLine(events)).toBe('bob: <41>');
  });
});

describe('a search in the history', () => {
  it('finds the newest that is not loaded, and loads everything back to it and a hundred more', async () => {
    const first = await openRun();
    store(first.history, 1, 600);
    const { history } = await nextRun(first);
    const room = new Room('chat');
    history.recallEarlier(room, 100);
    expect(history.find(room, '<550>', attention)).toBeUndefined();
    expect(history.find(new Room('other'), '<300>', attention)).toBeUndefined();
    const found = history.find(room, '<300>', attention);
    expect(found).toEqual({ position: expect.any(Number) });
    expect(at(room, found?.position ?? Number.NaN)).toBe('<300>');
    expect(firstLine(room)).toBe('bob: <200>');
    const oldest = history.find(room, '<1>', attention);
    expect(at(room, oldest?.position ?? Number.NaN)).toBe('<1>');
    expect(firstLine(room)).toBe('bob: <1>');
  });

  it('loads only the lines around what is too far, and goes on from there', async () => {
    const first = await openRun();
    for (let from = 1; from <= 30_201; from += 10_000)
      store(first.history, from, Math.min(30_300, from + 9999));
    const { history } = await nextRun(first);
    const room = new Room('chat');
    history.recallEarlier(room, 100);
    const far = history.find(room, '<200>', attention);
    expect([far?.past?.lines.length, room.lines.length]).toEqual([399, 100]);
    expect(far?.past?.lines.at(far.position)).toMatchObject({ say: '<200>' });
    const next = history.find(room, '<19', attention, far?.past);
    expect(next).toBeUndefined();
    // From there on it is too late to load everything, however near it is.
    const late = history.find(room, '<150>', attention, { firstRow: 151 } as PastLines);
    expect(late?.past?.lines.at(late.position)).toMatchObject({ say: '<150>' });
    expect(room.lines.length).toBe(100);
    // 30,000 lines back is not too far.
    const near = history.find(room, '<201>', attention);
    expect(near?.past).toBeUndefined();
    expect(at(room, near?.position ?? Number.NaN)).toBe('<201>');
    expect(room.lines.length).toBe(30_200);
  });
});

describe('old lines', () => {
  const day = 24 * 3600 * 1000;

  it('are deleted three seconds after the start, a part at a time, and each hour', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { history } = await openRun();
    const room = new Room('chat');
    const add = (count: number): void => {
      for (let number = 0; number < count; number += 1)
        history.received(
          room,
          { user: 'bob', say: '' },
          lineOf('x', Date.now() - 400 * day),
          false,
        );
    };
    const left = (): number => {
      const all = new Room('chat');
      history.recallEarlier(all, 10_000);
      return all.lines.length;
    };
    add(1200);
    vi.advanceTimersByTime(2999);
    expect(left()).toBe(1200);
    const counts = [1, 49, 1, 50, 50].map((time) => {
      vi.advanceTimersByTime(time);
      return left();
    });
    expect(counts).toEqual([700, 700, 200, 0, 0]);
    add(10);
    vi.advanceTimersByTime(3_599_000);
    expect(left()).toBe(10);
    vi.advanceTimersByTime(1000);
    expect(left()).toBe(0);
    history.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
