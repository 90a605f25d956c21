import { createCipheriv, createPublicKey, createSecretKey, hkdfSync, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkCode, type RoomKey, senderKey } from '../../../source/chat/room-key.ts';
import { Opener, Sealer } from '../../../source/chat/secret.ts';
import { signLine } from '../../../source/chat/signed-line.ts';
import { type ChatMessage, decodeChat, encodeChat } from '../../../source/chat/wire.ts';
import { Attention } from '../../../source/model/attention.ts';
import type { Room } from '../../../source/model/room.ts';
import type { Message } from '../../../source/mqtt/message.ts';
import { LockedRoom } from '../../../source/session/chat/locked-room.ts';
import { receiveMessage } from '../../../source/session/chat/receive-message.ts';
import { SecretRoom } from '../../../source/session/chat/secret-room.ts';
import { identityOf, signerFrom } from '../../support/identities.ts';
import { aMessage } from '../../support/messages.ts';
import { aReception, deliver } from '../../support/room-reception.ts';
import { said, told } from '../../support/sessions.ts';

vi.mock(import('../../../source/chat/room-key.ts'), { spy: true });

const keyOf = (byte: number): RoomKey => ({
  salt: Buffer.alloc(16, byte),
  key: createSecretKey(Buffer.alloc(32, byte)),
});

const bobs = identityOf(1);

let attention: Attention;
let room: SecretRoom;

const aRoom = (byte = 1, joinedAt = 0): SecretRoom =>
  new SecretRoom('ops', keyOf(byte), attention, joinedAt);

/** A message as it comes from the broker at 5, signed by Bob. */
const sealed = (message: ChatMessage, from = aRoom(), receivedAt = 5): Message =>
  aMessage('ops', from.sealed(message, bobs) ?? '', { receivedAt });

/** `count` messages of one run. */
const inARow = (count: number, from = aRoom(), more: object = {}): Message[] =>
  Array.from({ length: count }, (_, index) =>
    sealed({ user: 'bob', say: `${index}`, ...more }, from),
  );

/** Ten messages of one run but for some. */
const without = (...missing: readonly number[]): Message[] =>
  inARow(10).filter((_, index) => !missing.includes(index));

const plain = (text: object, receivedAt = 5): Message =>
  aMessage('ops', JSON.stringify(text), { receivedAt });

/** Published by somebody who has no key. */
const junk = (count: number, user = 'bob'): Message[] =>
  Array.from({ length: count }, () =>
    plain({ user, say: 'x', enc: new Sealer(keyOf(9)).seal({ topic: 'ops', user }, '{}') }),
  );

/** What was said, with its mark and time. */
const shown = (of: Room): string[] =>
  Array.from({ length: of.lines.length }, (_, index) => of.lines.at(of.lines.first + index))
    .filter((line) => line?.kind === 'said')
    .map(
      ({ user, senderMark = '', say, saidAt }) =>
        `${user}${senderMark}: ${say}${saidAt === undefined ? '' : ` (${saidAt})`}`,
    );

beforeEach(() => {
  attention = new Attention();
  room = aRoom();
  vi.mocked(senderKey).mockClear();
});

