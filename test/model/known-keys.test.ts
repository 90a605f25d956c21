import { beforeEach, describe, expect, it } from 'vitest';
import type { Signer } from '../../source/chat/signed-line.ts';
import { noSigner } from '../../source/chat/signed-line.ts';
import { KnownKeys } from '../../source/model/known-keys.ts';
import type { StoredKey } from '../../source/model/known-key.ts';

let keys: KnownKeys;
let changes: string[];
let now = 0;

const signer = (key: string, isTemporary = false): Signer => ({ kind: 'key', key, isTemporary });

const hear = (
  user: string,
  key: string,
  more: { temporary?: true; private?: true; doubtful?: true } = {},
): void =>
  keys.heard(user, signer(key, more.temporary), (now += 1), {
    isPrivate: more.private === true,
    isDoubtful: more.doubtful === true,
  });

const standing = (user: string, key: string): string => keys.standing(user, signer(key));

const keysOf = (user: string): string[] => keys.of(user).map(({ key }) => key);

const stored = (user: string, key: string, more: Partial<StoredKey> = {}): StoredKey => ({
  user,
  key,
  isAccepted: true,
  isVerified: false,
  since: 0,
  ...more,
});

beforeEach(() => {
  keys = new KnownKeys();
  changes = [];
  now = 0;
  keys.onChange = (change, { user, key }) => changes.push(`${change} ${user} ${key}`);
});

describe('the keys of a nick', () => {
  it('are taken on trust if nobody has spoken before, also under a name that looks alike', () => {
    expect(standing('bob', 'B')).toBe('new');
    expect(keys.standing('bob', noSigner)).toBe('new');
    hear('bob', 'B');
    expect(standing('bob', 'B')).toBe('known');
    expect(standing('B\u043Eb', 'B')).toBe('known');
    expect(standing('B\u043Eb', 'M')).toBe('other');
    expect(keys.standing('bob', noSigner)).toBe('missing');
    expect(keys.standing('bob', { kind: 'invalid' })).toBe('other');
    expect(standing('carol', 'M')).toBe('new');
  });

  it('are further ones only after a yes, and verified only when compared', () => {
    hear('bob', 'B');
    hear('bob', 'laptop');
    hear('bob', 'laptop');
    expect(standing('bob', 'laptop')).toBe('other');
    keys.accept('bob', 'laptop', false);
    expect(standing('bob', 'laptop')).toBe('known');
    expect(keys.isVerified('bob', 'laptop')).toBe(false);
    keys.accept('bob', 'laptop', true);
    expect(keys.isVerified('bob', 'laptop')).toBe(true);
    keys.accept('bob', 'laptop', false);
    expect(keys.isVerified('bob', 'laptop')).toBe(true);
    keys.accept('bob', 'never heard', true);
    expect(keysOf('bob')).toEqual(['B', 'laptop']);
  });

  it('include ours for our nick, which is not remembered', () => {
    keys.own = { key: 'ours', isUs: (user) => user === 'me' };
    expect(keys.standing('me', noSigner)).toBe('missing');
    expect(standing('me', 'ours')).toBe('known');
    hear('me', 'ours');
    hear('me', 'second laptop');
    expect(standing('me', 'second laptop')).toBe('other');
    expect(keysOf('me')).toEqual(['second laptop']);
  });

  it('are forgotten when the user says so; the next one is trusted again', () => {
    hear('bob', 'B');
    hear('bob', 'C');
    keys.forget('bob', 'B');
    expect(standing('bob', 'C')).toBe('new');
    hear('bob', 'C');
    expect(standing('bob', 'B')).toBe('other');
    expect(changes).toEqual(['changed bob B', 'changed bob C', 'forgotten bob B', 'changed bob C']);
  });

  it('say which of them was heard last', () => {
    expect(keys.lastHeard('bob')).toBeUndefined();
    hear('bob', 'B');
    hear('bob', 'C');
    hear('bob', 'B');
    expect(keys.lastHeard('bob')?.key).toBe('B');
  });
});

