import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DirectKeyPair, isStatementTrue, stateDirectKey } from '../../source/chat/direct-key.ts';
import { decodePresence, encodePresence, type Presence } from '../../source/chat/presence.ts';
import { presenceSignerOf, signPresence } from '../../source/chat/signed-presence.ts';
import { identityOf, signerFrom } from '../support/identities.ts';

const alice = identityOf(1);
const place = { room: 'chat', clientId: 'alice/1' };
const presence: Presence = {
  state: 'away',
  user: 'alice',
  session: '11111111-2222-3333-4444-555555555555',
  at: 1_764_460_800_000,
  connection: 2,
  expiry: 300,
  text: '午饭',
};

/** Who has signed what a JSON text says. */
const signerOf = async (json: string, where = place): Promise<unknown> => {
  const received = decodePresence(Buffer.from(json));
  if (received === undefined) throw new Error('That is no presence.');
  return presenceSignerOf(received, where);
};

const signed = (of: Presence): string => encodePresence(of, signPresence(alice, of, place));

it('the example of the page about the wire is right', async () => {
  const page = readFileSync('docs/wire.md', 'utf8');
  const [, json = ''] = /```json\n(.*)\n```/.exec(page.slice(page.indexOf('## Presence\n'))) ?? [];
  expect(signed(presence)).toBe(json);
  expect(await signerOf(json)).toEqual(signerFrom(alice));
});

it.each([
  ['state', 'online'],
  ['user', 'alicia'],
  ['session', '1'],
  ['at', 1],
  ['connection', 3],
  ['connection', undefined],
  ['text', 'lunch'],
  ['text', undefined],
  ['temporary', true],
  ['key', identityOf(2).key],
])('a presence whose %s was changed to %s is signed wrongly', async (member, value) => {
  const changed = { ...(JSON.parse(signed(presence)) as object), [member]: value };
  expect(await signerOf(JSON.stringify(changed))).toEqual({ kind: 'invalid' });
});

it('the example with a key for direct messages is right', async () => {
  const page = readFileSync('docs/wire.md', 'utf8');
  const [json = ''] = /^\{"state":.*"dhSig":.*$/m.exec(page) ?? [];
  const { dh } = DirectKeyPair.fromSeed(Buffer.alloc(32, 11));
  const here = { room: 'chat', clientId: 'a' };
  const about = { user: 'alice', session: 's1' };
  const direct = stateDirectKey(alice, { ...about, ...here, dh });
  if (direct === undefined) throw new Error('not stated');
  const withKey: Presence = { state: 'online', ...about, at: presence.at, connection: 1, direct };
  expect(encodePresence(withKey, signPresence(alice, withKey, here))).toBe(json);
  expect(isStatementTrue(direct)).toBe(true);
  expect(await signerOf(json, here)).toEqual(signerFrom(alice));
});

it('holds for the key for direct messages', async () => {
  const direct = stateDirectKey(alice, { ...presence, ...place, dh: identityOf(3).key });
  const withKey = signed({ ...presence, ...(direct === undefined ? {} : { direct }) });
  expect(await signerOf(withKey)).toEqual(signerFrom(alice));
  const { dh, dhSig, ...rest } = JSON.parse(withKey) as Record<string, string>;
  for (const changed of [
    rest,
    { ...rest, dh },
    { ...rest, dhSig },
    { ...rest, dh: identityOf(4).key, dhSig },
    { ...rest, dh, dhSig: rest['sig'] },
  ])
    expect(await signerOf(JSON.stringify(changed))).toEqual({ kind: 'invalid' });
});

it.each([
  { ...place, room: 'ops' },
  { ...place, clientId: 'alice' },
])('a presence holds in its place alone, not in %j', async (elsewhere) => {
  expect(await signerOf(signed(presence), elsewhere)).toEqual({ kind: 'invalid' });
});

it('is verified before anything is cut', async () => {
  const long: Presence = {
    ...presence,
    user: 'u'.repeat(1000),
    text: 't'.repeat(1000),
    session: 's'.repeat(1000),
  };
  expect(await signerOf(signed(long))).toEqual(signerFrom(alice));
});

it('without a signature nobody has signed, nor what could not be signed', async () => {
  expect(await signerOf(encodePresence(presence))).toEqual({ kind: 'none' });
  expect(signPresence(alice, { ...presence, user: '\ud800' }, place)).toBeUndefined();
});
