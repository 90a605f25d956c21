import { expect, it } from 'vitest';
import {
  answerName,
  decodeResend,
  encodeResentLines,
  encodeRequest,
  isRequestSigned,
  linesSignerOf,
  parseResendTopic,
  type ReceivedLines,
  type ReceivedRequest,
  resendTopic,
} from '../../source/chat/resend.ts';
import { encodeChat } from '../../source/chat/wire.ts';
import { identityOf, signerFrom } from '../support/identities.ts';

it('has a topic for each client, below that of the room', () => {
  expect(resendTopic('a/b', 'c/1+#%')).toBe('a/b/$repeat/c%2F1%2B%23%25');
  expect(parseResendTopic('a/b/$repeat/c%2F1%2B%23%25')).toEqual({
    room: 'a/b',
    clientId: 'c/1+#%',
  });
  expect(parseResendTopic('a/b')).toBeUndefined();
});

const identity = identityOf(1);
const place = { room: 'chat', clientId: 'alice-1' };
const request = { session: 's', after: 3, here: 5000, from: 'bob-1', nonce: 'random' };
const lines = { session: 's', upTo: 4, isLast: false, nonce: 'random' };
const message = { user: 'alice', say: '你好', id: '1', session: 's', n: 4 };

const sentRequest = (): ReceivedRequest =>
  decodeResend(Buffer.from(encodeRequest(request, place, identity))) as ReceivedRequest;

const sentLines = (): ReceivedLines =>
  decodeResend(
    Buffer.from(encodeResentLines(lines, [encodeChat(message)], 'chat', identity)),
  ) as ReceivedLines;

it('reads requests and repeats as they were written', () => {
  const claim = { key: identity.key, signature: expect.any(String) };
  expect(sentRequest()).toEqual({ ...request, claim });
  expect(sentLines()).toEqual({ ...lines, messages: [message], claim });
});

it('knows who has signed a request, and to whom', async () => {
  expect(await isRequestSigned(sentRequest(), place)).toBe(true);
  const others = [
    { session: 't' },
    { after: 4 },
    { here: 1 },
    { from: 'eve' },
    { nonce: 'other' },
    { claim: { key: identityOf(2).key, signature: sentRequest().claim?.signature ?? '' } },
  ];
  for (const other of others)
    expect(await isRequestSigned({ ...sentRequest(), ...other }, place)).toBe(false);
  for (const other of [{ room: 'ops' }, { clientId: 'eve' }])
    expect(await isRequestSigned(sentRequest(), { ...place, ...other })).toBe(false);
  const { claim: _, ...unsigned } = sentRequest();
  expect(await isRequestSigned(unsigned, place)).toBe(false);
});

it('knows who has signed an answer', async () => {
  expect(await linesSignerOf(sentLines(), 'chat')).toEqual(signerFrom(identity));
  for (const other of [{ session: 't' }, { upTo: 5 }, { isLast: true }, { nonce: 'other' }])
    expect(await linesSignerOf({ ...sentLines(), ...other }, 'chat')).toEqual({ kind: 'invalid' });
  expect(await linesSignerOf(sentLines(), 'ops')).toEqual({ kind: 'invalid' });
  const { claim: _, ...unsigned } = sentLines();
  expect(await linesSignerOf(unsigned, 'chat')).toEqual({ kind: 'none' });
});

it('sends answers to a topic that follows from the key', () => {
  expect(answerName(identity.key)).toMatch(/^key-[\w-]{22}$/);
  expect(answerName(identityOf(2).key)).not.toBe(answerName(identity.key));
});

it.each([
  '',
  'null',
  '[]',
  '{"user":"alice","say":"hello"}',
  '{"repeat":"s","after":-1,"here":0,"from":"bob"}',
  '{',
  '7',
  '{"repeat":"s","after":1,"here":0}',
  '{"repeat":"s","after":0,"here":-1,"from":"bob"}',
  '{"repeat":"s","after":1.5,"here":0,"from":"bob"}',
  '{"repeat":1,"after":1,"here":0,"from":"bob"}',
  '{"session":1,"upTo":1,"messages":[]}',
  '{"session":"s","upTo":-1,"messages":[]}',
  '{"session":"s","upTo":"1","messages":[]}',
  '{"session":"s","upTo":1,"messages":{}}',
])('takes nothing else for one: %s', (payload) => {
  expect(decodeResend(Buffer.from(payload))).toBeUndefined();
});

it('reads counts from zero on, and whether more follows', () => {
  expect(decodeResend(Buffer.from('{"repeat":"s","after":0,"here":0,"from":""}'))).toEqual({
    session: 's',
    after: 0,
    here: 0,
    from: '',
  });
  for (const more of [true, false, 1])
    expect(
      decodeResend(Buffer.from(`{"session":"s","upTo":0,"more":${more},"messages":[]}`)),
    ).toEqual({ session: 's', upTo: 0, isLast: more !== true, messages: [] });
});

it('leaves out what is no message', () => {
  const payload = '{"session":"s","upTo":1,"messages":[1,null,{"user":1,"say":"x"}]}';
  expect(decodeResend(Buffer.from(payload))).toEqual({
    session: 's',
    upTo: 1,
    isLast: true,
    messages: [],
  });
});
