import { describe, expect, it } from 'vitest';
import type { Presence } from '../../source/chat/presence.ts';
import { KnownKeys } from '../../source/model/known-keys.ts';
import type { SignedPresence } from '../../source/model/known-presence.ts';
import { People } from '../../source/model/people.ts';
import { shortIdentifier } from '../../source/model/person.ts';

const is = (state: Presence['state'], user = 'alice', session = 's1'): Presence => ({
  state,
  user,
  session,
  at: 0,
});

const signed = (key: string, user: string): SignedPresence => ({ ...is('online', user), key });

/** Puts five thousand strangers on a list. */
const crowd = (people: People): void => {
  for (let count = 0; count < 5000; count += 1)
    people.update(`made-up ${count}`, is('online', `stranger ${count}`));
};

const names = (people: People): string[] => people.list().map(({ user }) => user);

describe('presence', () => {
  it('puts a person on the list and takes him off', () => {
    const people = new People();
    expect(people.update('c1', is('online'))).toBe('alice is here');
    expect(people.list()).toMatchObject([
      { user: 'alice', state: 'online', clientId: 'c1', session: 's1' },
    ]);
    expect(people.count).toBe(1);
    expect(people.update('c1', is('offline'))).toBe('alice left');
    expect(names(people)).toEqual([]);
    expect(people.count).toBe(0);
  });

  it.each([
    ['away', 'online', 'alice is back'],
    ['online', 'away', 'alice is away'],
    ['offline', 'online', 'alice is here'],
    ['lost', 'away', 'alice is here'],
    ['online', 'lost', 'alice was lost (the connection broke)'],
    ['away', 'offline', 'alice left'],
    ['online', 'online', undefined],
    ['offline', 'lost', undefined],
  ] as const)('from %s to %s is told as: %s', (before, after, words) => {
    const people = new People();
    people.update('c1', is(before));
    expect(people.update('c1', is(after))).toBe(words);
  });

  it('tells a new name', () => {
    const people = new People();
    people.update('c1', is('online', 'alice'));
    expect(people.update('c1', is('online', 'bob'))).toBe('alice is now bob');
    expect(names(people)).toEqual(['bob']);
  });

  it('of one who was never here is no news', () => {
    expect(new People().update('c1', is('lost'))).toBeUndefined();
    expect(new People().update('c1', is('offline'))).toBeUndefined();
  });

  it('that is lost in another session than the last is stale', () => {
    const people = new People();
    people.update('c1', is('online', 'alice', 's2'));
    expect(people.update('c1', is('lost', 'alice', 's1'))).toBeUndefined();
    expect(names(people)).toEqual(['alice']);
    expect(people.update('c1', is('lost', 'alice', 's2'))).toContain('lost');
    expect(names(people)).toEqual([]);
  });

  it('tells two clients with one name apart', () => {
    const people = new People();
    people.update('c1', is('online'));
    people.update('c2', is('away'));
    expect(people.list().map(({ clientId }) => clientId)).toEqual(['c1', 'c2']);
    people.update('c1', is('offline'));
    expect(people.list().map(({ clientId }) => clientId)).toEqual(['c2']);
  });

  it('that is removed is forgotten', () => {
    const people = new People();
    people.update('c1', is('online'));
    people.remove('c1');
    people.remove('c9');
    expect(names(people)).toEqual([]);
  });
});

describe('a speaker without presence', () => {
  it('is listed, once, among the others by name', () => {
    const people = new People();
    people.update('c1', is('online', 'bob'));
    for (const user of ['carol', 'alice', 'carol']) people.spoke(user, 0);
    expect(names(people)).toEqual(['alice', 'bob', 'carol']);
    expect(people.list()[0]).toMatchObject({ user: 'alice', state: 'online' });
  });

  it('is listed as people count', () => {
    const people = new People();
    for (const user of ['bot10', 'bot9', 'bot1']) people.spoke(user, 0);
    expect(names(people)).toEqual(['bot1', 'bot9', 'bot10']);
  });

  it('is not listed beside the client of that name', () => {
    const people = new People();
    people.spoke('alice', 0);
    people.update('c1', is('online', 'alice'));
    people.spoke('alice', 0);
    expect(people.list()).toEqual([expect.objectContaining({ clientId: 'c1' })]);
    people.update('c1', is('offline', 'alice'));
    expect(names(people)).toEqual([]);
  });

  it('is listed although a client of that name was here before', () => {
    const people = new People();
    people.update('c1', is('offline', 'alice'));
    people.spoke('alice', 0);
    expect(names(people)).toEqual(['alice']);
  });

  it('stays when an old client of that name is told to have left', () => {
    const people = new People();
    people.spoke('alice', 0);
    people.update('c1', is('offline', 'alice'));
    expect(names(people)).toEqual(['alice']);
  });

  it('does not stay behind when the client that spoke takes another name', () => {
    const people = new People();
    people.update('c1', is('online', 'alice'));
    people.spoke('alice', 0);
    people.update('c1', is('online', 'bob'));
    expect(names(people)).toEqual(['bob']);
  });

  it('does not stay behind when the presence of the client that spoke is removed', () => {
    const people = new People();
    people.update('c1', is('online', 'alice'));
    people.spoke('alice', 0);
    people.remove('c1');
    expect(names(people)).toEqual([]);
  });
});

