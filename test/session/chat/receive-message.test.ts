import { beforeEach, describe, expect, it } from 'vitest';
import { noSigner } from '../../../source/chat/signed-line.ts';
import { Attention } from '../../../source/model/attention.ts';
import { DirectRoom } from '../../../source/model/direct-room.ts';
import { Room } from '../../../source/model/room.ts';
import type { RawLine } from '../../../source/model/room-line.ts';
import type { ChatSession } from '../../../source/session/chat/chat-session.ts';
import { newLineOf, rawLineOf } from '../../../source/session/chat/new-line.ts';
import { receiveMessage, showChat } from '../../../source/session/chat/receive-message.ts';
import { RetainedMessages } from '../../../source/session/chat/retained-messages.ts';
import type { RoomHistory } from '../../../source/session/chat/room-history.ts';
import { roomProblem, roomPublishProblem } from '../../../source/session/chat/room-problem.ts';
import { sessionLength } from '../../../source/session/chat/session-length.ts';
import { aMessage } from '../../support/messages.ts';
import { aReception } from '../../support/room-reception.ts';

let room: Room;
let kept: unknown[];
let meant: string[];

const history = {
  received: (_room: Room, _message: object, { say }: { say: string }, isRetained: boolean) =>
    kept.push([say, isRetained]),
  receivedRaw: (_room: Room, { size }: RawLine, isRetained: boolean) =>
    kept.push([size, isRetained]),
} as unknown as RoomHistory;

beforeEach(() => {
  room = new Room('chat', new Attention(() => 'me'));
  [kept, meant] = [[], []];
});

describe('a message on the topic of a room', () => {
  const taken: unknown[] = [];
  const receive = (payload: string, retain = false): void =>
    receiveMessage(
      room,
      aMessage('chat', payload, { receivedAt: 5, retain }),
      aReception({ history, take: (_, message) => taken.push(message) }),
    );

  it('waits for its turn', () => {
    receive('{"user":"bob","say":"hi"}', true);
    expect(taken).toEqual([
      { chat: { user: 'bob', say: 'hi' }, signer: noSigner, receivedAt: 5, retain: true },
    ]);
    expect([room.lines.length, kept]).toEqual([0, []]);
  });

  it('is shown and stored as it is if it is no chat message', () => {
    receive('21.5', true);
    receive('22', false);
    expect(room.lines.at(0)).toMatchObject({ kind: 'raw', size: 4, at: 5 });
    expect(kept).toEqual([
      [4, true],
      [2, false],
    ]);
  });

  it('is not stored if it is part of a flood, and needs no history', () => {
    for (let index = 0; index < 150; index += 1) receive('x');
    expect(kept).toHaveLength(100);
    const message = aMessage('chat', 'x', { receivedAt: 60_000 });
    receiveMessage(room, message, aReception());
    expect(room.lines.length).toBe(102);
  });
});

const show = (say: string, more: object = {}, stored: RoomHistory | undefined = history): void =>
  showChat(
    room,
    { chat: { user: 'bob', say, ...more }, signer: noSigner, receivedAt: 5, retain: true },
    { history: stored, onMention: (_, line) => meant.push(line.say) },
  );

describe('a chat message whose turn it is', () => {
  it('is shown, stored, and told of if it means us', () => {
    show('hello');
    show('me: hello');
    expect([kept, meant]).toEqual([
      [
        ['hello', true],
        ['me: hello', true],
      ],
      ['me: hello'],
    ]);
  });

  it('is not told of in a muted room, or a second time', () => {
    for (let times = 0; times < 2; times += 1) show('me: one', { id: 'i' });
    room.reading.isMuted = true;
    show('me: two');
    expect([kept.length, meant]).toEqual([2, ['me: one']]);
  });

  it('needs nobody to store it or to be told', () => {
    const chat = { user: 'bob', say: 'me!' };
    const message = { chat, signer: noSigner, receivedAt: 5, retain: false };
    showChat(room, message, { history: undefined, onMention: undefined });
    expect(room.lines.length).toBe(1);
  });
});

