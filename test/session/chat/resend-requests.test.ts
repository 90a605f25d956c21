import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeResend, encodeRequest, encodeResentLines } from '../../../source/chat/resend.ts';
import { DirectRoom } from '../../../source/model/direct-room.ts';
import { Room } from '../../../source/model/room.ts';
import { ConnectionLost } from '../../../source/mqtt/request-errors.ts';
import { Recovery } from '../../../source/session/chat/recovery.ts';
import { type FakeConnection, fakeConnection } from '../../support/fake-connection.ts';
import { aMessage } from '../../support/messages.ts';
import { noSigner } from '../../../source/chat/signed-line.ts';

let fake: FakeConnection;
let recovery: Recovery;
let rooms: Map<string, Room>;
let room: Room;
let shown: string[];

const secret = new DirectRoom('secret', { room: 'chat', clientId: 'x', user: 'x' });

beforeEach(() => {
  vi.useFakeTimers();
  fake = fakeConnection();
  room = new Room('chat');
  rooms = new Map([
    ['chat', room],
    ['secret', secret],
  ]);
  shown = [];
  recovery = new Recovery({
    clientId: 'own',
    rooms,
    connection: () => fake.connection,
    receive: ({ topic }, { chat }) => shown.push(`${topic} ${chat.say}`),
    receiveAgain: (of, chat, message) => recovery.take(of, { ...message, chat, signer: noSigner }),
    inTurn: (_, next) => next(),
  });
});

afterEach(() => {
  recovery.stop();
  vi.useRealTimers();
});

const take = (say: string, n?: number, session?: string, to = room): void =>
  recovery.take(to, {
    chat: {
      user: 'bob',
      say,
      ...(n === undefined ? {} : { n }),
      ...(session === undefined ? {} : { session }),
    },
    signer: noSigner,
    receivedAt: 0,
    retain: false,
  });

/** Everything published since the last look, as others read it. */
const sent = (): unknown[] =>
  fake.published.splice(0).map(({ topic, payload, options }) => {
    expect(options).toEqual({ qos: 1, retain: false });
    return [topic, decodeResend(Buffer.from(payload))];
  });

describe('the sender of our messages', () => {
  it('is our client and its session, with a number for each room', () => {
    const { session } = recovery;
    const numbers = (topic: string): unknown => recovery.sender(new Room(topic)).n;
    expect(recovery.sender(room)).toEqual({ from: 'own', session, n: 1 });
    expect([numbers('chat'), numbers('ops'), numbers('chat')]).toEqual([2, 1, 3]);
    recovery.forget('chat');
    expect(numbers('chat')).toBe(4);
  });

  it('has no number in a private room', () => {
    expect(recovery.sender(secret)).toEqual({ from: 'own' });
  });
});

describe('after a break', () => {
  it('asks who is there for what came after the last line', () => {
    recovery.present(room, 'b/1', { session: 's' });
    expect(sent()).toEqual([]);
    for (const number of [1, 2]) take(`${number}`, number, 's');
    vi.advanceTimersByTime(7000);
    recovery.connected();
    expect(room.flood.awaitsBacklog(Date.now())).toBe(false);
    recovery.present(room, 'b/1', { session: 's' });
    expect(sent()).toEqual([
      ['chat/$repeat/b%2F1', { session: 's', after: 2, here: 7000, from: 'own' }],
    ]);
    // What is resent is no flood.
    expect(room.flood.awaitsBacklog(Date.now())).toBe(true);
  });

  it('asks nobody in a private room, and nobody whose session is unknown or new', () => {
    for (const to of [room, secret])
      for (const session of ['', 's']) recovery.present(to, 'b', { session });
    recovery.connected();
    recovery.present(room, 'b', { session: '' });
    recovery.present(secret, 'b', { session: 's' });
    recovery.present(room, 'b', { session: 'new' });
    expect(sent()).toEqual([]);
  });

  it('asks two hundred of those who have said something, and fifty of the silent', () => {
    const silent = Array.from({ length: 60 }, (_, index) => `silent ${index}`);
    const talking = Array.from({ length: 210 }, (_, index) => `talking ${index}`);
    for (const session of silent) recovery.present(room, session, { session });
    for (const session of talking) take('x', 1, session);
    for (let round = 0; round < 2; round += 1) {
      recovery.connected();
      for (const session of silent) recovery.present(room, session, { session });
      expect(sent()).toHaveLength(50);
      for (const session of talking) recovery.present(room, session, { session });
      expect(sent()).toHaveLength(150);
    }
  });

  it('does not mind that the broker is gone again', async () => {
    recovery.present(room, 'b', { session: 's' });
    recovery.connected();
    fake.answer = () => Promise.reject(new ConnectionLost());
    recovery.present(room, 'b', { session: 's' });
    await vi.advanceTimersByTimeAsync(0);
    expect(sent()).toHaveLength(1);
  });
});

