/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish, subscribe } from './peers.ts';
import { at, enter, line, startProgram } from './program.ts';

const quit = async (terminal: TestTerminal): Promise<void> => {
  enter(terminal, '/quit');
  await terminal.exited;
};

const saying = (user: string, say: string): string => JSON.stringify({ user, say });

describeWith(peersMissing, 'over a restart', () => {
  let broker: Mosquitto;
  let folder: string;
  beforeEach(async () => {
    broker = await startMosquitto();
    folder = temporaryFolder();
  });
  afterEach(() => broker.stop());

  const start = async (...args: readonly string[]): Promise<TestTerminal> => {
    const terminal = startProgram([...at(broker), '--no-monitor', '--greeting', '', ...args], {
      columns: 80,
      env: {
        MQTT_TUI_NICK: 'alice',
        MQTT_TUI_NO_HISTORY: undefined,
        XDG_DATA_HOME: folder,
        XDG_STATE_HOME: folder,
      },
    });
    await terminal.waitFor('●');
    return terminal;
  };

  it('who is ignored, what is muted, and where reading stopped are the same', async () => {
    const flags = ['--client-id', 'alice-1', '--session-expiry', '600'];
    const first = await start(...flags);
    enter(first, '/ignore mallory');
    await first.waitFor('What mallory says is hidden');
    enter(first, '/join ops');
    await first.waitFor(/▌# ops/);
    enter(first, '/mute');
    await first.waitFor(/# ops +muted/);
    enter(first, '/join dev');
    await first.waitFor(/▌# dev/);
    first.press('Alt+1');
    await first.waitFor(/▌# chat/);
    await publish(broker, 'chat', saying('bob', 'seen'));
    await first.waitFor(line('bob', 'seen'));
    await publish(broker, 'dev', saying('bob', 'not seen'));
    await first.waitFor(/# dev +1 new/);
    await quit(first);
    for (const [room, user, say] of [
      ['chat', 'mallory', 'buy this'],
      ['chat', 'bob', 'while you were away'],
      ['ops', 'bob', 'noise'],
      ['dev', 'bob', 'alice, look'],
    ] as const)
      await publish(broker, room, saying(user, say), '-q', '1');

    const second = await start(...flags);
    await second.waitFor(/bob {2}seen.*\n.*── new ─.*\n.*bob {2}while you were away/);
    await second.waitFor(/# ops +muted +│/);
    await second.waitFor(/# dev +2 new, 1 @/);
    expect(second.text()).not.toContain('buy this');
    second.press('Alt+3');
    await second.waitFor(/── new ─.*\n.*bob {2}not seen.*\n.*bob» alice, look/);
    await waitForWholePanes(second);
    await quit(second);

    const third = await start(...flags);
    // It begins where the second has ended.
    await third.waitFor(/▌# dev +│/);
    expect(third.text()).not.toContain('── new');
    third.press('Alt+1');
    await third.waitFor(line('bob', 'while you were away'));
    expect(third.text()).not.toContain('── new');
  });

  it('a private room is there, locked, and lets nothing out before it has its key', async () => {
    const ear = await subscribe(broker, 'ops');
    const first = await start();
    enter(first, '/join ops --secret');
    await first.waitFor('Passphrase of #ops');
    enter(first, 'correct horse');
    await first.waitFor('Once more');
    enter(first, 'correct horse');
    await first.waitFor(/▌# ops \(encrypted\)/);
    const code = /check ([\da-f]{4}-[\da-f]{4})/.exec(
      (await first.waitFor('check ')).join('\n'),
    )?.[1];
    await quit(first);

    const second = await start();
    await second.waitFor('# ops (locked)');
    second.press('Alt+2');
    await second.waitFor('Passphrase of #ops');
    second.press('Escape');
    await second.waitUntilGone('Passphrase of');
    enter(second, 'for few eyes');
    await second.waitFor('Passphrase of #ops');
    second.type('correct horse');
    await second.waitFor('•••••••••••••');
    expect(second.text()).not.toContain('correct');
    await waitForWholePanes(second);
    second.press('Enter');
    await second.waitFor(/▌# ops \(encrypted\)/);
    await second.waitFor(`check ${code}`);
    // What was typed has waited.
    await second.waitFor('› for few eyes');
    second.press('Enter');
    await second.waitFor(line('alice', 'for few eyes', '✓'));
    await ear.waitFor((text) => text.includes('"enc"'));
    expect(ear.payloads.join('\n')).not.toContain('few eyes');
    enter(second, '/part');
    await second.waitFor('Leave #ops? Its key is forgotten');
    second.press('y');
    await second.waitUntilGone('# ops');
    await quit(second);

    const third = await start('--room', 'chat', '--room', 'dev');
    await third.waitFor('# dev');
    expect(third.text()).not.toContain('# ops');
  });
});
