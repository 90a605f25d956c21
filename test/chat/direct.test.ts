import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeDirect,
  encodeAgain,
  encodeEncrypted,
  isAgainTrue,
} from '../../source/chat/direct.ts';
import { DirectCipher, type DirectParts, directParts } from '../../source/chat/direct-cipher.ts';
import {
  DirectKeyPair,
  type DirectStatement,
  isStatementTrue,
  stateDirectKey,
} from '../../source/chat/direct-key.ts';
import { identityOf } from '../support/identities.ts';
import '../support/property-seed.ts';

const [alice, bob, mallory] = [identityOf(1), identityOf(2), identityOf(3)];
const pairOf = (byte: number): DirectKeyPair => DirectKeyPair.fromSeed(Buffer.alloc(32, byte));
const [aliceRun, bobRun, malloryRun] = [pairOf(11), pairOf(12), pairOf(13)];

const place = { user: 'alice', clientId: 'a', session: 's1', dh: aliceRun.dh };
const stated = (identity = alice, more: Partial<typeof place> = {}): DirectStatement => {
  const statement = stateDirectKey(identity, { ...place, ...more });
  if (statement === undefined) throw new Error('not stated');
  return statement;
};

const envelope = { topic: 'chat/$dm/b', user: 'alice', clientId: 'a', session: 's1' };
const toBob = { key: bob.key, dh: bobRun.dh };

const partsOf = (dm: string): DirectParts => {
  const parts = directParts(dm);
  if (parts === undefined) throw new Error('malformed');
  return parts;
};

const sealed = (plain = 'psst', counter = 0): string =>
  new DirectCipher(alice.key, aliceRun, counter).seal(envelope, toBob, plain)?.dm ?? '';

const atBob = (): DirectCipher => new DirectCipher(bob.key, bobRun);

/** A list of fields, each after its length: what docs/wire.md says, written once more. */
const joined = (...fields: (string | Buffer)[]): Buffer =>
  Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field as string);
      return [Buffer.from([0, 0, bytes.length >> 8, bytes.length & 255]), bytes];
    }),
  );

const bytesOf = (key: string): Buffer => Buffer.from(key, 'base64url');

/** The key from Alice to Bob by the description. */
const keyByTheBook = (): Buffer => {
  const privateKey = createPrivateKey({
    key: Buffer.concat([
      Buffer.from('302e020100300506032b656e04220420', 'hex'),
      Buffer.alloc(32, 12),
    ]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'X25519', x: aliceRun.dh },
    format: 'jwk',
  });
  const info = joined(
    'mqtt-tui direct message 1',
    bytesOf(alice.key),
    bytesOf(bob.key),
    bytesOf(aliceRun.dh),
    bytesOf(bobRun.dh),
  );
  const secret = diffieHellman({ privateKey, publicKey });
  return Buffer.from(hkdfSync('sha256', secret, '', info, 32));
};

const nonceByTheBook = (counter: number): Buffer =>
  Buffer.concat([Buffer.alloc(8), Buffer.from([0, 0, 0, counter])]);

