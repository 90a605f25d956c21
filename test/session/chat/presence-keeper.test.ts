import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  decodePresence,
  type Presence,
  type PresenceState,
} from '../../../source/chat/presence.ts';
import { presenceSignerOf } from '../../../source/chat/signed-presence.ts';
import { ConnectionLost, Refused } from '../../../source/mqtt/request-errors.ts';
import { PresenceKeeper } from '../../../source/session/chat/presence-keeper.ts';
import { type FakeConnection, fakeConnection } from '../../support/fake-connection.ts';
import { identityOf } from '../../support/identities.ts';

const now = 1_700_000_000_000;

let fake: FakeConnection;
let keeper: PresenceKeeper;
let notices: string[];

const aKeeper = (isTransient: boolean): PresenceKeeper =>
  new PresenceKeeper({
    identity: identityOf(1),
    direct: () => undefined,
    clientId: 'own/1',
    isTransient,
    session: 's1',
    connection: () => fake.connection,
    onArrived: () => undefined,
    onNotArrived: () => undefined,
    notify: (text) => notices.push(text),
  });

/** What has been published since the last look: room and state, or "cleared". */
const told = (): string[] =>
  fake.published.splice(0).map(({ topic, payload }) => {
    const state = payload === '' ? 'cleared' : (JSON.parse(payload) as { state: string }).state;
    return `${topic.split('/')[0]} ${state}`;
  });

beforeEach(() => {
  vi.useFakeTimers({ now });
  fake = fakeConnection();
  notices = [];
  keeper = aKeeper(false);
});

afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

const names = (): string[] =>
  fake.published.splice(0).map(({ payload }) => (JSON.parse(payload) as { user: string }).user);

describe('our presence', () => {
  it('is retained for five minutes, with name, session and time', () => {
    void keeper.arrive('chat', 'alice');
    const [{ topic, payload, options } = { topic: '', payload: '', options: {} }] = fake.published;
    expect(topic).toBe('chat/$presence/own%2F1');
    expect(JSON.parse(payload)).toMatchObject({
      state: 'online',
      user: 'alice',
      session: 's1',
      at: now,
      connection: 0,
    });
    expect(options).toEqual({ qos: 1, retain: true, expiry: 300 });
  });

  it('is not retained where the broker keeps nothing, nor cleared', async () => {
    keeper.stop();
    keeper = aKeeper(true);
    Object.assign(fake.connection, { limits: { ...fake.connection.limits, retain: false } });
    void keeper.arrive('chat', 'alice');
    await keeper.leave('chat');
    expect(fake.published.map(({ options }) => options.retain)).toEqual([false, false]);
    expect(told()).toEqual(['chat online', 'chat offline']);
  });

  it('that the broker refuses is told once', async () => {
    fake.answer = () => Promise.reject(new Refused('packet too large (149)'));
    void keeper.arrive('chat', 'alice');
    keeper.announce();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(notices).toEqual(['The broker refused your presence: packet too large (149).']);
  });

  it.each([
    ['lunch', 'lunch'],
    ['', undefined],
  ])('says that we are away, with the text %j', (text, said) => {
    keeper.awayText = text;
    void keeper.arrive('chat', 'alice');
    const payload: unknown = JSON.parse(fake.published[0]?.payload ?? '');
    expect(payload).toMatchObject({ user: 'alice', session: 's1', at: now, state: 'away' });
    expect((payload as Presence).text).toBe(said);
  });

  it('has no away text when we leave, or are lost', async () => {
    keeper.awayText = 'lunch';
    await keeper.leave('chat');
    expect(JSON.parse(fake.published[0]?.payload ?? '')).not.toHaveProperty('text');
    expect(JSON.parse(String(keeper.will('chat', 'alice')?.payload))).not.toHaveProperty('text');
  });

  it('is renewed every two minutes in all rooms, as long as we are in them', async () => {
    void keeper.arrive('chat', 'alice');
    void keeper.arrive('ops', 'alice');
    told();
    vi.advanceTimersByTime(119_999);
    expect(told()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told()).toEqual(['chat online', 'ops online']);
    await keeper.leave('chat');
    keeper.leaveLater('ops');
    told();
    vi.advanceTimersByTime(240_000);
    expect(told()).toEqual([]);
  });

  it.each([4, 5] as const)('is renewed with MQTT version %i, and says until when', (version) => {
    fake.setStatus('connected', version);
    void keeper.arrive('chat', 'alice');
    expect(JSON.parse(fake.published[0]?.payload ?? '')).toMatchObject({ expiry: 300 });
    told();
    vi.advanceTimersByTime(120_000);
    expect(told()).toEqual(['chat online']);
    expect(JSON.parse(String(keeper.will('chat', 'alice')?.payload))).not.toHaveProperty('expiry');
  });

  it('is not renewed where there is no connection', () => {
    void keeper.arrive('chat', 'alice');
    told();
    fake.setStatus('waiting', 5);
    vi.advanceTimersByTime(600_000);
    expect(told()).toEqual([]);
  });

  it('is not renewed any more after the end', () => {
    void keeper.arrive('chat', 'alice');
    told();
    keeper.stop();
    vi.advanceTimersByTime(600_000);
    expect(told()).toEqual([]);
  });

  it('is told again under the same name, or another, which stays', () => {
    void keeper.arrive('chat', 'alice');
    keeper.announce();
    keeper.announce('alicia');
    keeper.announce();
    expect(names()).toEqual(['alice', 'alice', 'alicia', 'alicia']);
  });

  it('harms nobody where the broker refuses it or is gone', async () => {
    fake.answer = () => Promise.reject(new ConnectionLost());
    keeper.stop();
    keeper = aKeeper(true);
    void keeper.arrive('chat', 'alice');
    await expect(keeper.leave('chat')).resolves.toBeUndefined();
    expect(told()).toEqual(['chat online', 'chat offline', 'chat cleared']);
  });
});

