import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmbeddedBroker } from '../../../source/mqtt/embedded-broker.ts';
import { encodePresence } from '../../../source/chat/presence.ts';
import { listener } from '../../support/connections.ts';
import { identityOf, signerFrom } from '../../support/identities.ts';
import { openApp } from '../../support/open-app.tsx';
import { openSession } from '../../support/sessions.ts';

const quiet = { qos: 1, retain: false } as const;

const startBroker = async (): Promise<number> => {
  const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => broker.close());
  return broker.port;
};

describe('direct messages on the screen', () => {
  it('have a row of their own, and are written and answered there', async () => {
    const port = await startBroker();
    const common = { port, rooms: ['chat'], filters: ['site/#'] };
    const alice = openSession({ ...common, nick: 'alice', clientId: 'a' });
    const bob = openSession({ ...common, nick: 'bob', clientId: 'b' });
    await Promise.all([alice.ready(), bob.ready()]);
    const screen = openApp(alice.session, { columns: 80, rows: 24 });
    await alice.untilTold('bob is here').catch(() => undefined);
    await screen.waitFor('2 people');
    screen.type('/msg bob psst');
    screen.press('Enter');
    await screen.waitFor(/alice  psst +✓/);
    expect(screen.text()).toMatch(/▌@ bob/);
    expect(screen.text()).toMatch(/ @bob \(encrypted\) ─.*direct messages/);
    const conversation = await bob.until('the message', () => {
      const [first] = bob.session.chat?.direct.conversations.values() ?? [];
      return first;
    });
    screen.press('Alt+1');
    await screen.waitFor(/▌# chat/);
    bob.session.chat?.send(conversation.topic, 'what?');
    await screen.waitFor(/@ bob \(encrypted\) +1 new/);
    screen.press('Alt+A');
    await screen.waitFor(/bob +what\?/);
    screen.type('here is the answer');
    screen.press('Enter');
    await screen.waitFor(/here is the answer +✓/);
    screen.press('Alt+1', 'Alt+2');
    await screen.waitFor(/▌@ bob/);
    screen.type('/part');
    screen.press('Enter');
    await screen.waitUntilGone('@ bob');
    expect(screen.misfits()).toEqual([]);
  });

  it('to a program without a key wait until that has been seen', async () => {
    const port = await startBroker();
    const alice = openSession({ port, rooms: ['chat'], nick: 'alice', clientId: 'a' });
    await alice.ready();
    const older = await listener({ port }, 'chat/$dm/old');
    const presence = { state: 'online', user: 'bob', session: 'x', at: 1 } as const;
    await older.connection.publish('chat/$presence/old', encodePresence(presence), quiet);
    const screen = openApp(alice.session, { columns: 80, rows: 24 });
    await screen.waitFor('2 people');
    screen.type('/msg bob psst');
    screen.press('Enter');
    await screen.waitFor("@bob · not encrypted: bob's program has no key");
    expect(screen.text()).toMatch(/@bob ─.* not encrypted/);
    expect(screen.text()).toMatch(/› psst/);
    expect(older.messages).toEqual([]);
    screen.press('Enter');
    await screen.waitFor(/alice  psst +✓/);
    screen.type('/msg bob and more');
    screen.press('Enter');
    await screen.waitFor(/alice  and more +✓/);
    await older.untilMessage(({ payload }) => payload.includes('and more'));
    expect(screen.misfits()).toEqual([]);
  });

  it('to another key than the known one are asked about, and Enter is no answer', async () => {
    const port = await startBroker();
    const alice = openSession({ port, rooms: ['chat'], nick: 'alice', clientId: 'a' });
    alice.session.chat?.attention.keys.heard('bob', signerFrom(identityOf(2)), 0);
    const bob = openSession({ port, rooms: ['chat'], nick: 'bob', identity: identityOf(3) });
    await Promise.all([alice.ready(), bob.ready()]);
    const screen = openApp(alice.session, { columns: 80, rows: 24 });
    await screen.waitFor('2 people');
    const conversations = (): number => bob.session.chat?.direct.conversations.size ?? 0;
    screen.type('/msg bob psst');
    screen.press('Enter');
    await screen.waitFor('y yes  Esc no');
    expect(screen.text()).toContain('This is not the key you know for bob');
    screen.press('Enter', 'Esc');
    await screen.waitFor(/› psst/);
    expect([conversations(), alice.session.chat?.waiting]).toEqual([0, 0]);
    screen.press('Enter');
    await screen.waitFor('y yes  Esc no');
    screen.type('y');
    await screen.waitFor(/alice  psst +✓/);
    await bob.until('the message', () => conversations() === 1);
    screen.type('no question now');
    screen.press('Enter');
    await screen.waitFor(/alice  no question now +✓/);
    expect(screen.misfits()).toEqual([]);
  });

  it('to nobody are refused in a sentence', async () => {
    const port = await startBroker();
    const alice = openSession({ port, rooms: ['chat'], nick: 'alice' });
    await alice.ready();
    const screen = openApp(alice.session, { columns: 80, rows: 24 });
    for (const [typed, answer] of [
      ['/msg bob psst', 'Nobody called bob is here'],
      ['/msg alice psst', 'alice is you'],
      ['/msg', 'Which person? /msg NICK TEXT'],
    ] as const) {
      screen.type(typed);
      screen.press('Enter');
      await screen.waitFor(answer);
      screen.press('Ctrl+U');
    }
    expect(alice.session.chat?.direct.conversations.size).toBe(0);
  });
});
