import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { modeOf } from '../../../source/ui/ui-state.ts';
import { aSession, atScreen } from '../../support/at-screen.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('quitting tells how much of what waits would be lost: what is private is kept nowhere', async () => {
  const history = {
    file: join(temporaryFolder(), 'mqtt-tui', 'history.db'),
    broker: 'broker:1883',
    retention: { days: 365, bytes: 1e9 },
    owner: { name: 'me', process: 1, isRunning: () => true },
  };
  const { session, press, state } = atScreen({
    session: aSession(undefined, { chat: { rooms: ['chat'], greeting: '', history } }),
  });
  onTestFinished(() => session.close());
  await session.chat?.history?.open();
  session.setNick('me');
  const key = createSecretKey(Buffer.alloc(32));
  session.chat?.joinSecret('ops', { salt: Buffer.alloc(16), key });
  for (const topic of ['chat', 'ops', 'ops']) session.chat?.send(topic, 'x');
  press('Ctrl+C');
  expect(state().question?.text).toContain(
    '2 sentences still waiting for the broker would be lost. 1 sentence still waiting for the broker would be sent after the next start.',
  );
});

describe('Ctrl+C goes back to the pane, and the next one asks,', () => {
  it.each([
    ['in a command line', ':'],
    ['in a filter', '/'],
  ])('%s in which nothing is typed', (_, key) => {
    const { press, state, hints, asked } = atScreen({ topics: ['a'] });
    press('Tab', key);
    expect(hints()).not.toContain('Ctrl+C quit');
    press('Ctrl+C');
    expect([modeOf(state()), state().begun, state().prompt]).toEqual([
      'tree',
      undefined,
      undefined,
    ]);
    press('Ctrl+C');
    expect([state().question?.isAboutQuitting, asked]).toEqual([true, []]);
  });

  it('clearing what is typed first', () => {
    const { press, type, state, input } = atScreen();
    press('Tab', ':');
    type('sort');
    press('Ctrl+C');
    expect([modeOf(state()), input()]).toEqual(['input', '']);
    press('Ctrl+C');
    expect(modeOf(state())).toBe('tree');
  });
});
