import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fingerprint } from '../../source/chat/fingerprint.ts';
import { Identity } from '../../source/chat/identity.ts';
import { signerOf, signLine } from '../../source/chat/signed-line.ts';
import { decodeChat, encodeChat } from '../../source/chat/wire.ts';
import { identityOf, signerFrom } from '../support/identities.ts';

const page = readFileSync('docs/wire.md', 'utf8');
const section = page.slice(page.indexOf('## Signatures\n\n'));
const [, json = ''] = /```json\n(.*)\n```/.exec(section) ?? [];
const [, hex = ''] = /```text\n(.*)\n```/.exec(section) ?? [];

const alice = identityOf(1);

/** The fields of the page, put together once more. */
const fields = (...texts: readonly (string | Buffer)[]): string =>
  texts
    .map((text) => Buffer.from(text))
    .map((bytes) => bytes.length.toString(16).padStart(8, '0') + bytes.toString('hex'))
    .join('');

it('the example of a signed message is right, to the byte', async () => {
  const received = decodeChat(Buffer.from(json));
  if (received === undefined) throw new Error('The page has no example.');
  const { claim: _, ...message } = received;
  const session = '11111111-2222-3333-4444-555555555555';
  const key = Buffer.from(alice.key, 'base64url');
  expect(hex).toBe(
    fields(
      'mqtt-tui line 1',
      key,
      '',
      session,
      '1',
      'chat',
      'alice',
      '你好',
      `${session}-1`,
      '1764460800000',
      '',
      '',
    ),
  );
  const scope = { kind: 'line' as const, room: 'chat', session, n: 1 };
  expect(await signerOf(received, scope)).toEqual(signerFrom(alice));
  expect(encodeChat(message, signLine(alice, message, scope))).toBe(json);
  expect(alice.sign(Buffer.from(hex, 'hex'))).toBe((JSON.parse(json) as { sig: string }).sig);
});

it('the fingerprint of the example is right', () => {
  expect(section).toContain(`\`${fingerprint(alice.key)}\``);
  expect(fingerprint(alice.key).split(' ')).toHaveLength(8);
  expect(fingerprint(Identity.create(true).key)).not.toBe(fingerprint(alice.key));
});