describe('a temporary key', () => {
  it('is kept for comparison in this run alone, and not trusted', () => {
    hear('bob', 'T', { temporary: true });
    expect(standing('bob', 'T')).toBe('new');
    expect(keys.standing('bob', noSigner)).toBe('new');
    expect(keysOf('bob')).toEqual(['T']);
    keys.accept('bob', 'T', true);
    expect(standing('bob', 'T')).toBe('known');
    expect(changes).toEqual([]);
  });

  it('is like any other once it is no longer announced as one', () => {
    hear('bob', 'T', { temporary: true });
    hear('bob', 'T');
    hear('bob', 'T', { temporary: true });
    expect(keys.of('bob')).toMatchObject([{ isTemporary: false, isAccepted: true }]);
    expect(changes).toEqual(['changed bob T', 'heard bob T']);
  });
});

describe('what is heard in a private room', () => {
  it('is known in this run, and stored when it is heard elsewhere or verified', () => {
    hear('bob', 'B', { private: true });
    hear('carol', 'C', { private: true });
    expect(standing('bob', 'M')).toBe('other');
    keys.accept('bob', 'B', false);
    expect(changes).toEqual([]);
    keys.accept('bob', 'B', true);
    hear('carol', 'C');
    expect(changes).toEqual(['changed bob B', 'changed carol C']);
    // Nor is it stored that somebody was heard there.
    hear('carol', 'C', { private: true });
    expect(changes).toHaveLength(2);
  });
});