describe('a line', () => {
  beforeEach(() => {
    take('first', 1, 's');
    recovery.connected();
    shown = [];
  });

  it('waits after a break for those before it', () => {
    take('third', 3, 's');
    expect(shown).toEqual([]);
    take('second', 2, 's');
    expect(shown).toEqual(['chat second', 'chat third']);
  });

  it.each([
    ['without a session', 3, undefined],
    ['without a number', undefined, 's'],
  ])('is shown at once %s', (_, n, session) => {
    take('x', n, session);
    expect(shown).toEqual(['chat x']);
  });

  it('is shown at once in a private room, and in another, where nothing is missing', () => {
    const ops = new Room('ops');
    for (const to of [secret, ops]) take('1', 1, 's', to);
    recovery.connected();
    take('9', 9, 's', secret);
    recovery.forget('ops');
    take('9', 9, 's', ops);
    expect(shown).toEqual(['secret 1', 'ops 1', 'secret 9', 'ops 9']);
  });

  it('of our own is shown at once, whatever its number', () => {
    take('ours', 1, recovery.session);
    recovery.connected();
    take('ours too', 9, recovery.session);
    expect(shown).toEqual(['chat ours', 'chat ours too']);
  });

  it('is not waited for in a room that was left, and shown nowhere', () => {
    take('third', 3, 's');
    recovery.forget('chat');
    vi.advanceTimersByTime(60_000);
    expect(shown).toEqual([]);
    take('fourth', 4, 's');
    expect(shown).toEqual(['chat fourth']);
  });

  it('is not waited for after the end', () => {
    take('third', 3, 's');
    recovery.stop();
    vi.advanceTimersByTime(60_000);
    expect(shown).toEqual([]);
  });
});

const message = (session: string, says: Readonly<Record<number, string>>): string =>
  encodeResentLines(
    { session, upTo: 2, isLast: true },
    Object.entries(says).map(([n, say]) =>
      JSON.stringify({ user: 'bob', say, session: 's', n: Number(n) }),
    ),
  );

describe('lines that are resent to us', () => {
  beforeEach(() => {
    take('one', 1, 's');
    recovery.connected();
    take('four', 4, 's');
    shown = [];
  });

  it('come before those that wait', () => {
    const at = aMessage('chat/$repeat/own', message('s', { 2: 'two' }));
    expect(recovery.receive(at)).toBe(true);
    expect(shown).toEqual(['chat two', 'chat four']);
  });

  it('are none of another session', () => {
    recovery.receive(aMessage('chat/$repeat/own', message('other', { 2: 'two' })));
    expect(shown).toEqual([]);
  });

  it.each([
    ['for another client', 'chat/$repeat/other', false, {}],
    ['that are something else', 'chat/$dm/own', false, {}],
    ['that were retained', 'chat/$repeat/own', true, { retain: true }],
    ['in a private room', 'secret/$repeat/own', true, {}],
    ['in a room that we are not in', 'ops/$repeat/own', true, {}],
  ])('are not read %s', (_, topic, isTaken, rest) => {
    const payload = message('s', { 2: 'two' });
    expect(recovery.receive(aMessage(topic, payload, rest))).toBe(isTaken);
    expect(shown).toEqual([]);
  });

  it('that are damaged are taken, and ignored', () => {
    expect(recovery.receive(aMessage('chat/$repeat/own', '{'))).toBe(true);
    expect(shown).toEqual([]);
  });
});

