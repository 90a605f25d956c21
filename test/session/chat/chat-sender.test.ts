import { createSecretKey } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeChat } from '../../../source/chat/wire.ts';
import type { WaitingLine } from '../../../source/history/outbox-table.ts';
import { Attention } from '../../../source/model/attention.ts';
import { Room } from '../../../source/model/room.ts';
import { Refused } from '../../../source/mqtt/request-errors.ts';
import { ChatSender } from '../../../source/session/chat/chat-sender.ts';
import { compose } from '../../../source/session/chat/compose.ts';
import { LockedRoom } from '../../../source/session/chat/locked-room.ts';
import type { Recovery } from '../../../source/session/chat/recovery.ts';
import type { RoomHistory } from '../../../source/session/chat/room-history.ts';
import { SecretRoom } from '../../../source/session/chat/secret-room.ts';
import { type FakeConnection, fakeConnection } from '../../support/fake-connection.ts';
import { deliveries, said } from '../../support/sessions.ts';
import { identityOf } from '../../support/identities.ts';

const session = '01234567-89ab-cdef-0123-456789abcdef';

let fake: FakeConnection;
let room: Room;
let changes: number;
let kept: string[];
let settled: string[];
let resendable: string[];
let left: WaitingLine[];
let nick: string | undefined;

const senderWith = (hasHistory = true): ChatSender => {
  let n = 0;
  const history = {
    said: (_: Room, { message }: WaitingLine) => kept.push(message.say),
    settled: (_room: Room, id: string, { say }: { say: string }, { state }: { state: string }) =>
      settled.push(`${id} ${say} ${state}`),
    restore: () => left,
  };
  return new ChatSender({
    identity: identityOf(1),
    nick: () => nick,
    recovery: {
      sender: () => ({ from: 'own', session, n: (n += 1) }),
      acknowledged: (topic: string, number: number, payload: string) =>
        resendable.push(`${topic} ${number} ${decodeChat(Buffer.from(payload))?.say}`),
    } as unknown as Recovery,
    history: hasHistory ? (history as unknown as RoomHistory) : undefined,
    connection: () => fake.connection,
    resealed: () => undefined,
    mayPublish: () => true,
    onChange: () => (changes += 1),
  });
};

const heard = (): Promise<void> => new Promise(setImmediate);

const saying = (say: string, more: object = {}): Parameters<ChatSender['send']>[1] => ({
  say,
  isAction: false,
  isLasting: true,
  ...more,
});

beforeEach(() => {
  fake = fakeConnection();
  room = new Room('chat');
  [changes, kept, settled, resendable, left, nick] = [0, [], [], [], [], 'alice'];
});

describe('a message of ours', () => {
  it('is stored, published, and settled when the broker has it', async () => {
    const sender = senderWith();
    const before = Date.now();
    expect(sender.send(room, saying('hello'))).toBeUndefined();
    expect([kept, deliveries(room), sender.waiting, changes]).toEqual([
      ['hello'],
      ['sending'],
      1,
      1,
    ]);
    await heard();
    const [{ topic, payload, options } = { topic: '', payload: '', options: {} }] = fake.published;
    const { at = 0, ...message } = JSON.parse(payload) as { at?: number };
    const { key } = identityOf(1);
    expect([topic, message]).toEqual([
      'chat',
      { user: 'alice', say: 'hello', id: `${session}-1`, key, sig: expect.any(String) },
    ]);
    expect(options).toEqual({ qos: 1, retain: false });
    expect(at).toBeGreaterThanOrEqual(before);
    expect([said(room), deliveries(room), sender.waiting]).toEqual([
      ['alice: hello'],
      ['acknowledged'],
      0,
    ]);
    expect(settled).toEqual([`${session}-1 hello acknowledged`]);
    expect(resendable).toEqual(['chat 1 hello']);
    expect(changes).toBe(2);
  });

  it('waits for a connection', async () => {
    const sender = senderWith();
    fake.setStatus('waiting');
    sender.send(room, saying('hello'));
    expect([deliveries(room), sender.waiting, changes]).toEqual([['waiting'], 1, 1]);
    fake.setStatus('connected');
    sender.flush();
    await heard();
    expect(deliveries(room)).toEqual(['acknowledged']);
  });

  it('is an action as /me says it, and not stored if it is for this run', async () => {
    const sender = senderWith();
    sender.send(room, saying('waves', { isAction: true, isLasting: false }));
    expect(kept).toEqual([]);
    expect(JSON.parse(fake.published[0]?.payload ?? '')).toMatchObject({ kind: 'action' });
  });

  it('that is refused is never resent', async () => {
    fake.answer = () => Promise.reject(new Refused('no'));
    senderWith().send(room, saying('hello'));
    await heard();
    expect([deliveries(room), resendable]).toEqual([['failed'], []]);
    expect(settled).toEqual([`${session}-1 hello failed`]);
  });

  it('needs no history, and no nick', async () => {
    nick = undefined;
    const sender = senderWith(false);
    sender.recall(room);
    sender.send(room, saying('hello'));
    await heard();
    expect([said(room), deliveries(room)]).toEqual([[': hello'], ['acknowledged']]);
  });

  it('is refused if it is too long, or too many wait', () => {
    const sender = senderWith();
    fake.setStatus('waiting');
    expect(sender.send(room, saying('x'.repeat(65_537)))).toMatch(/at most 64 KiB/);
    for (let index = 0; index < 1000; index += 1) sender.send(room, saying('x'));
    expect(sender.send(room, saying('x'))).toBe(
      'Too many messages wait for the broker: this one was not sent.',
    );
    expect([sender.waiting, room.lines.length, kept.length, changes]).toEqual([
      1000, 1000, 1000, 1000,
    ]);
  });

  it('is refused in a locked room, and leaves nothing there', () => {
    const locked = new LockedRoom('locked', Buffer.alloc(16), new Attention());
    const sender = senderWith();
    expect(sender.send(locked, saying('hello'))).toBe(
      'This room is locked: empty the line and enter its passphrase first.',
    );
    expect([said(locked), kept, changes, fake.published]).toEqual([[], [], 0, []]);
  });
});