describe('a private room', () => {
  it('reads what was encrypted for it, all of it, and knows who has signed it', async () => {
    const message = { user: 'bob', say: 'waves', id: 'i', kind: 'action', at: 100 } as const;
    await deliver(room, [sealed(message, aRoom(), 200)]);
    expect(room.lines.at(0)).toEqual({
      kind: 'said',
      user: 'bob',
      say: 'waves',
      isAction: true,
      at: 200,
      signer: bobs.key,
    });
    expect(room.replayed).toBe(0);
  });

  it('encrypts for the name as it is sent', async () => {
    const message = sealed({ user: 'bob\ud800', say: 'hello' });
    const { enc, ...outside } = decodeChat(message.payload) as ChatMessage;
    expect(outside).toEqual({ user: 'bob\ufffd', say: '[encrypted]' });
    expect(enc).toMatch(/^[\w-]+$/);
    await deliver(room, [message]);
    expect(said(room)).toEqual(['bob\ufffd: hello']);
  });

  it('does not open what was encrypted for another name', async () => {
    const message = decodeChat(sealed({ user: 'bob', say: 'hello' }).payload) as ChatMessage;
    await deliver(room, [plain({ ...message, user: 'eve' })]);
    expect(said(room)).toEqual(['eve: [cannot be read: another key]']);
  });

  it('counts what comes again, and does not show it', async () => {
    const message = sealed({ user: 'bob', say: 'once' });
    await deliver(room, [message, message, message]);
    expect([said(room), room.replayed]).toEqual([['bob: once'], 2]);
  });

  it('says once that somebody has another key, with the code to compare', async () => {
    await deliver(room, [
      sealed({ user: 'bob', say: 'hello' }, aRoom(2)),
      sealed({ user: 'bob', say: 'hello' }, aRoom(2)),
    ]);
    expect(told(room)).toEqual([
      `Somebody here has another key: compare check codes, yours is ${checkCode(keyOf(1))}.`,
    ]);
    expect(room.lines.at(0)?.at).toBe(5);
    expect(said(room)).toEqual(Array(2).fill('bob: [cannot be read: another key]'));
  });

  it('says of damage only that', async () => {
    const noMessage = new Sealer(keyOf(1)).seal({ topic: 'ops', user: 'bob' }, 'no JSON') ?? '';
    await deliver(
      room,
      ['!', noMessage].map((enc) => plain({ user: 'bob', say: 'x', enc })),
    );
    expect(said(room)).toEqual(Array(2).fill('bob: [cannot be read: damaged]'));
    expect([told(room), room.replayed]).toEqual([[], 0]);
  });

  it('marks what is in plain text, and keeps its identifier', async () => {
    const message = plain({ user: 'bob', say: 'hi', id: 'i' });
    await deliver(room, [message, message]);
    expect(said(room)).toEqual(['bob: [not encrypted] hi']);
  });

  it('lists nobody for what anybody could have published', async () => {
    await deliver(room, [...junk(1), plain({ user: 'eve', say: 'hi' })]);
    expect(room.people.list()).toEqual([]);
  });
});

/** A member who can encrypt anything publishes Bob's signed line. */
const stolen = (user: string, sealer: Sealer, signedAs = sealer.next): Message => {
  const message = { user: 'bob', say: 'the code is 7', at: 3 };
  const { context: session, counter: n } = signedAs;
  const signature = signLine(bobs, message, { kind: 'private line', room: 'ops', session, n });
  const enc = sealer.seal({ topic: 'ops', user }, encodeChat(message, signature));
  return plain({ user, say: 'x', enc });
};

describe('a signature in a private room', () => {
  beforeEach(() => attention.keys.heard('bob', signerFrom(bobs), 1));

  it('is over what the description says, byte for byte', () => {
    const payload = sealed({ user: 'bob', say: '你好', id: 'i', at: 3 }).payload;
    const enc = decodeChat(payload)?.enc ?? '';
    const opened = new Opener(keyOf(1)).open({ topic: 'ops', user: 'bob' }, enc);
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    const inside = JSON.parse(String(opened.plain)) as Record<string, unknown>;
    const start = Buffer.from(enc, 'base64url').subarray(1, 17);
    const session = Buffer.from(
      hkdfSync('sha256', Buffer.alloc(32, 1), start, 'mqtt-tui signature context 1', 16),
    ).toString('base64url');
    const key = Buffer.from(bobs.key, 'base64url');
    const bytes = [
      'mqtt-tui private line 1',
      key,
      '',
      session,
      '0',
      'ops',
      'bob',
      '你好',
      'i',
      '3',
      '',
      '',
    ]
      .map((field) => Buffer.from(field))
      .flatMap((field) => [Buffer.of(0, 0, 0, field.length), field]);
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: bobs.key },
      format: 'jwk',
    });
    expect(inside).toEqual({
      user: 'bob',
      say: '你好',
      id: 'i',
      at: 3,
      key: bobs.key,
      sig: inside['sig'],
    });
    const signature = Buffer.from(String(inside['sig']), 'base64url');
    expect(verify(null, Buffer.concat(bytes), publicKey, signature)).toBe(true);
  });

  it('holds under the name and for the message that it was made for', async () => {
    await deliver(room, [stolen('bob', new Sealer(keyOf(1)))]);
    expect(shown(room)).toEqual(['bob: the code is 7']);
  });

  it('holds under no other name', async () => {
    await deliver(room, [stolen('eve', new Sealer(keyOf(1)))]);
    expect(shown(room)).toEqual(['eve≠: the code is 7']);
  });

  it.each([
    ['counter', { context: new Sealer(keyOf(1)).next.context, counter: 0 }],
    ['start', undefined],
    ['key', new Sealer(keyOf(2)).next],
  ])('holds for no other %s', async (what, other) => {
    const sealer = new Sealer(keyOf(1));
    const signedAs = {
      ...(other ?? new Sealer(keyOf(1)).next),
      ...(what === 'counter' ? { context: sealer.next.context, counter: 1 } : {}),
    };
    await deliver(room, [stolen('bob', sealer, signedAs)]);
    expect(shown(room)).toEqual(['bob≠: the code is 7']);
  });

  it('is missed where it is missing', async () => {
    const enc = new Sealer(keyOf(1)).seal(
      { topic: 'ops', user: 'bob' },
      encodeChat({ user: 'bob', say: 'hi' }),
    );
    await deliver(room, [plain({ user: 'bob', say: 'x', enc })]);
    expect(shown(room)).toEqual(['bob?: hi']);
  });
});

