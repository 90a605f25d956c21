import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberedId, parseMessageId } from '../../source/chat/message-id.ts';
import { type ChatMessage, decodeChat, encodeChat } from '../../source/chat/wire.ts';

const session = '3f8c1f0e-8f7e-4a3a-9c55-0d2f6f1f7a10';

describe('the id of a message', () => {
  it('tells the start of the program and the number', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 1e14 }), (start, n) => {
        const id = numberedId({ session: start, n });
        expect(id).toMatch(/^[\w-]{1,64}$/);
        expect(parseMessageId(id)).toEqual({ session: start, n });
      }),
    );
  });

  it.each([randomUUID(), '', 'abc-12', `${session}-0`, `${session}-1x`, `${session}-`])(
    'of another making tells nothing: %s',
    (id) => expect(parseMessageId(id)).toBeUndefined(),
  );
});

describe('a numbered message', () => {
  const said: ChatMessage = { user: 'alice', say: '你好', id: `${session}-7`, at: 1 };

  it('has no more members than others, and is read with its number', () => {
    const text = encodeChat({ ...said, session, n: 7 });
    expect(JSON.parse(text)).toEqual(said);
    expect(decodeChat(Buffer.from(text))).toEqual({ ...said, session, n: 7 });
  });

  it('of an earlier start says so, and that counts', () => {
    const later = { ...said, from: 'c', session: randomUUID(), n: 2 };
    expect(decodeChat(Buffer.from(encodeChat(later)))).toEqual(later);
  });
});
