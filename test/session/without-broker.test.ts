import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ServerAddress } from '../../source/mqtt/server-address.ts';
import type { SessionOptions } from '../../source/session/session-options.ts';
import type { MqttSession } from '../../source/session/session.ts';
import { aSession } from '../support/at-screen.ts';
import { aMessage } from '../support/messages.ts';

const open = (options: Partial<SessionOptions> = {}): MqttSession => {
  const made = aSession(undefined, options);
  onTestFinished(() => made.close());
  return made;
};

let session: MqttSession;
beforeEach(() => {
  session = open();
});

/** A broker whose address is never found. */
const nowhere = (): Promise<never> => new Promise(() => undefined);

describe('a session that is not connected', () => {
  it('refuses to publish', async () => {
    const live = { qos: 0, retain: false } as const;
    await expect(session.publish('a', 'x', live)).rejects.toThrow(
      'Not connected: nothing was published.',
    );
    await expect(session.publish('chat', 'x', live)).rejects.toThrow('chat is a room');
  });

  it('knows the note on its broker, if there is one', () => {
    expect(session.serverNote).toBe('');
    expect(open({ serverNote: () => 'own broker' }).serverNote).toBe('own broker');
  });

  it('remembers every password that was tried, and the user name sent last', () => {
    const other = open({ credentials: { username: 'one', password: 'first' } });
    expect(other.username).toBe('one');
    other.updateCredentials({ username: 'two' });
    other.updateCredentials({ username: 'three', password: 'second' });
    expect(other.passwords).toEqual(['first', 'second']);
    expect(other.username).toBe('three');
    expect([session.passwords, session.username]).toEqual([[], '']);
  });

  it('goes by the time of this machine', () => {
    const before = Date.now();
    expect(session.now).toBeGreaterThanOrEqual(before);
    expect(session.now).toBeLessThanOrEqual(Date.now());
  });

  it('does not connect the chat before there is a nick, nor anything before credentials', async () => {
    const server = vi.fn<() => Promise<ServerAddress>>(() => new Promise(() => undefined));
    const waiting = open({ server, waitForCredentials: true });
    waiting.setNick('alice');
    expect(server).not.toHaveBeenCalled();
    const nameless = open({ server, waitForCredentials: false });
    nameless.open();
    await vi.waitUntil(() => server.mock.calls.length > 0, 10_000);
    expect(nameless.monitor?.connection.status.state).toBe('connecting');
    expect(nameless.chat?.connection.status.state).toBe('idle');
    nameless.setNick('alice');
    expect(nameless.chat?.connection.status.state).toBe('connecting');
  });

  it('connects at once when it is told to, whatever it waits for', () => {
    const waiting = open({ server: nowhere, waitForCredentials: true });
    waiting.open();
    expect(waiting.monitor?.connection.status.state).toBe('idle');
    waiting.retryNow();
    expect(waiting.monitor?.connection.status.state).toBe('connecting');
  });
});

/** Which watches have told something in the notice that is shown after a message. */
const toldAfter = (topic: string): string[] => {
  session.monitor?.replay(aMessage(topic, '5'), true);
  return session.notice?.text.match(/Watch \d: \w/g) ?? [];
};

describe('the notice', () => {
  it('is the last one, until it is forgotten', () => {
    session.notify('One.');
    session.notify('Two.');
    expect(session.notice?.text).toBe('Two.');
    session.forgetNotice();
    expect(session.notice).toBeUndefined();
  });

  it('is one of all that come together', () => {
    let now = 1000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    onTestFinished(() => void vi.restoreAllMocks());
    for (const topic of ['a', 'b', 'c']) session.monitor?.watches.add(topic, '> 1', undefined);
    expect(toldAfter('a')).toEqual(['Watch 1: a']);
    now = 1199;
    expect(toldAfter('b')).toEqual(['Watch 1: a', 'Watch 2: b']);
    now = 1399;
    expect(toldAfter('c')).toEqual(['Watch 3: c']);
  });
});

describe('the search for retained messages', () => {
  it('ends the one before', () => {
    session.findRetained(['a']);
    const first = session.cleaning;
    if (first === undefined) throw new Error('there is no search');
    const close = vi.spyOn(first, 'close');
    session.findRetained(['b']);
    expect(close).toHaveBeenCalledOnce();
    expect(session.cleaning).not.toBe(first);
  });
});