describe('what is not encrypted with the key of the room', () => {
  const folded = 'not encrypted with the key of this room: ';

  it('uses up nothing of the name that it claims', async () => {
    await deliver(room, [...junk(1000), ...inARow(20)]);
    expect(said(room).slice(-20)).toEqual(Array.from({ length: 20 }, (_, n) => `bob: ${n}`));
    expect(told(room).slice(-1)).toEqual([`${folded}900 more lines in 1 s, not shown`]);
  });

  it('is folded together with plain text, whatever names they carry', async () => {
    const texts = Array.from({ length: 200 }, (_, n) => plain({ user: `eve${n}`, say: 'x' }));
    await deliver(room, [...texts, ...junk(50, 'carol'), ...inARow(100)]);
    expect(told(room)).toContain(`${folded}150 more lines in 1 s, not shown`);
    expect(said(room).filter((line) => line.startsWith('bob: '))).toHaveLength(100);
  });

  it('takes nothing from what the broker has kept for us', async () => {
    room.flood.awaitBacklog(0);
    await deliver(room, [...junk(1500), ...inARow(900)]);
    expect(said(room).filter((line) => /^bob: \d/.test(line))).toHaveLength(900);
  });

  it('costs little: few keys are derived for it, and one for each run', async () => {
    const bob = aRoom();
    await deliver(room, inARow(1, bob));
    vi.mocked(senderKey).mockClear();
    const payloads = junk(10_000);
    vi.mocked(senderKey).mockClear();
    const more = inARow(50, bob);
    await deliver(room, [...payloads, ...more]);
    expect(vi.mocked(senderKey).mock.calls.length).toBe(1999);
    expect(said(room).slice(-50)).toEqual(Array.from({ length: 50 }, (_, n) => `bob: ${n}`));
    expect(told(room)).toContain(
      'encrypted by senders not heard before, too many to try: 8,001 more lines in 1 s, not shown',
    );
  });
});