describe('an encrypted direct message', () => {
  it('is what the description says, byte for byte', () => {
    const bytes = bytesOf(sealed('psst', 7));
    expect(bytes.subarray(0, 69)).toEqual(
      Buffer.concat([
        Buffer.of(1),
        bytesOf(aliceRun.dh),
        bytesOf(bobRun.dh),
        Buffer.from([0, 0, 0, 7]),
      ]),
    );
    const opening = createDecipheriv('aes-256-gcm', keyByTheBook(), nonceByTheBook(7))
      .setAAD(joined(bytes.subarray(0, 69), 'chat/$dm/b', 'alice', 'a', 's1'))
      .setAuthTag(bytes.subarray(-16));
    const plain = Buffer.concat([opening.update(bytes.subarray(69, -16)), opening.final()]);
    expect(plain.toString()).toBe('psst');
  });

  it('that somebody else wrote by the description is opened', () => {
    const header = bytesOf(sealed('', 9)).subarray(0, 69);
    const sealing = createCipheriv('aes-256-gcm', keyByTheBook(), nonceByTheBook(9)).setAAD(
      joined(header, 'chat/$dm/b', 'alice', 'a', 's1'),
    );
    const body = Buffer.concat([sealing.update('你好'), sealing.final()]);
    const dm = Buffer.concat([header, body, sealing.getAuthTag()]).toString('base64url');
    expect(atBob().open(envelope, alice.key, partsOf(dm))).toEqual({
      kind: 'opened',
      plain: Buffer.from('你好'),
    });
  });

  it('is the one in the description', () => {
    const statement = stated();
    const plain = '{"user":"alice","say":"psst"}';
    const payload = encodeEncrypted(statement, sealed(plain));
    const text = readFileSync(new URL('../../docs/wire.md', import.meta.url), 'utf8');
    expect(text).toContain(`\n${payload}\n`);
    const read = decodeDirect(Buffer.from(payload));
    if (typeof read !== 'object' || read.kind !== 'encrypted') throw new Error('not read');
    expect(isStatementTrue(read.statement)).toBe(true);
    const { topic } = envelope;
    expect(atBob().open({ topic, ...read.statement }, read.statement.key, read.parts)).toEqual({
      kind: 'opened',
      plain: Buffer.from(plain),
    });
  });

  it('is opened once, in any order, by the one it is for', () => {
    const cipher = new DirectCipher(alice.key, aliceRun);
    const all = ['one', 'two', 'three'].map((text) => cipher.seal(envelope, toBob, text));
    expect(all.map((each) => each?.counter)).toEqual([0, 1, 2]);
    const receiver = atBob();
    const open = (index: number): unknown =>
      receiver.open(envelope, alice.key, partsOf(all[index]?.dm ?? ''));
    expect(open(2)).toMatchObject({ kind: 'opened', plain: Buffer.from('three') });
    expect(open(0)).toMatchObject({ kind: 'opened', plain: Buffer.from('one') });
    expect(open(2)).toEqual({ kind: 'replayed' });
    expect(open(1)).toMatchObject({ kind: 'opened' });
    const nextRun = new DirectCipher(bob.key, malloryRun);
    expect(nextRun.open(envelope, alice.key, partsOf(all[0]?.dm ?? ''))).toEqual({
      kind: 'other-run',
    });
  });

  it('is opened once though ever so many others have written, if its key is known', () => {
    const parts = partsOf(sealed());
    const receiver = atBob();
    const open = (isKnown: boolean): string =>
      receiver.open(envelope, alice.key, parts, isKnown).kind;
    const runs = (count: number, isKnown: boolean): void => {
      for (let run = 0; run < count; run += 1) {
        const fresh = DirectKeyPair.create();
        const { dm = '' } = new DirectCipher(mallory.key, fresh).seal(envelope, toBob, 'x') ?? {};
        expect(receiver.open(envelope, mallory.key, partsOf(dm), isKnown).kind).toBe('opened');
      }
    };
    expect(open(false)).toBe('opened');
    // From the next message on its key is known.
    const cipher = new DirectCipher(alice.key, aliceRun, 1);
    const next = partsOf(cipher.seal(envelope, toBob, 'x')?.dm ?? '');
    expect(receiver.open(envelope, alice.key, next, true).kind).toBe('opened');
    runs(1001, false);
    runs(40, true);
    expect([open(true), open(false)]).toEqual(['replayed', 'replayed']);
  });

  it('never uses a counter twice, whoever it is for', () => {
    const cipher = new DirectCipher(alice.key, aliceRun, 2 ** 32 - 3);
    const toMallory = { key: mallory.key, dh: malloryRun.dh };
    const counters = [toBob, toMallory, toBob, toMallory].map(
      (recipient) => cipher.seal(envelope, recipient, 'x')?.counter,
    );
    expect(counters).toEqual([2 ** 32 - 3, 2 ** 32 - 2, 2 ** 32 - 1, undefined]);
  });

  it('is not opened under another name, topic, client, run or identity', () => {
    const parts = partsOf(sealed());
    for (const change of [
      { topic: 'ops/$dm/b' },
      { user: 'mallory' },
      { clientId: 'b' },
      { session: 's2' },
      { topic: 'chat/$dm/ba', user: 'lice' },
    ])
      expect(atBob().open({ ...envelope, ...change }, alice.key, parts)).toEqual({
        kind: 'unreadable',
      });
    expect(atBob().open(envelope, mallory.key, parts)).toEqual({ kind: 'unreadable' });
    expect(new DirectCipher(mallory.key, bobRun).open(envelope, alice.key, parts)).toEqual({
      kind: 'unreadable',
    });
  });

  it('does not open in the other direction', () => {
    const bytes = bytesOf(sealed());
    const turned = Buffer.concat([
      bytes.subarray(0, 1),
      bytes.subarray(33, 65),
      bytes.subarray(1, 33),
      bytes.subarray(65),
    ]).toString('base64url');
    const atAlice = new DirectCipher(alice.key, aliceRun);
    expect(atAlice.open(envelope, bob.key, partsOf(turned))).toEqual({ kind: 'unreadable' });
  });

  it('is not opened if a single bit of it is changed', () => {
    const dm = sealed();
    const { length } = bytesOf(dm);
    fc.assert(
      fc.property(fc.nat(length - 1), fc.nat(7), (index, bit) => {
        const bytes = bytesOf(dm);
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
        const parts = directParts(bytes.toString('base64url'));
        const opened = parts && atBob().open(envelope, alice.key, parts);
        expect(opened?.kind).not.toBe('opened');
      }),
    );
  });

  it('is malformed if it is too short, of another version, too long, or spelled otherwise', () => {
    const bytes = bytesOf(sealed(''));
    expect(directParts(bytes.toString('base64url'))).toBeDefined();
    for (const wrong of [
      bytes.subarray(0, -1).toString('base64url'),
      Buffer.concat([Buffer.of(2), bytes.subarray(1)]).toString('base64url'),
      `${bytes.toString('base64url')}=`,
      'A'.repeat(600_001),
      '',
    ])
      expect(directParts(wrong)).toBeUndefined();
  });

  it.each([
    ['zero', Buffer.alloc(32)],
    ['one', Buffer.concat([Buffer.of(1), Buffer.alloc(31)])],
    [
      'of order 8',
      Buffer.from('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', 'hex'),
    ],
  ])('is neither made nor opened with the weak key %s', (_, point) => {
    const dh = point.toString('base64url');
    expect(aliceRun.agree(dh)).toBeUndefined();
    const cipher = new DirectCipher(alice.key, aliceRun);
    expect(cipher.seal(envelope, { key: bob.key, dh }, 'x')).toBeUndefined();
    const bytes = bytesOf(sealed());
    point.copy(bytes, 1);
    const parts = partsOf(bytes.toString('base64url'));
    expect(atBob().open(envelope, alice.key, parts)).toEqual({ kind: 'unreadable' });
  });
});

