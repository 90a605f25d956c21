import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmbeddedBroker } from '../../../source/mqtt/embedded-broker.ts';
import { openApp } from '../../support/open-app.tsx';
import { openSession } from '../../support/sessions.ts';

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
    expect(screen.text()).toMatch(/ @bob ─.*direct messages/);
    const conversation = await bob.until('the message', () => {
      const [first] = bob.session.chat?.direct.conversations.values() ?? [];
      return first;
    });
    screen.press('Alt+1');
    await screen.waitFor(/▌# chat/);
    bob.session.chat?.send(conversation.topic, 'what?');
    await screen.waitFor(/@ bob +1 new/);
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