describe('a retained message', () => {
  it('is known if the topic had it before, and only until the room is left', () => {
    const retained = new RetainedMessages();
    const isKnown = (topic: string, payload: string | Uint8Array, retain = true): boolean =>
      retained.isKnown(aMessage(topic, payload, { retain }));
    expect([isKnown('a', 'x'), isKnown('a', 'x'), isKnown('b', 'x')]).toEqual([false, true, false]);
    expect([isKnown('a', 'x', false), isKnown('a', 'x')]).toEqual([false, true]);
    expect([isKnown('a', 'y'), isKnown('a', 'x')]).toEqual([false, false]);
    expect([isKnown('c', Buffer.of(0xfe)), isKnown('c', Buffer.of(0xff))]).toEqual([false, false]);
    retained.forget('a');
    expect([isKnown('a', 'x'), isKnown('b', 'x')]).toEqual([false, true]);
  });
});

describe('a line as it is stored', () => {
  it('is what was said', () => {
    const line = { kind: 'said', user: 'bob', say: 'hi', isAction: true, at: 5, row: 7 } as const;
    expect(newLineOf(line, 'i')).toEqual({
      user: 'bob',
      say: 'hi',
      isAction: true,
      at: 5,
      message: 'i',
    });
  });

  it('hides no null, where some databases end a text', () => {
    const line = { kind: 'said', user: 'alice\0x', say: 'a\0b', isAction: false, at: 5 } as const;
    expect(newLineOf(line, 'i')).toMatchObject({ user: 'alice\u2400x', say: 'a\u2400b' });
  });

  it.each([
    [Buffer.from('21.5 °C'), '21.5 °C', 8],
    [Buffer.of(0xfe, 0xff), 'feff', 2],
    [Buffer.alloc(1025, 'x'), 'x'.repeat(1024), 1024],
  ])('is the start of what is no chat message, as text or in hexadecimal', (payload, say, size) => {
    const line = { kind: 'raw', payload, size: 5000, at: 5 } as const;
    const stored = rawLineOf(line);
    expect(stored).toMatchObject({ at: 5, user: '', say, isAction: false, message: undefined });
    expect(stored.raw?.bytes).toHaveLength(size);
    expect(stored.raw?.size).toBe(5000);
  });
});

describe('whether a topic can be a room', () => {
  it.each([
    ['chat', undefined],
    ['a/$b', undefined],
    ['$SYS', 'A room must not begin with "$": those topics are the broker\'s.'],
    ['a/+', 'A topic name must not contain the wildcard "+"; only a topic filter may.'],
  ])('%s', (topic, problem) => {
    expect(roomProblem(topic)).toBe(problem);
  });
});

describe('publishing on the topic of a room', () => {
  const secret = new DirectRoom('secret', { room: 'x', clientId: 'x', user: 'x' });
  const chat = {
    rooms: new Map<string, Room>([
      ['chat', new Room('chat')],
      ['secret', secret],
    ]),
  } as unknown as ChatSession;
  const sentence = '{"user":"me","say":"hi"}';

  it('is for sentences, and not for private rooms', () => {
    expect(roomPublishProblem(chat, 'chat', sentence)).toBeUndefined();
    expect(roomPublishProblem(chat, 'chat', Buffer.from(sentence))).toBeUndefined();
    expect(roomPublishProblem(chat, 'chat', '21.5')).toBe(
      'chat is a room: type the sentence there.',
    );
    expect(roomPublishProblem(chat, 'secret', sentence)).toBe(
      'secret is a private room: type the sentence there, it is encrypted.',
    );
  });

  it('is free elsewhere, and without a chat', () => {
    expect(roomPublishProblem(chat, 'other', '21.5')).toBeUndefined();
    expect(roomPublishProblem(undefined, 'chat', '21.5')).toBeUndefined();
  });
});

describe('the session of the chat', () => {
  const options = { rooms: [], greeting: '' };

  it('ends half a minute after a loss, or lasts as long as asked for', () => {
    const short = sessionLength(options, undefined);
    expect(short).toMatchObject({ sessionExpiry: 30 });
    const long = sessionLength({ ...options, sessionExpiry: 0 }, undefined);
    expect(long).toMatchObject({ sessionExpiry: 0, outlastsDisconnect: true });
  });

  it('begins when the history can be read', async () => {
    const steps: string[] = [];
    const opened = { open: async () => void steps.push('open') } as unknown as RoomHistory;
    await sessionLength(options, opened).beforeConnect?.();
    expect(steps).toEqual(['open']);
    await sessionLength(options, undefined).beforeConnect?.();
  });
});
