import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Identity } from '../../../source/chat/identity.ts';
import { encodePresence, type Presence, presenceTopic } from '../../../source/chat/presence.ts';
import { KnownKeys } from '../../../source/model/known-keys.ts';
import { People } from '../../../source/model/people.ts';
import { Room } from '../../../source/model/room.ts';
import type { Message } from '../../../source/mqtt/message.ts';
import { FlowByKey } from '../../../source/model/flow-by-key.ts';
import { PresenceReception } from '../../../source/session/chat/presence-reception.ts';
import { PresenceVerifications } from '../../../source/session/chat/presence-verifications.ts';
import { identityOf, signerFrom } from '../../support/identities.ts';
import { signedPresence } from '../../support/signed-presence.ts';

const [alice, mallory, us] = [identityOf(1), identityOf(2), identityOf(3)];

let rooms: Map<string, Room>;
let keys: KnownKeys;
let reception: PresenceReception;
let losses: number;
let newest: number;
/** Called with the room and the client of everybody who is present. */
let onPresent: (room: string, clientId: string) => void;
let onChange: () => void;

const room = (topic = 'chat'): Room => {
  const found = rooms.get(topic);
  if (found === undefined) throw new Error(`There is no room ${topic}.`);
  return found;
};

const told = (topic = 'chat'): string[] =>
  Array.from({ length: room(topic).lines.length }, (_, index) => {
    const line = room(topic).lines.at(index);
    return line?.kind === 'event' ? line.text : '';
  });

const here = (topic = 'chat'): string[] =>
  room(topic)
    .people.list()
    .flatMap(({ user, state, isQuiet }) => (isQuiet === true ? [] : `${user} (${state})`));

const is = (state: Presence['state'], more: Partial<Presence> = {}): Presence => ({
  state,
  user: 'alice',
  session: 's1',
  at: 10,
  connection: 1,
  ...more,
});

type Delivered = Partial<Pick<Message, 'retain'>> & { readonly expiry?: number };

const receive = (
  message: Pick<Message, 'topic' | 'payload'>,
  { retain = false, expiry }: Delivered = {},
): void =>
  reception.receive({
    ...message,
    qos: 1,
    retain,
    receivedAt: Date.now(),
    properties: expiry === undefined ? undefined : { messageExpiryInterval: expiry },
  });

const tell = (
  identity: Identity | undefined,
  presence: Presence,
  {
    topic = 'chat',
    clientId = 'c1',
    ...delivered
  }: Delivered & {
    readonly topic?: string;
    readonly clientId?: string;
  } = {},
): void => {
  const place = { room: topic, clientId };
  receive(
    identity === undefined
      ? { topic: presenceTopic(topic, clientId), payload: Buffer.from(encodePresence(presence)) }
      : signedPresence(identity, presence, place),
    delivered,
  );
};

/** Resolves when all that a client has published so far has been taken. */
const taken = (clientId = 'c1'): Promise<void> =>
  new Promise((resolve) => {
    onPresent = (topic, of) => (topic === 'end' && of === clientId ? resolve() : undefined);
    tell(undefined, is('online', { user: 'marker' }), { topic: 'end', clientId });
  });

beforeEach(() => {
  vi.useFakeTimers();
  keys = new KnownKeys();
  [losses, newest] = [0, 0];
  onPresent = () => undefined;
  onChange = () => undefined;
  rooms = new Map(['chat', 'ops', 'end'].map((topic) => [topic, new Room(topic)]));
  for (const of of rooms.values()) Object.assign(of, { people: new People(keys) });
  reception = new PresenceReception({
    clientId: 'ours',
    keys,
    rooms,
    onOurLoss: (at) => {
      losses += 1;
      newest = at;
    },
    onPresent: ({ topic }, clientId) => onPresent(topic, clientId),
    isConnected: () => true,
    onAsked: () => undefined,
    isComplete: () => true,
    isAwaited: () => false,
    onChange: () => onChange(),
  });
});

afterEach(() => {
  reception.stop();
  vi.useRealTimers();
});