describe('the limits of the list', () => {
  it('hold for clients and for speakers', () => {
    const people = new People();
    for (let count = 0; count < 3000; count += 1) {
      people.update(`c${count}`, is('online', `client ${count}`));
      people.spoke(`speaker ${count}`, 0);
    }
    expect(people.count).toBe(2000);
    expect(names(people)).toContain('speaker 2999');
    expect(names(people)).not.toContain('speaker 0');
  });

  it('do not keep those who are known from changing', () => {
    const people = new People();
    for (let count = 0; count < 1500; count += 1)
      people.update(`c${count}`, is('online', `client ${count}`));
    expect(people.update('c1499', is('offline', 'client 1499'))).toBe('client 1499 left');
  });

  it('leave room for who comes when most of those known have left', () => {
    const people = new People();
    for (let count = 0; count < 1500; count += 1)
      people.update(`c${count}`, is('offline', `client ${count}`));
    people.update('me', is('online', 'alice'));
    expect(names(people)).toEqual(['alice']);
  });
});

describe('a crowd of made-up clients', () => {
  it('leaves those who have spoken or are verified, and us', () => {
    const keys = new KnownKeys();
    const people = new People(keys);
    keys.own = { key: 'own', isUs: () => false };
    const heard = (user: string, key: string): void =>
      keys.heard(user, { kind: 'key', key, isTemporary: false }, 0);
    heard('verified', 'V');
    keys.accept('verified', 'V', true);
    heard('known', 'N');
    people.update('c1', signed('V', 'verified'));
    people.update('c2', signed('N', 'known'));
    people.update('c3', signed('T', 'temporary'));
    people.update('c4', is('online', 'unsigned'));
    people.update('c5', signed('own', 'us'));
    people.update('c6', is('online', 'silent'));
    people.spoke('temporary', 0, 'T');
    people.spoke('unsigned', 0);
    people.spoke('early', 0);
    people.update('c7', is('online', 'early'));
    crowd(people);
    expect(people.count).toBe(1000);
    expect(names(people)).toEqual(
      expect.arrayContaining(['verified', 'known', 'temporary', 'unsigned', 'early', 'us']),
    );
    expect(names(people)).not.toContain('silent');
    expect(names(people)).toContain('stranger 4999');
  });

  it('has a place for who speaks, or comes back, later', () => {
    const people = new People();
    people.update('c1', is('offline', 'bob'));
    crowd(people);
    expect(people.isFull).toBe(true);
    expect(people.update('c1', is('online', 'bob'))).toBe('bob is here');
    crowd(people);
    expect(names(people)).not.toContain('bob');
    people.spoke('bob', 0);
    people.update('c1', is('online', 'bob'));
    crowd(people);
    expect(names(people)).toContain('bob');
  });

  it('gains nothing from a name or a key that has spoken', () => {
    const people = new People();
    people.spoke('mallory', 0, 'M');
    people.update('c1', is('online', 'alice'));
    people.spoke('alice', 0);
    for (let count = 0; count < 5000; count += 1) {
      people.update(`m${count}`, signed('M', 'mallory'));
      people.update(`a${count}`, is('online', 'alice'));
    }
    people.spoke('alice', 0);
    expect(people.list().filter(({ key }) => key === 'M')).toHaveLength(8);
    expect(people.isHere('c1')).toBe(true);
    crowd(people);
    expect(people.isHere('c1')).toBe(true);
    expect(names(people).filter((name) => name === 'alice')).toHaveLength(1);
  });

  it('can be put off expiring, not brought forward', () => {
    const people = new People();
    people.update('c1', signed('K', 'alice'), 1000);
    people.prolong('c1', 'K', 2000);
    people.prolong('c1', 'K', 1500);
    people.prolong('c1', 'L', 9000);
    expect(people.fade(301_999)).toEqual([]);
    expect(people.fade(302_001)).toHaveLength(1);
  });
});

