import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  answerName,
  decodeResend,
  encodeRequest,
  encodeResentLines,
  isRequestSigned,
  type ReceivedRequest,
} from '../../../source/chat/resend.ts';
import { Identity } from '../../../source/chat/identity.ts';
import { DirectRoom } from '../../../source/model/direct-room.ts';
import { Room } from '../../../source/model/room.ts';
import { ConnectionLost } from '../../../source/mqtt/request-errors.ts';
import { Recovery } from '../../../source/session/chat/recovery.ts';
import { type FakeConnection, fakeConnection } from '../../support/fake-connection.ts';
import { aMessage } from '../../support/messages.ts';
import { noSigner, type Signer } from '../../../source/chat/signed-line.ts';
import { VerificationQueue } from '../../../source/session/chat/verification-queue.ts';
import { identityOf, signerFrom } from '../../support/identities.ts';

let fake: FakeConnection;
let recovery: Recovery;
let rooms: Map<string, Room>;
let room: Room;
let shown: string[];
let verifications: VerificationQueue;

const us = identityOf(1);
const asker = identityOf(2);
const bob = identityOf(3);
const known = identityOf(4);
const friend = identityOf(5);
const hearsay: Signer = { kind: 'hearsay' };

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
  verifications = new VerificationQueue();
  recovery = new Recovery({
    clientId: 'own',
    rooms,
    mayPublish: () => true,
    connection: () => fake.connection,
    receive: ({ topic }, { chat }) => shown.push(`${topic} ${chat.say}`),
    identity: us,
    isKnownKey: (key) => [known.key, friend.key].includes(key),
    receiveAgain: (of, { claim: _claim, ...chat }, message) =>
      recovery.take(of, { ...message, chat, signer: hearsay }),
    inTurn: (_, verification, next) => verifications.take(verification, next),
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
const sent = (): [string, object][] =>
  fake.published.splice(0).map(({ topic, payload, options }) => {
    expect(options).toEqual({ qos: 1, retain: false });
    const { claim, nonce: _, ...content } = decodeResend(Buffer.from(payload)) ?? {};
    expect(claim?.key).toBe(us.key);
    return [topic, content];
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

  it('asks fifty of the silent, and a hundred of those whose keys nobody knows', () => {
    const silent = Array.from({ length: 60 }, (_, index) => `silent ${index}`);
    const talking = Array.from({ length: 210 }, (_, index) => `talking ${index}`);
    for (const session of silent) recovery.present(room, session, { session });
    for (const session of talking) take('x', 1, session);
    for (let round = 0; round < 2; round += 1) {
      recovery.connected();
      for (const session of silent) recovery.present(room, session, { session });
      expect(sent()).toHaveLength(50);
      for (const session of talking) recovery.present(room, session, { session });
      expect(sent()).toHaveLength(50);
    }
  });

  it('asks two hundred together', () => {
    const { key } = known;
    const talking = Array.from({ length: 210 }, (_, index) => `talking ${index}`);
    for (const session of talking)
      recovery.take(room, {
        chat: { user: 'bob', say: 'x', session, n: 1 },
        signer: signerFrom(known),
        receivedAt: 0,
        retain: false,
      });
    recovery.connected();
    for (const session of talking) recovery.present(room, session, { session, key });
    expect(sent()).toHaveLength(200);
  });

  it('asks the same client three times at most until it has answered', () => {
    take('x', 1, 's');
    recovery.connected();
    for (let times = 0; times < 5; times += 1) recovery.present(room, 'b', { session: 's' });
    expect(sent()).toHaveLength(3);
    recovery.connected();
    recovery.present(room, 'b', { session: 's' });
    expect(sent()).toHaveLength(1);
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

  it('waits longer for one who is not back yet: those before it come with them', () => {
    take('third', 3, 's');
    recovery.lost();
    recovery.connected();
    vi.advanceTimersByTime(30_000);
    expect(shown).toEqual([]);
    recovery.present(room, 'b', { session: 's' });
    vi.advanceTimersByTime(9999);
    take('second', 2, 's');
    expect(shown).toEqual(['chat second', 'chat third']);
  });

  it('waits no longer for one who is back where nobody can be asked', () => {
    take('third', 3, 's');
    recovery.lost();
    recovery.connected();
    Object.assign(fake.connection, { isReadOnly: true });
    recovery.present(room, 'b', { session: 's' });
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual(['chat third']);
    expect(sent()).toEqual([]);
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

/** Bob's answer to what we have asked last. */
const answerOf = (
  says: Readonly<Record<number, string>>,
  {
    signer = bob,
    session = 's',
    ...more
  }: { signer?: Identity; session?: string; nonce?: string } = {},
): string => {
  const [asked] = fake.published;
  const { nonce = '' } = decodeResend(Buffer.from(asked?.payload ?? '{}')) ?? {};
  return encodeResentLines(
    { session, upTo: 2, isLast: true, nonce, ...more },
    Object.entries(says).map(([n, say]) =>
      JSON.stringify({ user: 'bob', say, session, n: Number(n) }),
    ),
    'chat',
    signer,
  );
};

/** Waits until everything received so far was verified. */
const verified = (): Promise<void> =>
  new Promise((resolve) => verifications.take(undefined, () => resolve()));

const receiveAnswer = async (payload: string, topic = answerTopic): Promise<boolean> => {
  const isTaken = recovery.receive(aMessage(topic, payload));
  await verified();
  return isTaken;
};

const answerTopic = `chat/$repeat/${answerName(us.key)}`;

describe('lines that are resent to us', () => {
  const speaker = { session: 's', key: bob.key };
  const takeSigned = (say: string, n: number): void =>
    recovery.take(room, {
      chat: { user: 'bob', say, session: 's', n },
      signer: signerFrom(bob),
      receivedAt: 0,
      retain: false,
    });

  beforeEach(() => {
    takeSigned('one', 1);
    recovery.connected();
    recovery.present(room, 'b', speaker);
    takeSigned('four', 4);
    shown = [];
  });

  it('come before those that wait', async () => {
    expect(await receiveAnswer(answerOf({ 2: 'two' }))).toBe(true);
    expect(shown).toEqual(['chat two', 'chat four']);
  });

  it.each([
    ['of another session', { session: 'other' }],
    ['signed by somebody else', { signer: asker }],
    ['that answer an earlier question', { nonce: 'earlier' }],
  ])('are not taken if they are some %s', async (_, more) => {
    expect(await receiveAnswer(answerOf({ 2: 'two' }, more))).toBe(true);
    expect(shown).toEqual([]);
  });

  it('are not taken if the signature is wrong or missing', async () => {
    const { sig: _, ...unsigned } = JSON.parse(answerOf({ 2: 'two' })) as Record<string, unknown>;
    await receiveAnswer(JSON.stringify(unsigned));
    await receiveAnswer(answerOf({ 2: 'two' }).replace('"upTo":2', '"upTo":3'));
    expect(shown).toEqual([]);
  });

  it('are not all that is missing where the connection is lost before they are verified', async () => {
    recovery.receive(aMessage(answerTopic, answerOf({ 2: 'two' })));
    recovery.lost();
    recovery.connected();
    await verified();
    expect(shown).toEqual(['chat two']);
    fake.published.length = 0;
    recovery.present(room, 'b', speaker);
    expect(sent()).toEqual([['chat/$repeat/b', { session: 's', after: 1, here: 0, from: 'own' }]]);
  });

  it('are taken until all are there, and half a minute at most', async () => {
    const payload = answerOf({ 2: 'two' });
    vi.advanceTimersByTime(30_001);
    await receiveAnswer(payload);
    // Nothing waits for so long: the last has been shown without those before it.
    expect(shown).toEqual(['chat four']);
  });

  it('are not taken if nobody was asked, or all has been answered', async () => {
    const payload = answerOf({ 2: 'two' });
    await receiveAnswer(payload);
    shown = [];
    await receiveAnswer(payload);
    recovery.forget('chat');
    await receiveAnswer(payload);
    expect(shown).toEqual([]);
  });

  it.each([
    ['for another client', 'chat/$repeat/other', false, {}],
    ['that are something else', 'chat/$dm/own', false, {}],
    ['that were retained', answerTopic, true, { retain: true }],
    ['in a private room', answerTopic.replace('chat', 'secret'), true, {}],
    ['in a room that we are not in', answerTopic.replace('chat', 'ops'), true, {}],
  ])('are not read %s', async (_, topic, isTaken, rest) => {
    expect(recovery.receive(aMessage(topic, answerOf({ 2: 'two' }), rest))).toBe(isTaken);
    await verified();
    expect(shown).toEqual([]);
  });

  it('are not verified without end, though anybody can read the nonce', async () => {
    const forged = answerOf({ 2: 'two' }).replace('"upTo":2', '"upTo":3');
    const queue = vi.spyOn(verifications, 'take');
    for (let times = 0; times < 1000; times += 1) recovery.receive(aMessage(answerTopic, forged));
    expect(queue).toHaveBeenCalledTimes(100);
    await verified();
    vi.advanceTimersByTime(1000);
    await receiveAnswer(answerOf({ 2: 'two' }));
    expect(shown).toEqual(['chat two', 'chat four']);
  });

  it('that are damaged are taken, and ignored', async () => {
    expect(await receiveAnswer('{')).toBe(true);
    expect(shown).toEqual([]);
  });
});

const unsignedAnswer = (says: string): string =>
  JSON.stringify({
    session: 's',
    upTo: 2,
    more: false,
    messages: [{ user: 'bob', say: says, session: 's', n: 2 }],
  });

describe('lines that an older program resends', () => {
  beforeEach(() => {
    take('one', 1, 's');
    recovery.connected();
  });

  it('are taken if it was asked', async () => {
    await receiveAnswer(unsignedAnswer('made up'), 'chat/$repeat/own');
    recovery.present(room, 'b', { session: 's' });
    await receiveAnswer(unsignedAnswer('two'), 'chat/$repeat/own');
    await receiveAnswer(unsignedAnswer('made up'), 'chat/$repeat/own');
    expect(shown).toEqual(['chat one', 'chat two']);
  });
});

const said = (...numbers: readonly number[]): void => {
  for (const n of numbers) {
    recovery.sender(room);
    recovery.acknowledged('chat', n, `{"user":"me","say":"${n}"}`);
  }
};

const ask = (more: object = {}, by = asker, topic = 'chat'): void => {
  const request = {
    session: recovery.session,
    after: 0,
    here: 60_000,
    from: 'b',
    nonce: randomUUID(),
    ...more,
  };
  const payload = encodeRequest(request, { room: topic, clientId: 'own' }, by);
  recovery.receive(aMessage(`${topic}/$repeat/own`, payload));
};

const topicFor = (by: Identity, topic = 'chat'): string => `${topic}/$repeat/${answerName(by.key)}`;

/** Waits until so many answers were published. */
const untilAnswered = (count: number): Promise<unknown> =>
  vi.waitUntil(() => fake.published.length >= count, { timeout: 60_000, interval: 1 });

const answer = (upTo: number, isLast: boolean, says: readonly string[]): unknown => [
  topicFor(asker),
  {
    session: recovery.session,
    upTo,
    isLast,
    messages: says.map((say) => ({ user: 'me', say })),
  },
];

/** Everything up to the answer to one more request: they are answered one after the other. */
const answers = async (): Promise<unknown[]> => {
  ask({}, last);
  await vi.waitUntil(() => fake.published.at(-1)?.topic === topicFor(last), { interval: 1 });
  return sent().filter(([topic]) => topic !== topicFor(last));
};

const last = identityOf(99);

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
    said(1, 2);
    ask({ after: 2 });
    expect(await answers()).toEqual([answer(2, true, [])]);
  });

  it('is answered as if nothing had arrived where somebody has made up a number', async () => {
    said(1, 2);
    ask({ after: 3 });
    expect(await answers()).toEqual([answer(2, true, ['1', '2'])]);
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
    ask({}, asker, 'ops');
    recovery.acknowledged('chat', undefined, '{"user":"me","say":"old"}');
    said(1);
    recovery.forget('chat');
    ask();
    expect(await answers()).toMatchObject([
      [topicFor(asker, 'ops'), { messages: [] }],
      [topicFor(asker), { messages: [] }],
    ]);
  });

  it('is answered to whoever has signed it, and not at all if nobody has', async () => {
    said(1);
    ask({ session: 'other' });
    const request = {
      session: recovery.session,
      after: 0,
      here: 60_000,
      from: 'victim',
      nonce: 'x',
    };
    const to = { room: 'chat', clientId: 'own' };
    const { sig: _, ...unsigned } = JSON.parse(encodeRequest(request, to, asker)) as object & {
      sig: string;
    };
    const forOther = encodeRequest(request, { ...to, clientId: 'other' }, asker);
    for (const payload of [JSON.stringify(unsigned), forOther])
      recovery.receive(aMessage('chat/$repeat/own', payload));
    ask({ from: 'victim' });
    expect(await answers()).toEqual([answer(1, true, ['1'])]);
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
      topic === topicFor(asker) ? Promise.reject(new ConnectionLost()) : Promise.resolve();
    ask();
    expect(await answers()).toEqual([answer(1, false, [say])]);
  });

  it('is not answered in a flood of them, until it is over', async () => {
    for (let asked = 0; asked < 70; asked += 1) ask();
    await untilAnswered(70);
    ask();
    expect(await answers()).toHaveLength(70);
    now += 1000;
    ask();
    expect(await answers()).toEqual([]);
    now += 1000;
    ask();
    ask();
    expect(await answers()).toHaveLength(1);
  });

  it('of one who is known is answered whatever others forge in the name of any', async () => {
    said(1);
    const place = { room: 'chat', clientId: 'own' };
    const forge = (count: number): void => {
      for (let index = 0; index < count; index += 1) {
        const request = {
          session: recovery.session,
          after: 0,
          here: 0,
          from: 'b',
          nonce: randomUUID(),
        };
        const signed = encodeRequest(request, place, known).replace('"here":0', '"here":1');
        recovery.receive(aMessage('chat/$repeat/own', signed));
      }
    };
    forge(300);
    ask({}, known);
    forge(500);
    ask({}, friend);
    await vi.waitUntil(() => fake.published.at(-1)?.topic === topicFor(friend), { interval: 1 });
    expect(fake.published.map(({ topic }) => topic)).toEqual([topicFor(known), topicFor(friend)]);
  });

  it('is not answered in a flood, from however many keys it comes', async () => {
    const keys = Array.from({ length: 10 }, () => Identity.create(false));
    // It is read for each request that is signed well.
    const read = vi.spyOn(room.people, 'count', 'get');
    for (let asked = 0; asked < 300; asked += 1) ask({}, keys[asked % 10]);
    await vi.waitUntil(() => read.mock.calls.length === 300, { timeout: 60_000, interval: 1 });
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    expect(sent()).toHaveLength(250);
  });
});

describe('a request of ours', () => {
  it('is signed, for the one that is asked', async () => {
    take('one', 1, 's');
    recovery.connected();
    recovery.present(room, 'b/1', { session: 's' });
    const request = decodeResend(Buffer.from(fake.published[0]?.payload ?? '')) as ReceivedRequest;
    expect(request.nonce).toMatch(/^[\w-]{22}$/);
    const place = { room: 'chat', clientId: 'b/1' };
    expect(await isRequestSigned(request, place)).toBe(true);
  });
});