describe('when there are too many keys', () => {
  it('a nick has 8: those not accepted make room for one another, the one heard longest ago first', () => {
    hear('bob', 'B');
    for (let index = 1; index <= 7; index += 1) hear('bob', `M${index}`);
    hear('bob', 'M1');
    hear('bob', 'M8');
    expect(keysOf('bob')).toEqual(['B', 'M1', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8']);
    expect(changes.slice(-2)).toEqual(['evicted bob M2', 'changed bob M8']);
    for (const { key } of keys.of('bob')) keys.accept('bob', key, false);
    hear('bob', 'M9');
    expect(keysOf('bob')).toHaveLength(8);
    expect(keysOf('bob')).not.toContain('M9');
  });

  it('there are 2,000: those not accepted go first, then the ones known for the shortest time', () => {
    hear('alice', 'A');
    hear('bob', 'B');
    hear('carol', 'C');
    hear('carol', 'not hers');
    keys.accept('alice', 'A', true);
    for (let index = 0; index < 1996; index += 1) hear(`stranger ${index}`, `key ${index}`);
    hear('bob', 'B');
    changes = [];
    for (let index = 0; index < 4; index += 1) hear(`newcomer ${index}`, `newcomer ${index}`);
    expect(changes.filter((change) => change.startsWith('evicted'))).toEqual([
      'evicted carol not hers',
      'evicted carol C',
      'evicted stranger 0 key 0',
      'evicted stranger 1 key 1',
    ]);
    changes = [];
    // A key that is not trusted does not make one go that is.
    hear('bob', 'not his');
    expect([keysOf('bob'), changes]).toEqual([['B'], []]);
    for (let index = 0; index < 4000; index += 1) hear(`crowd ${index}`, `crowd ${index}`);
    expect(keys.isVerified('alice', 'A')).toBe(true);
    expect(keysOf('bob')).toEqual(['B']);
    expect(keysOf('stranger 1900')).toEqual([]);
  });
});

describe('the keys of earlier runs', () => {
  it('are known again, with what was said about them, in the order in which they were heard', () => {
    keys.restore([
      stored('bob', 'B', { isVerified: true, since: 5 }),
      stored('bob', 'M', { isAccepted: false, since: 6 }),
    ]);
    expect(keys.isVerified('bob', 'B')).toBe(true);
    expect(standing('bob', 'M')).toBe('other');
    expect(keys.of('bob')[0]?.since).toBe(5);
    expect(changes).toEqual([]);
    const many = Array.from({ length: 2000 }, (_, index) =>
      stored(`s${index}`, `${index}`, { since: -1e9 }),
    );
    keys = new KnownKeys();
    keys.restore(many);
    hear('s0', '0');
    hear('somebody', 'S');
    expect([keysOf('s0'), keysOf('s1')]).toEqual([['0'], []]);
  });

  it('have the trust that somebody else got before they were loaded', () => {
    hear('bob', 'M');
    hear('carol', 'C');
    hear('dave', 'D');
    keys.restore([stored('bob', 'B'), stored('dave', 'D', { isVerified: true })]);
    expect([standing('bob', 'B'), standing('bob', 'M')]).toEqual(['known', 'other']);
    expect(standing('carol', 'C')).toBe('known');
    expect(keys.isVerified('dave', 'D')).toBe(true);
    expect(changes.slice(-3)).toEqual(['changed bob M', 'changed carol C', 'changed dave D']);
  });

  it('do not undo a yes when the history is opened again', () => {
    keys.restore([stored('bob', 'B')]);
    hear('bob', 'laptop');
    keys.accept('bob', 'laptop', false);
    keys.restore([stored('bob', 'B')]);
    expect(standing('bob', 'laptop')).toBe('known');
  });
});

describe('trust', () => {
  it('is not given to a line that is marked', () => {
    hear('bob', 'M', { doubtful: true });
    expect(standing('bob', 'M')).toBe('new');
    hear('bob', 'B');
    expect([standing('bob', 'B'), standing('bob', 'M')]).toEqual(['known', 'other']);
  });

  it('is not given under a nick that speaks without a signature', () => {
    keys.heard('sensor', noSigner, 1);
    hear('s\u0435nsor', 'M');
    expect(keys.standing('sensor', noSigner)).toBe('new');
    keys.accept('sensor', 'M', false);
    expect(standing('sensor', 'M')).toBe('known');
  });

  it('in ourselves does not hang on the nick', () => {
    keys.own = { key: 'own', isUs: (user) => user === 'me' };
    expect([standing('me', 'own'), standing('other', 'own'), standing('me', 'M')]).toEqual([
      'known',
      'known',
      'other',
    ]);
  });

  it('is not pushed out by strangers, however many keys they have', () => {
    hear('alice', 'A');
    now += 3600 * 1000;
    hear('alice', 'A');
    for (let index = 0; index < 5000; index += 1) hear(`stranger ${index}`, `key ${index}`);
    expect(standing('alice', 'A')).toBe('known');
    expect(standing('alice', 'M')).toBe('other');
  });

  it('of earlier runs is not pushed out by strangers who stay for an hour, nor does it push out others', () => {
    keys.restore([stored('alice', 'A')]);
    for (let round = 0; round < 2; round += 1) {
      for (let index = 0; index < 1999; index += 1) hear(`stranger ${index}`, `key ${index}`);
      now += 3600 * 1000;
    }
    for (let index = 0; index < 3; index += 1) hear(`newcomer ${index}`, `newcomer ${index}`);
    expect(standing('alice', 'M')).toBe('other');
    keys = new KnownKeys();
    const many = Array.from({ length: 1999 }, (_, index) => stored(`s${index}`, `${index}`));
    keys.restore(many);
    hear('bob', 'B');
    now += 3600 * 1000;
    hear('bob', 'B');
    for (let index = 0; index < 3; index += 1) hear(`newcomer ${index}`, `newcomer ${index}`);
    expect(standing('bob', 'M')).toBe('other');
  });

  it('of earlier runs outlasts strangers, too', () => {
    keys.restore([stored('alice', 'A'), stored('carol', 'C')]);
    for (let index = 0; index < 5000; index += 1) hear(`stranger ${index}`, `key ${index}`);
    expect([standing('alice', 'A'), standing('carol', 'C')]).toEqual(['known', 'known']);
  });
});
