import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChatMessage,
  decodeChat,
  encodeChat,
  maximumSay,
  sayProblem,
} from '../../source/chat/wire.ts';
import { hostileTexts, payloads } from '../support/arbitraries.ts';

const texts = fc.string({ unit: 'binary' });

const messages: fc.Arbitrary<ChatMessage> = fc.record(
  {
    user: texts,
    say: texts,
    id: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 64 }),
    at: fc.maxSafeInteger(),
    kind: fc.constant('action' as const),
  },
  { requiredKeys: ['user', 'say'] },
);

const decode = (text: string): ChatMessage | undefined => decodeChat(Buffer.from(text));
const receive = (say: string): string => decode(JSON.stringify({ user: 'a', say }))?.say ?? '';

const receivedUser = (user: string): string =>
  decode(JSON.stringify({ user, say: '' }))?.user ?? '';

describe('encodeChat', () => {
  it('writes what decodeChat reads back, for any message', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(decode(encodeChat(message))).toEqual(message);
      }),
    );
  });

  it('always has the two strings that older clients compute with', () => {
    fc.assert(
      fc.property(hostileTexts(), hostileTexts(), (user, say) => {
        const wire = JSON.parse(encodeChat({ user, say })) as Record<string, unknown>;
        expect(wire).toEqual({ user: user.toWellFormed(), say: say.toWellFormed() });
      }),
    );
  });

  it('never sends half a surrogate pair, plain or escaped: a Python client would die of it', () => {
    fc.assert(
      fc.property(hostileTexts(), hostileTexts(), (user, say) => {
        const wire = encodeChat({ user, say });
        expect(wire.isWellFormed()).toBe(true);
        const { user: heardUser, say: heardSay } = JSON.parse(wire) as ChatMessage;
        expect(heardUser.isWellFormed() && heardSay.isWellFormed()).toBe(true);
      }),
    );
    expect(encodeChat({ user: 'a\ud800', say: '\udc00' })).toBe(
      '{"user":"a\ufffd","say":"\ufffd"}',
    );
  });

  it('leaves out what is not set', () => {
    expect(encodeChat({ user: 'alice', say: '你好' })).toBe('{"user":"alice","say":"你好"}');
  });

  it('writes what we add behind the two strings', () => {
    const message = { kind: 'action', at: 5, id: 'x', say: 'waves', user: 'alice' } as const;
    expect(encodeChat(message)).toBe(
      '{"user":"alice","say":"waves","id":"x","at":5,"kind":"action"}',
    );
  });
});