describe('a statement', () => {
  it('holds for everything in it', () => {
    const statement = stated();
    expect(isStatementTrue(statement)).toBe(true);
    for (const change of [
      { user: 'bob' },
      { clientId: 'b' },
      { session: 's2' },
      { dh: bobRun.dh },
      { key: mallory.key },
      { isTemporary: true },
      { signature: stated(mallory).signature },
    ])
      expect(isStatementTrue({ ...statement, ...change })).toBe(false);
  });

  it('cannot be made of half a character', () => {
    expect(stateDirectKey(alice, { ...place, user: '\uD800' })).toBeUndefined();
  });
});

describe('a request for a message', () => {
  it('is the one in the description', () => {
    const statement = stated(bob, {
      user: 'bob',
      clientId: 'b',
      session: 's2',
      dh: malloryRun.dh,
    });
    const payload = encodeAgain(bob, 'chat/$dm/a', {
      statement,
      goneDh: bobRun.dh,
      counter: 0,
    });
    expect(readFileSync('docs/wire.md', 'utf8')).toContain(`\n${payload}\n`);
  });

  const topic = 'chat/$dm/a';
  const asking = { statement: stated(bob, { user: 'bob' }), goneDh: bobRun.dh, counter: 5 };

  it('comes out as it went in, and is signed for its topic', () => {
    const payload = encodeAgain(bob, topic, asking) ?? '';
    const read = decodeDirect(Buffer.from(payload));
    if (typeof read !== 'object' || read.kind !== 'again') throw new Error('not read');
    expect(read).toMatchObject(asking);
    expect(isAgainTrue(topic, read)).toBe(true);
    expect(isAgainTrue('ops/$dm/a', read)).toBe(false);
    for (const change of [{ counter: 6 }, { goneDh: malloryRun.dh }])
      expect(isAgainTrue(topic, { ...read, ...change })).toBe(false);
    expect(isAgainTrue(topic, { ...read, statement: stated(mallory, { user: 'bob' }) })).toBe(
      false,
    );
  });
});

const read = (members: Record<string, unknown>): unknown =>
  decodeDirect(Buffer.from(JSON.stringify(members)));

describe('a payload', () => {
  const good = JSON.parse(encodeEncrypted(stated(), sealed())) as Record<string, unknown>;
  it('says what existing programs need', () => {
    expect(good).toMatchObject({ user: 'alice', say: '[encrypted]', from: 'a' });
    expect(good).not.toHaveProperty('temporary');
  });

  it('without the members of either kind is something else', () => {
    for (const other of ['', '7', 'null', '[]', '{"user":"a","say":"b","from":"c"}'])
      expect(decodeDirect(Buffer.from(other))).toBeUndefined();
  });

  it.each([
    { user: 7 },
    { user: 'x'.repeat(257) },
    { from: '' },
    { from: 'x'.repeat(257) },
    { session: undefined },
    { session: 'x'.repeat(65) },
    { key: 'short' },
    { dhSig: undefined },
    { dm: 7 },
    { dm: 'AAAA' },
    { dm: undefined, again: bobRun.dh, dh: bobRun.dh, n: 1 },
    { dm: undefined, again: bobRun.dh, dh: bobRun.dh, n: 'x', sig: stated().signature },
  ])('with %j is malformed, never plain text', (change) => {
    expect(read({ ...good, ...change })).toBe('malformed');
  });
});