describe('who is no longer heard of', () => {
  it('fades: a presence that was not renewed, with a word', () => {
    const people = new People();
    people.update('c1', is('online', 'alice'), 1000);
    people.update('c2', is('online', 'bob'));
    expect(people.fade(1000)).toEqual([]);
    expect(people.fade(1001)).toEqual([]);
    expect(people.list().map(({ isQuiet }) => isQuiet)).toEqual([true, undefined]);
    expect(people.fade(301_000)).toEqual([]);
    expect(people.fade(301_001)).toEqual(['alice was lost (no sign for minutes)']);
    expect(names(people)).toEqual(['bob']);
    expect(people.fade(400_000)).toEqual([]);
    expect(people.update('c1', is('online', 'alice'), 5000)).toBe('alice is here');
  });

  it('fades: one who only spoke, without a word', () => {
    const people = new People();
    people.spoke('alice', 0);
    people.spoke('bob', 1_000_000);
    people.forgetSilent(2_000_000);
    expect(names(people)).toEqual(['bob']);
  });
});

describe('the people of a room', () => {
  it('are listed by name, with why they are away', () => {
    const people = new People();
    people.update('c1', is('online', 'carol'));
    people.spoke('bob', 0);
    expect(people.update('c2', { ...is('away', 'alice'), text: 'lunch' })).toBe('alice is here');
    expect(people.update('c1', { ...is('away', 'carol'), text: 'tea' })).toBe('carol is away: tea');
    expect(people.list().map(({ user, text }) => [user, text])).toEqual([
      ['alice', 'lunch'],
      ['bob', undefined],
      ['carol', 'tea'],
    ]);
  });

  it('have a version that changes with what can be seen', () => {
    const people = new People();
    const changed = (change: () => unknown): boolean => {
      const before = people.version;
      change();
      return people.version !== before;
    };
    expect(changed(() => people.update('c1', is('online'), 1000))).toBe(true);
    expect(changed(() => people.update('c1', is('online', 'alice', 's2'), 2000))).toBe(false);
    expect(changed(() => people.update('c1', is('online', 'bob', 's2'), 2000))).toBe(true);
    expect(changed(() => people.update('c1', is('away', 'bob', 's2'), 2000))).toBe(true);
    expect(
      changed(() => people.update('c1', { ...is('away', 'bob', 's2'), text: 'x' }, 2000)),
    ).toBe(true);
    expect(changed(() => people.fade(2000))).toBe(false);
    expect(changed(() => people.fade(2001))).toBe(true);
    expect(changed(() => people.fade(2002))).toBe(false);
    expect(changed(() => people.fade(302_001))).toBe(true);
    expect(changed(() => people.remove('c2'))).toBe(false);
    expect(changed(() => people.remove('c1'))).toBe(true);
    people.spoke('eve', 0);
    expect(changed(() => people.forgetSilent(30 * 60_000))).toBe(false);
    expect(changed(() => people.forgetSilent(30 * 60_000 + 1))).toBe(true);
    expect(people.count).toBe(0);
  });

  it('are found by client, name and session', () => {
    const people = new People();
    people.update('c1', is('online', 'alice', 's1'));
    people.update('c2', is('offline', 'bob', 's2'));
    people.spoke('eve', 0);
    expect(['c1', 'c2', 'c3'].map((client) => people.isHere(client))).toEqual([true, false, false]);
    expect(['s1', 's2', 's3', undefined].map((session) => people.clientOf(session))).toEqual([
      'c1',
      'c2',
      undefined,
      undefined,
    ]);
    expect(
      [
        ['c1', 'alice'],
        ['c1', 'bob'],
        ['c2', 'bob'],
        [undefined, 'alice'],
      ].map(([client, user]) => people.isHereAs(client, user!)),
    ).toEqual([true, false, false, false]);
    expect(['alice', 'bob', 'eve'].map((user) => people.tellsName(user))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('are ambiguous where a name is like another one here, or that of two clients', () => {
    const people = new People();
    people.update('c1', is('online', 'alice'));
    expect(people.isAmbiguous('alice')).toBe(false);
    expect(people.isAmbiguous('\u0430lice')).toBe(true);
    people.update('c2', is('offline', 'alice'));
    expect(people.isAmbiguous('alice')).toBe(false);
    people.update('c2', is('away', 'alice'));
    expect(people.isAmbiguous('alice')).toBe(true);
    expect(people.isAmbiguous('bob')).toBe(false);
    people.spoke('b0b', 0);
    people.spoke('bob', 0);
    expect(people.isAmbiguous('bob')).toBe(true);
  });

  it('are told apart by the end of their identifiers', () => {
    expect(shortIdentifier({ clientId: 'mqtt-tui-1a2b' })).toBe('1a2b');
    expect(shortIdentifier({ clientId: 'a' })).toBe('a');
    expect(shortIdentifier({})).toBe('?');
  });
});
