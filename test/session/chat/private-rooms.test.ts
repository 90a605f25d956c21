import { createSecretKey } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkCode, type RoomKey } from '../../../source/chat/room-key.ts';
import { Sealer } from '../../../source/chat/secret.ts';
import { type ChatMessage, decodeChat } from '../../../source/chat/wire.ts';
import { Attention } from '../../../source/model/attention.ts';
import { LockedRoom } from '../../../source/session/chat/locked-room.ts';
import { SecretRoom } from '../../../source/session/chat/secret-room.ts';
import { said, told } from '../../support/sessions.ts';

const keyOf = (byte: number): RoomKey => ({
  salt: Buffer.alloc(16, byte),
  key: createSecretKey(Buffer.alloc(32, byte)),
});

const attention = new Attention();

const aRoom = (byte = 1): SecretRoom => new SecretRoom('ops', keyOf(byte), attention);

/** A message as it comes from the broker. */
const sealed = (message: ChatMessage, from = aRoom()): ChatMessage =>
  decodeChat(Buffer.from(from.sealed(message) ?? '')) as ChatMessage;

let room: SecretRoom;

beforeEach(() => {
  room = aRoom();
});

describe('a private room', () => {
  it('reads what was encrypted for it, all of it', () => {
    const message = { user: 'bob', say: 'waves', id: 'i', kind: 'action', at: 100 } as const;
    expect(room.receive(sealed(message), 200)).toMatchObject({
      user: 'bob',
      say: 'waves',
      isAction: true,
      at: 200,
    });
    expect(room.replayed).toBe(0);
  });

  it('encrypts for the name as it is sent', () => {
    const message = sealed({ user: 'bob\ud800', say: 'hello' });
    expect(message).toEqual({ user: 'bob\ufffd', say: '[encrypted]', enc: message.enc });
    room.receive(message, 5);
    expect(said(room)).toEqual(['bob\ufffd: hello']);
  });

  it('shows the name outside, which is the one that was encrypted', () => {
    const message = sealed({ user: 'bob', say: 'hello' });
    room.receive({ ...message, user: 'eve' }, 5);
    expect(said(room)).toEqual(['eve: [cannot be read: another key]']);
  });

  it('counts what comes again, and does not show it', () => {
    const message = sealed({ user: 'bob', say: 'once' });
    for (let times = 0; times < 3; times += 1) room.receive(message, 5);
    expect([said(room), room.replayed]).toEqual([['bob: once'], 2]);
  });

  it('says once that somebody has another key, with the code to compare', () => {
    for (let times = 0; times < 2; times += 1)
      room.receive(sealed({ user: 'bob', say: 'hello' }, aRoom(2)), 5);
    expect(told(room)).toEqual([
      `Not everyone here has the same key: someone typed a different passphrase or used a different invite. Compare the check code above the log; yours is ${checkCode(keyOf(1))}.`,
    ]);
    expect(room.lines.at(0)?.at).toBe(5);
    expect(said(room)).toEqual(Array(2).fill('bob: [cannot be read: another key]'));
  });

  it('says of damage only that', () => {
    const noMessage = new Sealer(keyOf(1)).seal({ topic: 'ops', user: 'bob' }, 'no JSON') ?? '';
    for (const enc of ['!', noMessage]) room.receive({ user: 'bob', say: 'x', enc }, 5);
    expect(said(room)).toEqual(Array(2).fill('bob: [cannot be read: damaged]'));
    expect([told(room), room.replayed]).toEqual([[], 0]);
  });

  it('marks what is in plain text, and keeps its identifier', () => {
    for (let times = 0; times < 2; times += 1) room.receive({ user: 'bob', say: 'hi', id: 'i' }, 5);
    expect(said(room)).toEqual(['bob: [not encrypted] hi']);
  });

  const sent = Date.UTC(2020, 1, 2, 3, 4, 59);

  it.each([
    [sent, 599_999, 'hi'],
    [sent, 600_000, '[said 2020-02-02 03:04 UTC] hi'],
    [sent, -1_000_000, 'hi'],
    [-9_000_000_000_000_000, 600_000, '[said at no time] hi'],
    [undefined, 600_000, 'hi'],
  ])('shows with its time what was said long ago: %d, heard %d ms later', (at, later, shown) => {
    room.receive(
      sealed({ user: 'bob', say: 'hi', ...(at === undefined ? {} : { at }) }),
      sent + later,
    );
    expect(said(room)).toEqual([`bob: ${shown}`]);
  });
});

describe('a locked room', () => {
  let locked: LockedRoom;

  beforeEach(() => {
    locked = new LockedRoom('ops', Buffer.alloc(16, 1), attention);
  });

  it('says what to do, and is private', () => {
    expect(told(locked)).toEqual([
      'This room is encrypted and locked: its key is not stored. Press Enter and type its passphrase, or join with /join ROOM --invite STRING.',
    ]);
    expect([locked.isPrivate, locked.salt]).toEqual([true, Buffer.alloc(16, 1)]);
  });

  it('keeps what arrives for the one with the key, in order, as it was', () => {
    const bytes = Buffer.from('raw');
    locked.receive(sealed({ user: 'bob', say: 'one' }), 7);
    locked.receiveRaw(bytes, 8);
    bytes.fill(0);
    locked.receive(sealed({ user: 'bob', say: 'two' }), 9);
    locked.handOver(room);
    expect([0, 1, 2].map((position) => room.lines.at(position))).toMatchObject([
      { say: 'one', at: 7 },
      { kind: 'raw', payload: Uint8Array.from(Buffer.from('raw')), at: 8 },
      { say: 'two', at: 9 },
    ]);
    expect(room.lines.length).toBe(3);
    expect(room.isMuted).toBe(false);
  });

  it.each([
    [{}, 1],
    [{ isMuted: true }, 0],
    [{ isShown: true }, 0],
  ])('counts what arrives unless it is muted or shown: %j', (state, unread) => {
    Object.assign(locked, state);
    locked.receive({ user: 'bob', say: 'x' }, 5);
    expect(locked.unread).toBe(unread);
    locked.handOver(room);
    expect(room.isMuted).toBe(locked.isMuted);
  });

  it('takes what the broker has kept for no flood, whenever it gets its key', () => {
    const sender = aRoom();
    for (let index = 0; index < 200; index += 1)
      locked.receive(sealed({ user: 'bob', say: `${index}` }, sender), Date.now() - 60_000);
    locked.handOver(room);
    expect([said(room).length, told(room)]).toEqual([200, []]);
  });

  it('takes what comes much later for one, as everywhere', () => {
    const plain = { user: 'bob', say: 'x' };
    locked.receive(plain, 0);
    for (let index = 0; index < 200; index += 1) locked.receive(plain, 10_000);
    locked.handOver(room);
    expect(told(room)).toEqual([expect.stringMatching(/more lines in 1 s, not shown$/)]);
  });

  it('keeps a thousand, and says how many it has dropped', () => {
    for (let index = 0; index < 1000; index += 1) locked.receiveRaw(Buffer.of(1), 5);
    locked.handOver(room);
    expect(room.lines.length).toBe(1000);
    locked.receiveRaw(Buffer.of(1), 5);
    const again = aRoom();
    locked.handOver(again);
    expect([again.lines.length, told(again)]).toEqual([
      1001,
      ['More than 1000 messages arrived while the room was locked: the last 1 were dropped.'],
    ]);
  });
});