describe('decodeChat', () => {
  it('reads what a Python client sends, escapes included', () => {
    expect(decode('{"user": "alice", "say": "\\u4f60\\u597d \\ud83d\\ude00"}')).toEqual({
      user: 'alice',
      say: '你好 😀',
    });
  });

  it('ignores members that it does not know', () => {
    expect(decode('{"user":"a","say":"b","mood":1}')).toEqual({ user: 'a', say: 'b' });
  });

  it.each([
    '',
    ' ',
    'hello',
    '12',
    'null',
    'true',
    '[]',
    '["user","say"]',
    '"user"',
    '{}',
    '{"user":"a"}',
    '{"say":"b"}',
    '{"user":1,"say":"b"}',
    '{"user":"a","say":2}',
    '{"user":"a","say":null}',
    '{"user":["a"],"say":"b"}',
    '{"user":"a","say":"b"',
    '{"__proto__":{"user":"a","say":"b"}}',
  ])('takes %j for no chat message', (text) => {
    expect(decode(text)).toBeUndefined();
  });

  it('takes invalid UTF-8 for no chat message', () => {
    const bytes = Buffer.from('{"user":"a","say":"b"}');
    bytes[bytes.indexOf('b')] = 0xff;
    expect(decodeChat(bytes)).toBeUndefined();
  });

  it.each([
    ['id', '""'],
    ['id', JSON.stringify('x'.repeat(65))],
    ['id', '7'],
    ['id', 'null'],
    ['at', '"5"'],
    ['at', '1.5'],
    ['at', '1e300'],
    ['at', 'null'],
    ['kind', '"dance"'],
    ['kind', '1'],
  ])('ignores %s when it is %s', (member, value) => {
    expect(decode(`{"user":"a","say":"b","${member}":${value}}`)).toEqual({ user: 'a', say: 'b' });
  });

  it('takes an id of 64 characters', () => {
    const id = 'x'.repeat(64);
    expect(decode(JSON.stringify({ user: 'a', say: 'b', id }))).toEqual({
      user: 'a',
      say: 'b',
      id,
    });
  });

  it('never throws, and what it returns has two strings', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const { user, say } = decodeChat(payload) ?? { user: '', say: '' };
        expect([typeof user, typeof say]).toEqual(['string', 'string']);
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws on JSON of nearly the right form', () => {
    const member = fc.oneof(fc.string(), fc.jsonValue());
    const nearly = fc.record(
      { user: member, say: member, id: member, at: member, kind: member },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(nearly, (value) => {
        const isChat = typeof value.user === 'string' && typeof value.say === 'string';
        expect(decode(JSON.stringify(value)) !== undefined).toBe(isChat);
      }),
    );
  });

  it('survives JSON that is nested 100,000 deep', () => {
    expect(decode(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBeUndefined();
  });
});

describe('what direct messages and private rooms add', () => {
  it('goes there and back', () => {
    const message = { user: 'alice', say: '[encrypted]', from: 'a/1', enc: 'AQ' };
    expect(decodeChat(Buffer.from(encodeChat(message)))).toEqual(message);
  });

  it.each([
    ['from', 'x'],
    ['from', 'x'.repeat(256)],
    ['enc', ''],
    ['session', ''],
    ['session', 'x'.repeat(64)],
    ['n', 1],
    ['n', Number.MAX_SAFE_INTEGER],
    ['at', -1],
  ])('is read when %s is %j', (name, value) => {
    const message = { user: 'alice', say: 'x', [name]: value };
    expect(decode(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    ['from', ''],
    ['from', 'x'.repeat(257)],
    ['from', 7],
    ['enc', {}],
    ['enc', null],
    ['session', 'x'.repeat(65)],
    ['session', 5],
    ['n', 0],
    ['n', 1.5],
    ['n', '1'],
  ])('is not read when %s is %j', (name, value) => {
    const payload = JSON.stringify({ user: 'alice', say: 'x', [name]: value });
    expect(decodeChat(Buffer.from(payload))).toEqual({ user: 'alice', say: 'x' });
  });
});

describe('the number of a message', () => {
  const session = '00112233-4455-6677-8899-aabbccddeeff';
  const id = `${session}-7`;
  const said = { user: 'a', say: 'b' };

  it('is told by its id, and then not written beside it', () => {
    expect(encodeChat({ ...said, id, session, n: 7 })).toBe(`{"user":"a","say":"b","id":"${id}"}`);
    expect(decode(`{"user":"a","say":"b","id":"${id}"}`)).toEqual({ ...said, id, session, n: 7 });
  });

  it('is written where the id tells another one or none', () => {
    for (const message of [
      { ...said, id, session, n: 8 },
      { ...said, id, session: 'another', n: 7 },
      { ...said, id: 'x', session, n: 7 },
    ])
      expect(decode(encodeChat(message))).toEqual(message);
  });
});

describe('a name that is too long', () => {
  it('is cut visibly behind 256 units, between characters', () => {
    expect(receivedUser('x'.repeat(256))).toBe('x'.repeat(256));
    expect(receivedUser('x'.repeat(257))).toBe(`${'x'.repeat(256)}…`);
    expect(receivedUser(`${'x'.repeat(255)}😀`)).toBe(`${'x'.repeat(255)}\ufffd…`);
  });
});

describe('a sentence that is too long', () => {
  it.each([
    ['ASCII', 'x', maximumSay],
    ['Chinese', '你', Math.floor(maximumSay / 3)],
    ['emoji', '😀', maximumSay / 4],
  ])('is not cut at 64 KiB of %s', (_name, character, count) => {
    const say = character.repeat(count);
    expect(receive(say)).toBe(say);
    expect(sayProblem(say)).toBeUndefined();
  });

  it.each(['x', 'é', '你', '😀', 'x😀', 'xx你'])(
    'is cut visibly, between characters, when it is made of %s',
    (unit) => {
      const say = unit.repeat(maximumSay + 1);
      const heard = receive(say);
      const kept = heard.replace(' … (cut at 64 KiB)', '');
      expect(heard).toMatch(/ … \(cut at 64 KiB\)$/);
      expect(say.startsWith(kept)).toBe(true);
      expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(maximumSay);
      expect(Buffer.byteLength(kept)).toBeGreaterThan(maximumSay - 4);
    },
  );

  it('is cut in no time, whatever it is made of', () => {
    const payload = Buffer.from(
      JSON.stringify({ user: 'a', say: `${'\ufffd'.repeat(21_800)}${'x'.repeat(70_000)}` }),
    );
    const start = performance.now();
    for (let count = 0; count < 10; count += 1) decodeChat(payload);
    // About 10 ms when the cost grows with the length, seconds when it grows with its square.
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('is refused before it is sent, with the limit and its size', () => {
    expect(sayProblem('x'.repeat(maximumSay + 1))).toMatch(/at most 64 KiB.*65 KiB/);
    expect(sayProblem('你'.repeat(maximumSay))).toMatch(/192 KiB/);
  });
});