describe('what was said before we joined', () => {
  const joinedAt = Date.UTC(2020, 1, 2, 3, 4);
  const before = joinedAt - 60_000;

  const past = (who: SecretRoom, say: string, at: number): Message =>
    sealed({ user: say.split(' ')[0] ?? '', say, at }, who, joinedAt + 1000);

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    room = aRoom(1, joinedAt);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('is shown with its time, and in the order of each sender', async () => {
    const [alice, carol] = [aRoom(), aRoom()];
    const [one, two, three] = ['alice 1', 'alice 2', 'alice 3'].map((say, index) =>
      past(alice, say, before + index * 10),
    ) as [Message, Message, Message];
    await deliver(room, [three, past(carol, 'carol 1', before + 15), one, two]);
    expect(shown(room)).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(shown(room)).toEqual([
      `alice: alice 1 (${before})`,
      `alice: alice 2 (${before + 10})`,
      `carol: carol 1 (${before + 15})`,
      `alice: alice 3 (${before + 20})`,
    ]);
  });

  it('keeps the order of a sender whose clock was set back', async () => {
    const alice = aRoom();
    const messages = [before + 10, before, before + 5].map((at, n) => past(alice, `a ${n}`, at));
    await deliver(room, messages.toReversed());
    vi.advanceTimersByTime(500);
    expect(said(room)).toEqual(['a: a 0', 'a: a 1', 'a: a 2']);
  });

  it('is shown as old if it is played again after a restart, at once or later', async () => {
    const message = past(aRoom(), 'alice yes', before);
    await deliver(room, [message]);
    vi.advanceTimersByTime(500);
    room = aRoom(1, joinedAt + 20_000);
    await deliver(room, [{ ...message, receivedAt: joinedAt + 100_000 }]);
    vi.advanceTimersByTime(500);
    expect(shown(room)).toEqual([`alice: alice yes (${before})`]);
  });

  it('waits for more of it, two seconds at most', async () => {
    const alice = aRoom();
    for (let n = 0; n < 6; n += 1) {
      await deliver(room, [past(alice, `a ${n}`, before)]);
      vi.advanceTimersByTime(n === 5 ? 0 : 390);
    }
    expect(said(room)).toEqual([]);
    vi.advanceTimersByTime(50);
    expect(said(room)).toHaveLength(6);
  });

  it('comes before what is new, which does not wait', async () => {
    const [alice, bob] = [aRoom(), aRoom()];
    const late = past(alice, 'a late', before + 1);
    await deliver(room, [
      past(alice, 'a early', before),
      sealed({ user: 'bob', say: 'new', at: joinedAt }, bob, joinedAt),
      late,
    ]);
    expect(shown(room)).toEqual([`a: a early (${before})`, 'bob: new']);
    vi.advanceTimersByTime(500);
    expect(shown(room).at(-1)).toBe(`a: a late (${before + 1})`);
  });

  it('is bounded, and uses up nothing of its sender', async () => {
    attention.keys.heard('bob', signerFrom(bobs), 1);
    const [alice, bob] = [aRoom(), aRoom()];
    await deliver(
      room,
      Array.from({ length: 1100 }, (_, n) => past(alice, `bob ${n}`, before)),
    );
    expect(said(room)).toHaveLength(1000);
    vi.advanceTimersByTime(500);
    const now = Array.from({ length: 100 }, (_, n) =>
      sealed({ user: 'bob', say: `new ${n}`, at: joinedAt + n }, bob, joinedAt + 1000),
    );
    await deliver(room, now);
    expect(said(room).filter((line) => line.startsWith('bob: new'))).toHaveLength(100);
    expect(told(room)).toEqual(['bob, said before you joined: 100 more lines in 1 s, not shown']);
  });

  it('uses up nothing of others who are known when old lines are played again', async () => {
    const carols = identityOf(2);
    attention.keys.heard('bob', signerFrom(bobs), 1);
    attention.keys.heard('carol', signerFrom(carols), 2);
    const [bob, carol] = [aRoom(), aRoom()];
    await deliver(
      room,
      Array.from({ length: 1500 }, (_, n) => past(bob, `bob ${n}`, before)),
    );
    const fromCarol = Array.from({ length: 50 }, (_, n) =>
      carol.sealed({ user: 'carol', say: `${n}`, at: before }, carols),
    );
    await deliver(
      room,
      fromCarol.map((payload) => aMessage('ops', payload ?? '', { receivedAt: joinedAt + 1000 })),
    );
    vi.advanceTimersByTime(500);
    expect(said(room).filter((line) => line.startsWith('carol: '))).toHaveLength(50);
  });

  it.each([
    [joinedAt + 599_999, 300_000 - 1, 'bob: hi'],
    [joinedAt + 600_000, 300_000, `bob: hi (${joinedAt + 600_000})`],
  ])('is not what was said after that: %d, heard %d ms later', async (at, later, line) => {
    await deliver(room, [sealed({ user: 'bob', say: 'hi', at }, aRoom(), at + later)]);
    expect(shown(room)).toEqual([line]);
  });

  it.each([
    [-9_000_000_000_000_000, ['bob: hi (0)']],
    [undefined, ['bob: hi']],
  ])('has the time that it claims, if any: %d', async (at, lines) => {
    await deliver(room, [sealed({ user: 'bob', say: 'hi', ...(at === undefined ? {} : { at }) })]);
    vi.advanceTimersByTime(500);
    expect(shown(room)).toEqual(lines);
  });
});

