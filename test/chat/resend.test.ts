import { expect, it } from 'vitest';
import {
  decodeResend,
  encodeResentLines,
  encodeRequest,
  parseResendTopic,
  resendTopic,
} from '../../source/chat/resend.ts';
import { encodeChat } from '../../source/chat/wire.ts';

it('has a topic for each client, below that of the room', () => {
  expect(resendTopic('a/b', 'c/1+#%')).toBe('a/b/$repeat/c%2F1%2B%23%25');
  expect(parseResendTopic('a/b/$repeat/c%2F1%2B%23%25')).toEqual({
    room: 'a/b',
    clientId: 'c/1+#%',
  });
  expect(parseResendTopic('a/b')).toBeUndefined();
});

it('reads requests and repeats as they were written', () => {
  const request = { session: 's', after: 3, here: 5000, from: 'bob-1' };
  expect(decodeResend(Buffer.from(encodeRequest(request)))).toEqual(request);
  const message = { user: 'alice', say: '你好', id: '1', session: 's', n: 4 };
  const repeat = { session: 's', upTo: 4, isLast: false };
  const payload = Buffer.from(encodeResentLines(repeat, [encodeChat(message)]));
  expect(decodeResend(payload)).toEqual({ ...repeat, messages: [message] });
});

it.each([
  '',
  'null',
  '[]',
  '{"user":"alice","say":"hello"}',
  '{"repeat":"s","after":-1,"here":0,"from":"bob"}',
  '{"repeat":"s","after":1,"here":0}',
  '{"session":"s","upTo":"1","messages":[]}',
  '{"session":"s","upTo":1,"messages":{}}',
])('takes nothing else for one: %s', (payload) => {
  expect(decodeResend(Buffer.from(payload))).toBeUndefined();
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