describe('the presence that a key has signed', () => {
  const place = { room: 'chat', clientId: 'c1' };
  const away = is('away', { at: 20, text: 'gone', user: 'eve' });
  const attacks: readonly (readonly [string, () => void])[] = [
    ['unsigned', () => tell(undefined, is('offline', { at: 20 }))],
    ['unsigned and lost', () => tell(undefined, is('lost', { at: 20 }))],
    ['unsigned, of another name', () => tell(undefined, away)],
    ['empty', () => receive({ topic: presenceTopic('chat', 'c1'), payload: Buffer.of() })],
    ['of another key, which leaves', () => tell(mallory, is('offline', { at: 20 }))],
    ['of another key, which is lost', () => tell(mallory, is('lost', { at: 20 }))],
    [
      'signed for another room',
      () => receive(signedPresence(alice, away, place, { ...place, room: 'ops' })),
    ],
    [
      'signed for another client',
      () => receive(signedPresence(alice, away, place, { ...place, clientId: 'c2' })),
    ],
    [
      'changed after it was signed',
      () => {
        const { topic, payload } = signedPresence(alice, away, place);
        receive({ topic, payload: Buffer.from(payload.toString().replace('eve', 'eva')) });
      },
    ],
    [
      'of a session that is not theirs',
      () => tell(alice, is('offline', { session: 's0', at: 20 })),
    ],
    ['older', () => tell(alice, is('away', { at: 9 }))],
    ['a loss of an earlier connection', () => tell(alice, is('lost', { at: 20, connection: 0 }))],
  ];

  it.each(attacks)('is not changed by what is %s', async (_, attack) => {
    tell(alice, is('online'));
    attack();
    await taken();
    expect([here(), told()]).toEqual([['alice (online)'], ['alice is here']]);
    expect(room().people.keyOf('c1')).toBe(alice.key);
  });

  it('is not renamed by another key, which is listed by itself', async () => {
    tell(alice, is('online'));
    tell(mallory, is('online', { user: 'eve', at: 20 }));
    await taken();
    expect(here()).toEqual(['alice (online)', 'eve (online)']);
    expect(told()).toEqual(['alice is here', 'eve is here']);
    keys.heard('alice', signerFrom(alice), 0);
    expect(room().people.keyOf('c1')).toBe(alice.key);
  });

  it('changes and ends by itself', async () => {
    tell(alice, is('online'));
    tell(alice, is('away', { at: 11 }));
    tell(alice, is('offline', { at: 12 }));
    await taken();
    expect(told()).toEqual(['alice is here', 'alice is away', 'alice left']);
    tell(mallory, is('online', { user: 'bob', session: 's2', at: 1 }));
    await taken();
    expect(here()).toEqual(['bob (online)']);
  });

  it('takes the place of what the client has published without a signature', async () => {
    tell(undefined, is('online'));
    tell(alice, is('online', { session: 's2', at: 20 }));
    await taken();
    expect([here(), told()]).toEqual([['alice (online)'], ['alice is here']]);
    expect(room().people.keyOf('c1')).toBe(alice.key);
  });

  it('teaches no key: that takes a sentence', async () => {
    tell(alice, is('online'));
    await taken();
    expect(keys.of('alice')).toEqual([]);
  });
});

describe('the loss of a client', () => {
  it.each([
    ['with the same key, in all rooms', alice, is('lost'), false],
    ['unsigned, in none', undefined, is('lost', { at: 20 }), true],
    ['with another key, in none', mallory, is('lost', { at: 20 }), true],
    ['of an earlier connection, in none', alice, is('lost', { connection: 0 }), true],
  ])('counts %s', async (_, identity, loss, isThere) => {
    for (const topic of ['chat', 'ops']) tell(alice, is('online'), { topic });
    tell(identity, loss);
    await taken();
    const left = isThere ? ['alice (online)'] : [];
    expect([here(), here('ops')]).toEqual([left, left]);
  });

  it('of an earlier connection, retained in one room, hides nobody in another', async () => {
    tell(alice, is('lost'), { retain: true });
    tell(alice, is('online', { at: 20, connection: 2 }), { topic: 'ops', retain: true });
    await taken();
    expect([here(), here('ops')]).toEqual([[], ['alice (online)']]);
  });
});

describe('what is on our own topic', () => {
  const ours = is('online', { user: 'me' });

  /** Resolves when all that was published there so far has been taken. */
  const oursTaken = (at: number): Promise<void> =>
    new Promise((resolve) => {
      onChange = () => (room('end').people.list()[0]?.text === `${at}` ? resolve() : undefined);
      tell(us, { ...ours, state: 'away', text: `${at}`, at }, { topic: 'end', clientId: 'ours' });
    });

  it.each([
    ['unsigned', () => tell(undefined, ours, { clientId: 'ours' }), 1],
    ['of another key', () => tell(mallory, ours, { clientId: 'ours' }), 1],
    ['empty', () => receive({ topic: presenceTopic('chat', 'ours'), payload: Buffer.of() }), 1],
    ['an old one of ours', () => tell(us, { ...ours, at: 9 }, { clientId: 'ours' }), 1],
    ['our loss', () => tell(us, { ...ours, state: 'lost' }, { clientId: 'ours' }), 1],
    ['what we have published', () => tell(us, ours, { clientId: 'ours' }), 0],
  ])('makes us publish it again if it is %s', async (name, publish, times) => {
    keys.own = { key: us.key, isUs: (user) => user === 'me' };
    tell(us, ours, { clientId: 'ours' });
    await oursTaken(1);
    publish();
    await oursTaken(2);
    expect(losses).toBe(times);
    expect(here()).toEqual(name === 'our loss' ? [] : ['me (online)']);
  });

  it('tells how far ahead the clock of an earlier run was', async () => {
    keys.own = { key: us.key, isUs: (user) => user === 'me' };
    tell(us, { ...ours, state: 'offline', session: 's0', at: 99 }, { clientId: 'ours' });
    tell(us, ours, { clientId: 'ours' });
    await oursTaken(1);
    expect([losses, newest]).toEqual([1, 99]);
    tell(us, { ...ours, at: 100 }, { clientId: 'ours' });
    await oursTaken(2);
    expect([losses, here()]).toEqual([1, ['me (online)']]);
  });
});

