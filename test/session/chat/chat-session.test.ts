import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HistoryOptions } from '../../../source/history/history.ts';
import { ChatSession } from '../../../source/session/chat/chat-session.ts';
import { LockedRoom } from '../../../source/session/chat/locked-room.ts';
import { SecretRoom } from '../../../source/session/chat/secret-room.ts';
import { said } from '../../support/sessions.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { aMessage } from '../../support/messages.ts';

const roomKey = { salt: Buffer.alloc(16, 7), key: createSecretKey(Buffer.alloc(32, 9)) };

const historyIn = (file: string, name: string): HistoryOptions => ({
  file,
  broker: 'b:1883',
  retention: { days: 365, bytes: 1e9 },
  owner: { name, process: 1, isRunning: () => false },
});

/** A chat that never connects, and which parts of the screen it has changed at once. */
const aChat = (history?: HistoryOptions) => {
  const drawn = new Set<string>();
  const chat = new ChatSession(
    { rooms: ['chat'], greeting: '', ...(history === undefined ? {} : { history }) },
    {
      connection: {
        server: () => Promise.reject(new Error('there is no broker')),
        clientId: 'own',
        credentials: {},
        keepAlive: 60,
        protocolVersion: 'auto',
      },
      isTransient: true,
      clock: {
        changed: () => undefined,
        changedNow: (...parts) => {
          for (const part of parts) drawn.add(part);
        },
      },
      onConnected: () => undefined,
      notify: () => undefined,
    },
  );
  onTestFinished(() => chat.close());
  return { chat, drawn };
};

describe('a chat without a connection', () => {
  it('draws who we are when that changes', () => {
    const { chat, drawn } = aChat();
    chat.setNick('alice');
    expect([chat.nick, [...drawn]]).toEqual(['alice', ['connection', 'rooms', 'conversation']]);
    drawn.clear();
    chat.setAway('lunch');
    expect([chat.awayText, [...drawn]]).toEqual(['lunch', ['connection', 'rooms', 'conversation']]);
    chat.setAway(undefined);
    expect(chat.awayText).toBeUndefined();
  });

  it('knows its rooms and direct conversations, and draws when one comes or goes', () => {
    const { chat, drawn } = aChat();
    const ops = chat.join('ops');
    expect([...drawn]).toEqual(['rooms', 'conversation']);
    expect(chat.join('ops')).toBe(ops);
    chat.join('chat').people.update('b', { state: 'online', user: 'bob', session: 's', at: 0 });
    const direct = chat.direct.open('bob', ops);
    if (typeof direct === 'string') throw new Error(direct);
    expect(chat.conversations.map(({ topic }) => topic)).toEqual(['chat', 'ops', 'chat/$dm/b']);
    expect(chat.conversation('chat/$dm/b')).toBe(direct);
    expect(chat.send(direct.topic, 'psst')).toBeUndefined();
    drawn.clear();
    for (const topic of ['chat/$dm/b', 'ops']) chat.part(topic);
    expect([...drawn]).toEqual(['rooms', 'conversation']);
    expect(chat.conversations.map(({ topic }) => topic)).toEqual(['chat']);
    expect(chat.send('ops', 'x')).toBe('You are not in ops.');
  });

  it('keeps what is said until there is one', () => {
    const { chat } = aChat();
    chat.setNick('alice');
    chat.send('chat', 'hello');
    expect([said(chat.join('chat')), chat.waiting]).toEqual([['alice: hello'], 1]);
  });

  it('reads in a private room what has waited for its key', () => {
    const { chat } = aChat();
    const locked = new LockedRoom('ops', roomKey.salt, chat.attention);
    chat.rooms.set('ops', locked);
    locked.keep(aMessage('ops', '{"user":"bob","say":"hi"}'));
    chat.joinSecret('ops', roomKey);
    const room = chat.rooms.get('ops');
    expect(room).toBeInstanceOf(SecretRoom);
    expect(said(chat.join('ops'))).toEqual(['bob: [not encrypted] hi']);
  });

  it('brings rooms, who is ignored and what was not sent back from the history', async () => {
    const file = join(temporaryFolder(), 'history.db');
    const first = aChat(historyIn(file, 'first'));
    await first.chat.history?.open();
    first.chat.join('ops');
    first.chat.joinSecret('secret', roomKey);
    first.chat.join('left');
    first.chat.part('left');
    first.chat.attention.ignore('eve');
    first.chat.send('ops', 'later');
    first.chat.send('ops', 'never', false, false);
    await first.chat.close();
    const { chat, drawn } = aChat(historyIn(file, 'second'));
    await chat.history?.open();
    expect([...chat.rooms.keys()].toSorted()).toEqual(['chat', 'ops', 'secret']);
    expect(chat.rooms.get('secret')).toBeInstanceOf(LockedRoom);
    expect(chat.attention.ignored).toEqual(['eve']);
    expect([said(chat.join('ops')), chat.waiting]).toEqual([[': later'], 1]);
    expect([...drawn]).toEqual(['rooms', 'conversation']);
  });
});
