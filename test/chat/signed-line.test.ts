import { array, assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Identity } from '../../source/chat/identity.ts';
import { signedFields } from '../../source/chat/signed-fields.ts';
import { type LineScope, signerOf, signLine } from '../../source/chat/signed-line.ts';
import { isKey, isSignature, verifySignature } from '../../source/chat/verify-signature.ts';
import {
  type ChatMessage,
  decodeChat,
  encodeChat,
  type ReceivedMessage,
} from '../../source/chat/wire.ts';
import { identityOf, signerFrom } from '../support/identities.ts';

const session = '11111111-2222-3333-4444-555555555555';
const scope: LineScope = { kind: 'line', room: 'chat', session, n: 7 };
const message: ChatMessage = {
  user: 'alice',
  say: 'hello',
  id: `${session}-7`,
  at: 1000,
  kind: 'action',
  from: 'alice-1',
  session,
  n: 7,
};
const alice = identityOf(1);

const received = (said = message, by = alice): ReceivedMessage =>
  decodeChat(Buffer.from(encodeChat(said, signLine(by, said, scope)))) as ReceivedMessage;

describe('a signed message', () => {
  it('is known to be from the holder of the key', async () => {
    expect(await signerOf(received(), scope)).toEqual(signerFrom(alice));
    const passing = Identity.create(true);
    expect(await signerOf(received(message, passing), scope)).toEqual({
      kind: 'key',
      key: passing.key,
      isTemporary: true,
    });
  });

  it.each<[string, object]>([
    ['user', { user: 'eve' }],
    ['say', { say: 'hell' }],
    ['id', { id: `${session}-8` }],
    ['at', { at: 1001 }],
    ['kind', { kind: undefined }],
    ['from', { from: 'eve-1' }],
    ['key', { claim: { ...received().claim, key: identityOf(2).key } }],
    ['lifetime', { claim: { ...received().claim, isTemporary: true } }],
  ])('is nobody’s with another %s', async (_, change) => {
    expect(await signerOf({ ...received(), ...change }, scope)).toEqual({ kind: 'invalid' });
  });

  it.each([
    { kind: 'private line' as const },
    { room: 'ops' },
    { session: 'other' },
    { n: 8 },
    { session: undefined },
  ])('is nobody’s elsewhere: %j', async (change) => {
    expect(await signerOf(received(), { ...scope, ...change })).toEqual({ kind: 'invalid' });
  });

  it.each([
    ['is cut', { say: '你'.repeat(30_000) }],
    ['has its name cut', { user: 'a'.repeat(300) }],
  ])('is not signed where it %s', (_, change) => {
    const sent = { ...message, ...change };
    const shown = received(sent);
    expect(shown.claim).toBeUndefined();
    expect(sent).not.toMatchObject({ user: shown.user, say: shown.say });
  });

  it('cannot hold half a character', async () => {
    expect(signLine(alice, { ...message, say: 'a\ud800' }, scope)).toBeUndefined();
    const half = { ...received(), say: '\ud800' };
    expect(await signerOf(half, scope)).toEqual({ kind: 'invalid' });
  });

  it('carries nothing that an older program minds', () => {
    const sent = encodeChat(message, signLine(alice, message, scope));
    expect(sent.startsWith('{"user":"alice","say":"hello",')).toBe(true);
    expect(JSON.parse(sent)).not.toHaveProperty('temporary');
  });

  it.each(['', 'x', 'x'.repeat(43), `${alice.key}=`, `${alice.key.slice(0, -1)}x`, 7, null])(
    'has no key that is spelled otherwise: %s',
    (key) => {
      const sent = JSON.parse(encodeChat(message, signLine(alice, message, scope))) as object;
      expect(decodeChat(Buffer.from(JSON.stringify({ ...sent, key })))?.claim).toBeUndefined();
    },
  );
});

describe('what is signed', () => {
  it('is different for any two lists of fields', () => {
    const texts = array(string({ unit: 'grapheme' }), { maxLength: 4 });
    assert(
      property(texts, texts, (one, other) => {
        const bytes = [one, other].map((fields) => signedFields('line', fields)?.toString('hex'));
        expect(bytes[0] === bytes[1]).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
    expect(signedFields('line', ['ab', ''])).not.toEqual(signedFields('line', ['a', 'b']));
    expect(signedFields('line', [])).not.toEqual(signedFields('presence', []));
  });

  it('is verified for what is no key without an error', async () => {
    const bytes = Buffer.from('x');
    const signature = alice.sign(bytes);
    expect([isKey(alice.key), isSignature(signature)]).toEqual([true, true]);
    expect(await verifySignature(bytes, alice.key, signature)).toBe(true);
    expect(await verifySignature(undefined, alice.key, signature)).toBe(false);
    const none = Buffer.alloc(32, 0xff).toString('base64url');
    expect(await verifySignature(bytes, none, signature)).toBe(false);
    expect(await verifySignature(bytes, 'short', 'short')).toBe(false);
  });
});

describe('an identity', () => {
  it('is the same again from its seed', () => {
    const fresh = Identity.create(false);
    expect(Identity.fromSeed(fresh.seed)?.key).toBe(fresh.key);
    expect([fresh.isTemporary, Identity.create(true).isTemporary]).toEqual([false, true]);
    // RFC 8032, 7.1, test 1.
    const seed = Buffer.from(
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'hex',
    );
    expect(
      Buffer.from(Identity.fromSeed(seed.toString('base64url'))?.key ?? '', 'base64url').toString(
        'hex',
      ),
    ).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  });

  it.each(['', 'short', 'A'.repeat(42), `${identityOf(1).seed}=`])('is none from %j', (seed) => {
    expect(Identity.fromSeed(seed)).toBeUndefined();
  });
});