describe('somebody who has left', () => {
  it('is not brought back by an old session that is repeated', async () => {
    tell(alice, is('online', { session: 's5', at: 50 }));
    tell(alice, is('offline', { session: 's5', at: 51 }));
    tell(alice, is('online', { session: 's1', at: 10 }));
    await taken();
    expect([here(), told()]).toEqual([[], ['alice is here', 'alice left']]);
    tell(alice, is('online', { session: 's6', at: 60 }));
    await taken();
    expect(here()).toEqual(['alice (online)']);
  });

  it('says so with no away text of before', async () => {
    tell(alice, is('away', { text: 'lunch' }));
    tell(alice, is('away', { at: 11 }));
    await taken();
    expect(room().people.list()[0]?.text).toBeUndefined();
  });
});

describe('the expiry of a signed presence', () => {
  it('is not shortened by who repeats it', async () => {
    tell(alice, is('online'), { expiry: 300 });
    tell(alice, is('online'), { expiry: 1 });
    await taken();
    vi.advanceTimersByTime(270_000);
    expect(here()).toEqual(['alice (online)']);
    vi.advanceTimersByTime(90_000);
    expect(here()).toEqual([]);
  });

  it('leaves two minutes to renew it', async () => {
    tell(alice, is('online'), { expiry: 1 });
    await taken();
    vi.advanceTimersByTime(120_000);
    expect(here()).toEqual(['alice (online)']);
    vi.advanceTimersByTime(60_000);
    expect(here()).toEqual([]);
  });
});

/** What claims to be of alice, and is not. */
const forge = (count: number): void => {
  const { topic, payload } = signedPresence(alice, is('online'), {
    room: 'chat',
    clientId: 'c1',
  });
  const forged = Buffer.from(payload.toString().replace('"at":10', '"at":11'));
  for (let index = 0; index < count; index += 1) receive({ topic, payload: forged });
};

describe('a flood of signed presence', () => {
  it('of strangers is cut off, and does not touch those who are listed or have spoken', async () => {
    const carol = identityOf(4);
    keys.heard('carol', signerFrom(carol), 0);
    tell(alice, is('online'));
    await taken();
    const { topic, payload } = signedPresence(mallory, is('online', { user: 'eve' }), {
      room: 'chat',
      clientId: 'm',
    });
    for (let index = 0; index < 2500; index += 1) receive({ topic: `${topic}${index}`, payload });
    tell(mallory, is('online', { user: 'eve' }), { clientId: 'late' });
    tell(alice, is('away', { at: 11 }));
    tell(carol, is('online', { user: 'carol' }), { clientId: 'c2' });
    await Promise.all([taken('late'), taken('c2')]);
    await taken();
    expect(here()).toEqual(['alice (away)', 'carol (online)']);
  });

  it('under a key that has spoken does not reach who is listed with it', async () => {
    keys.heard('alice', signerFrom(alice), 0);
    tell(alice, is('online'));
    await taken();
    for (let index = 0; index < 200; index += 1) {
      const { payload } = signedPresence(alice, is('online'), { room: 'ops', clientId: 'c1' });
      receive({ topic: presenceTopic('chat', `m${index}`), payload });
    }
    tell(alice, is('away', { at: 11 }));
    await taken();
    expect(here()).toEqual(['alice (away)']);
  });

  it('under the name of one who is here does not keep them from leaving', async () => {
    tell(alice, is('online'));
    await taken();
    forge(1000);
    tell(alice, is('offline', { at: 12 }));
    await taken();
    expect(here()).toEqual([]);
  });

  it('under the name of one who is here makes nobody expire for a while, nor stay for ever', async () => {
    tell(alice, is('online'), { expiry: 120 });
    await taken();
    // Strangers have used up theirs.
    const verified = vi.spyOn(PresenceVerifications.prototype, 'admits').mockReturnValue(false);
    for (let minutes = 0; minutes < 12; minutes += 1) {
      forge(1);
      vi.advanceTimersByTime(60_000);
      expect(here()).toEqual(['alice (online)']);
    }
    forge(1);
    vi.advanceTimersByTime(60_000);
    expect(here()).toEqual([]);
    verified.mockRestore();
  });

  it('under any number of keys on our own topic is one of strangers', () => {
    const take = vi.spyOn(FlowByKey.prototype, 'take');
    tell(mallory, is('online'), { clientId: 'ours' });
    expect(take.mock.calls.map(([known]) => known)).toEqual([undefined]);
    take.mockRestore();
  });
});