/** A member publishes under the start and the key of another, which it cannot sign for. */
const forged = (genuine: Message, counter: number): Message => {
  const user = 'bob';
  const { enc = '' } = decodeChat(genuine.payload) ?? {};
  const header = Buffer.from(enc, 'base64url').subarray(0, 21);
  header.writeUInt32BE(counter, 17);
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(counter, 8);
  const key = senderKey(keyOf(1), header.subarray(1, 17));
  const sealing = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  sealing.setAAD(
    Buffer.concat([header, Buffer.of(0, 'ops'.length), Buffer.from('ops'), Buffer.from(user)]),
  );
  const sig = Buffer.alloc(64, 1).toString('base64url');
  const text = JSON.stringify({ user, say: 'forged', key: bobs.key, sig });
  const sealedText = Buffer.concat([sealing.update(text), sealing.final()]);
  const bytes = Buffer.concat([header, sealedText, sealing.getAuthTag()]);
  return plain({ user, say: 'x', enc: bytes.toString('base64url') });
};

describe('messages that do not arrive', () => {
  it('are told of whatever another member forges in their place', async () => {
    attention.keys.heard('bob', signerFrom(bobs), 1);
    const all = inARow(10);
    const [first, ...rest] = all.filter((_, index) => index < 3 || index > 4);
    await deliver(room, [first as Message]);
    await deliver(
      room,
      [3, 4, 4_000_000_000].map((counter) => forged(first as Message, counter)),
    );
    await deliver(room, rest);
    expect(shown(room).filter((line) => line === 'bob≠: forged')).toHaveLength(3);
    expect(told(room)).toContain('2 messages of bob before this one did not arrive.');
  });

  it('are told of, before the one that shows it', async () => {
    await deliver(room, without(0, 1, 4, 7, 8));
    expect(Array.from({ length: 7 }, (_, n) => room.lines.at(n))).toMatchObject([
      { say: '2' },
      { say: '3' },
      { text: '1 message of bob before this one did not arrive.' },
      { say: '5' },
      { say: '6' },
      { text: '2 messages of bob before this one did not arrive.' },
      { say: '9' },
    ]);
    expect(room.reading.unread).toBe(5);
  });

  it('may be lost in a flood of what others forge, and it says so', async () => {
    attention.keys.heard('bob', signerFrom(bobs), 1);
    const [first, second, third] = inARow(3) as [Message, Message, Message];
    await deliver(room, [first]);
    const flood = forged(first, 7);
    await deliver(room, [...Array.from({ length: 3000 }, () => flood), second]);
    await deliver(room, [{ ...third, receivedAt: 10_000 }]);
    expect(told(room)).toEqual(
      expect.arrayContaining([
        'signed, but too many to verify: 2 more lines in 1 s, not shown',
        '1 message of bob before this one did not arrive or could not be verified.',
      ]),
    );
  });

  it('are counted for each run', async () => {
    const [one, two] = [inARow(3), inARow(3)];
    await deliver(room, [...one.slice(0, 2), ...two.slice(1), ...one.slice(2)]);
    expect(told(room)).toEqual([]);
  });

  it('may arrive late', async () => {
    const [zero, one, two, three] = inARow(4) as [Message, Message, Message, Message];
    await deliver(room, [zero, two]);
    await deliver(room, [one, three]);
    expect(told(room)).toEqual(['1 message of bob before this one did not arrive.']);
    expect(said(room)).toEqual(['bob: 0', 'bob: 2', 'bob: 1', 'bob: 3']);
  });

  it('are none where a flood was folded away, or what was said before came in disorder', async () => {
    await deliver(room, inARow(500));
    room = aRoom(1, 100);
    await deliver(room, inARow(10, aRoom(), { at: 50 }).toReversed());
    room.showPast();
    expect(said(room)).toHaveLength(10);
    expect(told(room)).toEqual([]);
  });

  it('are none of ours, and none of whom we ignore', async () => {
    const own = inARow(3, room);
    await deliver(
      room,
      [own[0], own[2]].filter((each) => each !== undefined),
    );
    attention.ignore('bob');
    await deliver(room, without(5));
    expect(told(room)).toEqual([]);
  });

  it('are told of with the name as it can be shown, and not without end', async () => {
    const eve = aRoom();
    const messages = inARow(200, eve, { user: 'e\u{202e}ve' });
    await deliver(
      room,
      messages.filter((_, index) => index % 2 === 0),
    );
    const gaps = told(room).filter((text) => text.includes('did not arrive'));
    expect(gaps[0]).toBe('1 message of e<U+202E>ve before this one did not arrive.');
    expect(gaps.at(-1)).toBe('about messages that did not arrive: 69 more lines in 1 s, not shown');
    expect(gaps).toHaveLength(31);
  });
});

