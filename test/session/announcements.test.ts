import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { frameParts } from '../../source/session/frame-parts.ts';
import type { MqttSession } from '../../source/session/session.ts';
import { brokerKinds, type TestBroker } from '../support/brokers.ts';
import { aMessage } from '../support/messages.ts';
import { openSession, type TestSession } from '../support/sessions.ts';

/** Which parts are announced from now on, in their own time and at once; in the order of the alphabet. */
const listening = ({ clock }: MqttSession): { paced: () => string; now: () => string } => {
  const heard = (announce: 'changed' | 'changedNow'): (() => string) => {
    const { mock } = vi.spyOn(clock, announce).mockClear();
    return () => [...new Set(mock.calls.flat())].toSorted().join(' ');
  };
  return { paced: heard('changed'), now: heard('changedNow') };
};

describe('what is announced', () => {
  let broker: TestBroker;
  beforeEach(async () => {
    const found = await brokerKinds[0]?.start();
    if (found === undefined) throw new Error('no broker');
    broker = found;
    onTestFinished(() => broker.stop());
  });

  const open = async (nick: string, filters: readonly string[] = []): Promise<TestSession> => {
    const one = openSession({ port: broker.port, nick, rooms: ['shown', 'other'], filters });
    await one.ready();
    return one;
  };

  it('is a line of the room that is shown at once, of another one in its own time', async () => {
    const alice = await open('alice');
    const bob = await open('bob');
    await alice.untilTold('bob is here', 'shown');
    await alice.untilTold('bob is here', 'other');
    alice.room('shown').reading.setShown(true);
    const heard = listening(alice.session);
    bob.session.chat?.send('other', 'hello');
    await alice.untilSaid('hello', 'other');
    expect(heard.now()).toBe('');
    expect(heard.paced()).toBe('rooms');
    bob.session.chat?.send('shown', 'hello');
    await alice.untilSaid('hello', 'shown');
    expect(heard.now()).toBe('conversation');
  });

  it('is who comes and goes in its own time, and nothing where somebody only tells it again', async () => {
    const alice = await open('alice');
    const bob = await open('bob');
    await alice.untilTold('bob is here', 'shown');
    await alice.untilTold('bob is here', 'other');
    const heard = listening(alice.session);
    // The same again, and then something else that comes behind it.
    bob.session.chat?.setAway(undefined);
    bob.session.chat?.send('other', 'still here');
    await alice.untilSaid('still here', 'other');
    expect(heard.paced()).toBe('rooms');
    bob.session.chat?.setAway('lunch');
    await alice.untilTold('bob is away: lunch', 'shown');
    expect(heard.paced()).toBe('conversation rooms');
    expect(heard.now()).toBe('');
  });

  it('is a message of a topic in its own time, and its log only where it is looked at', async () => {
    const alice = await open('alice', ['site/#']);
    const { monitor } = alice.session;
    monitor?.replay(aMessage('site/lamp', 'on'), true);
    const node = monitor?.tree.find('site');
    if (node !== undefined) monitor?.openLog(node);
    const heard = listening(alice.session);
    monitor?.replay(aMessage('elsewhere', '1'), true);
    expect(heard.paced()).toBe('topics');
    monitor?.replay(aMessage('site/lamp', 'off'), true);
    expect(heard.paced()).toBe('messages topics');
    expect(heard.now()).toBe('');
  });

  it('is everything at once when a connection is lost', async () => {
    const alice = await open('alice', ['#']);
    const heard = listening(alice.session);
    await broker.down();
    await alice.until('the loss', () => alice.session.status.state === 'waiting');
    expect(heard.now()).toBe(frameParts.toSorted().join(' '));
  });

  it('is at once what the person does', async () => {
    const alice = await open('alice', ['#']);
    const { session } = alice;
    const inOneGo = (act: () => unknown): string => {
      const heard = listening(session);
      act();
      return heard.now();
    };
    const { chat, monitor } = session;
    expect(inOneGo(() => chat?.join('new'))).toBe('conversation rooms');
    expect(inOneGo(() => chat?.send('new', 'hello'))).toBe('conversation rooms');
    expect(inOneGo(() => chat?.part('new'))).toBe('conversation rooms');
    expect(inOneGo(() => chat?.setAway('tea'))).toBe('connection conversation rooms');
    expect(inOneGo(() => session.notify('Done.'))).toBe('connection');
    expect(inOneGo(() => session.forgetNotice())).toBe('connection');
    expect(inOneGo(() => monitor?.filters.set('lamp', 0))).toBe('topics');
    expect(inOneGo(() => monitor?.filters.set('re:(', 0))).toBe('topics');
    expect(inOneGo(() => monitor?.subscribe('site/#', 0))).toBe('topics work');
    expect(inOneGo(() => monitor?.watches.add('site/1', '> 30', undefined))).toBe('work');
    expect(inOneGo(() => monitor?.watchBroker(0))).toBe('work');
    expect(inOneGo(() => session.findRetained(['#']))).toBe('work');
    const repeat = { topic: 'a', payload: Buffer.from('1'), qos: 0 as const, retain: false };
    expect(inOneGo(() => session.publisher.repeats.start(repeat, 60_000, false))).toBe(
      'connection work',
    );
  });
});