const waiting = (id: string): WaitingLine => {
  const message = { user: 'alice', say: id, id, at: 5 };
  return { message, payload: JSON.stringify({ ...message, from: 'old' }) };
};

describe('what an earlier run could not send', () => {
  it('is sent by this one, as it was', async () => {
    left = [waiting('a'), waiting('b')];
    senderWith().recall(room);
    await heard();
    const signed = { key: identityOf(1).key, sig: expect.any(String) };
    expect(room.lines.at(0)).toMatchObject({ say: 'a', at: 5 });
    expect(fake.published.map(({ payload }) => JSON.parse(payload) as object)).toEqual([
      { user: 'alice', say: 'a', id: 'a', at: 5, from: 'own', session, n: 1, ...signed },
      { user: 'alice', say: 'b', id: 'b', at: 5, from: 'own', session, n: 2, ...signed },
    ]);
    expect(settled).toEqual(['a a acknowledged', 'b b acknowledged']);
    expect(resendable).toEqual(['chat 1 a', 'chat 2 b']);
  });

  it('is left where it is beyond a thousand', () => {
    fake.setStatus('waiting');
    left = Array.from({ length: 1001 }, (_, index) => waiting(`${index}`));
    const sender = senderWith();
    sender.recall(room);
    expect([sender.waiting, room.lines.length]).toEqual([1000, 1000]);
  });
});

describe('composing', () => {
  const sentence = { user: 'alice', say: 'a\ud800', isAction: false, from: 'own' };
  const composed = (where: Room, more: object = {}): object => {
    const result = compose(where, { ...sentence, ...more }, identityOf(1));
    return typeof result === 'string' ? { problem: result } : result.message;
  };

  it('names client or session, whichever tells more, and repairs half characters', () => {
    vi.useFakeTimers({ now: 7 });
    const common = { user: 'alice', say: 'a\ufffd', at: 7 };
    const numbered = { ...common, session, n: 2, id: `${session}-2` };
    expect(composed(room, { session, n: 2 })).toEqual(numbered);
    expect(composed(room, { session, n: 2, isAction: true })).toEqual({
      ...numbered,
      kind: 'action',
    });
    const plain = { ...common, from: 'own', id: expect.stringMatching(/^[\da-f-]{36}$/) };
    for (const some of [{}, { session }, { n: 2 }]) expect(composed(room, some)).toEqual(plain);
    vi.useRealTimers();
  });

  it('encrypts in a private room, as long as the counter lasts', () => {
    const key = { salt: Buffer.alloc(16), key: createSecretKey(Buffer.alloc(32)) };
    const secret = new SecretRoom('secret', key, new Attention());
    const result = compose(secret, sentence, identityOf(1));
    expect(typeof result === 'object' && JSON.parse(result.payload)).toEqual({
      user: 'alice',
      say: '[encrypted]',
      enc: expect.any(String),
    });
    secret.sealed = () => undefined;
    expect(composed(secret)).toEqual({
      problem: 'This private room has used up its counter: /part, then join it again.',
    });
  });
});