describe('a locked room', () => {
  let locked: LockedRoom;

  beforeEach(() => {
    locked = new LockedRoom('ops', Buffer.alloc(16, 1), attention);
  });

  /** Hands over as the session does; resolves when it is done. */
  const handOver = (to = room): Promise<void> => {
    const reception = aReception();
    return new Promise((resolve) => {
      locked.handOver(
        to,
        (message) => receiveMessage(to, message, reception),
        (next) =>
          reception.verifications.take(undefined, () => {
            next();
            resolve();
          }),
      );
    });
  };

  it('says what to do, and is private', () => {
    expect(told(locked)).toEqual([
      'This room is encrypted and locked: its key is not stored. Unlock it with its passphrase, or join with /join ROOM --invite STRING.',
    ]);
    expect([locked.isPrivate, locked.salt]).toEqual([true, Buffer.alloc(16, 1)]);
  });

  it('keeps what arrives for the one with the key, in order, as it was', async () => {
    const bytes = Buffer.from('raw');
    locked.keep(sealed({ user: 'bob', say: 'one' }, aRoom(), 7));
    locked.keep(aMessage('ops', bytes, { receivedAt: 8 }));
    bytes.fill(0);
    locked.keep(sealed({ user: 'bob', say: 'two' }, aRoom(), 9));
    await handOver();
    expect([0, 1, 2].map((position) => room.lines.at(position))).toMatchObject([
      { say: 'one', at: 7 },
      { kind: 'raw', payload: Uint8Array.from(Buffer.from('raw')), at: 8 },
      { say: 'two', at: 9 },
    ]);
    expect(room.lines.length).toBe(3);
    expect(room.reading.isMuted).toBe(false);
  });

  it.each([
    [{}, 1],
    [{ isMuted: true }, 0],
    [{ isShown: true }, 0],
  ])('counts what arrives unless it is muted or shown: %j', async (state, unread) => {
    Object.assign(locked.reading, state);
    locked.keep(plain({ user: 'bob', say: 'x' }));
    expect(locked.reading.unread).toBe(unread);
    await handOver();
    expect(room.reading.isMuted).toBe(locked.reading.isMuted);
  });

  it('takes what the broker has kept for no flood, whenever it gets its key', async () => {
    for (const message of inARow(200)) locked.keep(message);
    await handOver();
    expect([said(room).length, told(room)]).toEqual([200, []]);
  });

  it('takes what comes much later for one, as everywhere', async () => {
    const sender = aRoom();
    locked.keep(sealed({ user: 'bob', say: 'x' }, sender, 0));
    for (let index = 0; index < 200; index += 1)
      locked.keep(sealed({ user: 'bob', say: 'x' }, sender, 11_000));
    await handOver();
    expect(told(room)).toEqual([expect.stringMatching(/^bob: .* more lines in 1 s, not shown$/)]);
  });

  it('hands over at once and in order what was said before we had the key', async () => {
    room = aRoom(1, 1000);
    for (const message of inARow(3, aRoom(), { at: 3 }).toReversed()) locked.keep(message);
    await handOver();
    expect(shown(room)).toEqual(['bob: 0 (3)', 'bob: 1 (3)', 'bob: 2 (3)']);
  });

  it('keeps a thousand, and says last how many it has dropped', async () => {
    room = aRoom(1, 1000);
    for (const message of inARow(1000, aRoom(), { at: 3 })) locked.keep(message);
    await handOver();
    expect(room.lines.length).toBe(1000);
    locked.keep(aMessage('ops', 'raw', { receivedAt: 5 }));
    const again = aRoom(1, 1000);
    await handOver(again);
    expect([again.lines.length, told(again)]).toEqual([
      1001,
      ['More than 1000 messages came while the room was locked: the last 1 are lost.'],
    ]);
    expect(again.lines.at(again.lines.end - 1)?.kind).toBe('event');
  });
});