const said = (...numbers: readonly number[]): void => {
  for (const n of numbers) recovery.acknowledged('chat', n, `{"user":"me","say":"${n}"}`);
};

const ask = (more: object = {}, topic = 'chat/$repeat/own'): void => {
  const request = { session: recovery.session, after: 0, here: 60_000, from: 'b', ...more };
  recovery.receive(aMessage(topic, encodeRequest(request)));
};

/** Waits until so many answers were published. */
const untilAnswered = (count: number): Promise<unknown> =>
  vi.waitUntil(() => fake.published.length >= count, { timeout: 60_000, interval: 1 });

const answer = (upTo: number, isLast: boolean, says: readonly string[]): unknown => [
  'chat/$repeat/b',
  {
    session: recovery.session,
    upTo,
    isLast,
    messages: says.map((say) => ({ user: 'me', say })),
  },
];

/** Everything up to the answer to one more request: they are answered one after the other. */
const answers = async (): Promise<unknown[]> => {
  ask({ from: 'end', after: 1_000_000 });
  await vi.waitUntil(() => fake.published.at(-1)?.topic === 'chat/$repeat/end', { interval: 1 });
  return sent().slice(0, -1);
};

describe('a request to resend', () => {
  let now: number;

  beforeEach(() => {
    vi.useRealTimers();
    now = 1_000_000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is answered with what came after', async () => {
    said(1, 2, 3);
    ask({ after: 1 });
    expect(await answers()).toEqual([answer(3, true, ['2', '3'])]);
  });

  it('is answered also where nothing is missing', async () => {
    ask({ after: 7 });
    expect(await answers()).toEqual([answer(7, true, [])]);
  });

  it('of one who has had nothing yet is answered with what was said since they came', async () => {
    said(1);
    now += 1000;
    said(2);
    now += 1000;
    said(3);
    ask({ here: 999 });
    ask({ here: 1000 });
    // Who has had a line was there.
    ask({ here: 0, after: 1 });
    expect(await answers()).toEqual([
      answer(3, true, ['3']),
      answer(3, true, ['2', '3']),
      answer(3, true, ['2', '3']),
    ]);
  });

  it('is answered with nothing from rooms that were left, and nothing without a number', async () => {
    recovery.acknowledged('ops', 1, '{"user":"me","say":"elsewhere"}');
    rooms.set('ops', new Room('ops'));
    ask({}, 'ops/$repeat/own');
    recovery.acknowledged('chat', undefined, '{"user":"me","say":"old"}');
    said(1);
    recovery.forget('chat');
    ask();
    expect(await answers()).toMatchObject([
      ['ops/$repeat/b', { messages: [] }],
      ['chat/$repeat/b', { messages: [] }],
    ]);
  });

  it('is not answered if it is for another session, or says nowhere to answer', async () => {
    said(1);
    ask({ session: 'other' });
    ask({ from: '\0' });
    expect(await answers()).toEqual([]);
  });

  it('is answered in parts, of which the last says so, until the broker does not take one', async () => {
    const say = 'x'.repeat(10_000);
    for (const n of [1, 2, 3])
      recovery.acknowledged('chat', n, JSON.stringify({ user: 'me', say }));
    ask();
    expect(await answers()).toEqual([
      answer(1, false, [say]),
      answer(2, false, [say]),
      answer(3, true, [say]),
    ]);
    fake.answer = (topic) =>
      topic === 'chat/$repeat/b' ? Promise.reject(new ConnectionLost()) : Promise.resolve();
    ask();
    expect(await answers()).toEqual([answer(1, false, [say])]);
  });

  it('is not answered in a flood of them, until it is over', async () => {
    for (let asked = 0; asked < 500; asked += 1) {
      ask();
      await untilAnswered(asked + 1);
    }
    for (const passed of [0, 12_000]) {
      now += passed;
      ask();
      for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    }
    expect(sent()).toHaveLength(500);
    now += 1000;
    expect(await answers()).toEqual([]);
  });

  it('waits for its turn together with 500 at most', async () => {
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
    for (let asked = 0; asked < 600; asked += 1) ask({ from: `b${asked}` });
    await untilAnswered(500);
    expect(await answers()).toHaveLength(500);
    ask();
    expect(await answers()).toHaveLength(1);
  });
});