describe('our will message', () => {
  it('says in the first room that we are lost, ten seconds after that, for a day', () => {
    const { payload, ...rest } = keeper.will('chat', 'alice') ?? { payload: '' };
    expect(rest).toEqual({
      topic: 'chat/$presence/own%2F1',
      qos: 1,
      retain: true,
      delay: 10,
      expiry: 86_400,
    });
    expect(JSON.parse(payload)).toMatchObject({
      state: 'lost',
      user: 'alice',
      session: 's1',
      at: now,
      connection: 1,
    });
  });

  it('is none without a room', () => {
    expect(keeper.will(undefined, 'alice')).toBeUndefined();
  });
});

describe('leaving', () => {
  it('keeps the entry of a client that will come back', async () => {
    void keeper.arrive('chat', 'alice');
    await keeper.leave('chat');
    expect(told()).toEqual(['chat online', 'chat offline']);
  });

  it('clears the entry of one that will not, and retains that', async () => {
    keeper.stop();
    keeper = aKeeper(true);
    await keeper.leave('chat');
    expect(fake.published.at(-1)).toEqual({
      topic: 'chat/$presence/own%2F1',
      payload: '',
      options: { qos: 1, retain: true },
    });
    expect(told()).toEqual(['chat offline', 'chat cleared']);
  });

  it('of all rooms takes as long as the broker needs, and a second at most', async () => {
    const granted = Promise.withResolvers<void>();
    fake.answer = () => granted.promise;
    const ends: string[] = [];
    const leave = async (name: string): Promise<void> => {
      await keeper.leaveAll(['chat', 'ops']);
      ends.push(name);
    };
    void leave('slow');
    expect(told()).toEqual(['chat offline', 'ops offline']);
    await vi.advanceTimersByTimeAsync(999);
    expect(ends).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ends).toEqual(['slow']);
    void leave('answered');
    await vi.advanceTimersByTimeAsync(500);
    granted.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(ends).toEqual(['slow', 'answered']);
  });

  it('without a connection is made up for, once, but not in rooms joined again', () => {
    for (const room of ['chat', 'ops', 'lab']) keeper.leaveLater(room);
    expect(told()).toEqual([]);
    expect(keeper.leaveNow(['ops', 'other'])).toEqual(['chat', 'lab']);
    expect(told()).toEqual(['chat offline', 'lab offline']);
    expect(keeper.leaveNow([])).toEqual([]);
  });
});

/** The state, the number of the connection, and whether we have signed it for its place. */
const seen = async (
  room: string,
  payload: string | Uint8Array,
): Promise<[PresenceState, number | undefined, boolean]> => {
  const presence = decodePresence(Buffer.from(payload));
  if (presence === undefined) throw new Error('That is no presence.');
  const signer = await presenceSignerOf(presence, { room, clientId: 'own/1' });
  expect(['key', 'invalid']).toContain(signer.kind);
  const isOurs = signer.kind === 'key' && signer.key === identityOf(1).key;
  return [presence.state, presence.connection, isOurs];
};

describe('what we publish of ourselves', () => {
  it('is signed for its room, and the will message for its connection', async () => {
    for (const connection of [1, 2]) {
      const will = keeper.will('chat', 'alice')?.payload ?? '';
      void keeper.arrive('ops', 'alice');
      const [{ payload } = { payload: '' }] = fake.published.splice(0);
      expect(await seen('chat', will)).toEqual(['lost', connection, true]);
      expect(await seen('ops', payload)).toEqual(['online', connection, true]);
      expect(await seen('chat', payload)).toEqual(['online', connection, false]);
    }
  });

  it('has a time that grows, even if the clock does not', () => {
    for (const turned of [0, -5000, 10]) {
      vi.setSystemTime(now + turned);
      void keeper.arrive('chat', 'alice');
    }
    const times = fake.published.map(({ payload }) => (JSON.parse(payload) as Presence).at);
    expect(times).toEqual([now, now + 1, now + 10]);
  });

  it('has a later time than what an earlier run has signed, though the clock was set back', () => {
    void keeper.arrive('chat', 'alice');
    keeper.restate(now + 3_600_000);
    void keeper.arrive('chat', 'alice');
    const times = fake.published.map(({ payload }) => (JSON.parse(payload) as Presence).at);
    expect(times).toEqual([now, now + 3_600_001, now + 3_600_002]);
  });

  it('is restored when somebody replaces it, at once and then every ten seconds', () => {
    keeper.restate();
    expect(told()).toEqual([]);
    void keeper.arrive('chat', 'alice');
    void keeper.arrive('ops', 'alice');
    told();
    const both = ['chat online', 'ops online'];
    keeper.restate();
    expect(told()).toEqual(both);
    for (let times = 0; times < 100; times += 1) keeper.restate();
    vi.advanceTimersByTime(9999);
    expect(told()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told()).toEqual(both);
    vi.advanceTimersByTime(20_000);
    expect(told()).toEqual([]);
    keeper.restate();
    expect(told()).toEqual(both);
    keeper.restate();
    keeper.stop();
    vi.advanceTimersByTime(20_000);
    expect(told()).toEqual([]);
  });
});
