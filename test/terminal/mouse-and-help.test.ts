/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish } from './peers.ts';
import { enter, isTyping, join, line, startProgram } from './program.ts';

describeWith(peersMissing, 'the mouse', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it('selects what is clicked, and gives the pane the keyboard', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    expect(alice.modes()).toMatchObject({ mouse: 'drag', mouseSgr: true });
    await publish(broker, 'site/door', 'open');
    await publish(broker, 'site/window', 'shut');
    await alice.waitFor('▸ site');
    const rowOf = (text: string): number =>
      alice.screen().findIndex((row) => row.slice(0, 40).includes(text));

    alice.click(10, rowOf('▸ site'));
    await waitForWholePanes(alice, ['site']);
    alice.click(10, rowOf('▸ site'));
    await alice.waitFor('▾ site');
    alice.click(10, rowOf('window'));
    await waitForWholePanes(alice, ['site/window', 'Newest']);
    expect(alice.screen()[rowOf('window')]).toMatch(/^│▌/);
    expect(alice.cursor().visible).toBe(false);

    alice.click(10, rowOf('# chat'));
    await waitForWholePanes(alice, ['#chat']);
    // A click on an open branch selects it, a second one closes it.
    alice.click(10, rowOf('▾ site'));
    await waitForWholePanes(alice, ['site']);
    alice.click(10, rowOf('▾ site'));
    await alice.waitFor('▸ site');

    alice.click(10, rowOf('# chat'));
    await waitForWholePanes(alice, ['#chat']);
    const input = alice.screen().findIndex((row) => row.startsWith('│ › '));
    alice.click(20, input);
    await alice.waitFor(() => isTyping(alice));
    alice.type('clicked');
    await alice.waitFor('› clicked');
  });

  it('clicks after what was typed before it, however fast', async () => {
    const alice = await join(broker, 'alice', { args: ['--room', 'chat', '--room', 'ops'] });
    await alice.waitFor('# ops');
    // In one piece, as it comes through a slow connection: for #chat, then a click on #ops.
    alice.type('to #chat\r\u001b[<0;6;3M\u001b[<0;6;3m');
    await waitForWholePanes(alice, ['#ops']);
    await alice.waitFor((screen) => screen.some((row) => row.startsWith('│▌# ops')));
    expect(alice.text()).not.toContain('to #chat');
    alice.click(6, 1);
    await alice.waitFor(line('alice', 'to #chat', '✓'));
  });

  it('scrolls the log with the wheel, and says how much is new below', async () => {
    const alice = await join(broker, 'alice');
    for (let number = 1; number <= 40; number += 1) enter(alice, `line ${number}.`);
    await alice.waitFor(line('alice', 'line 40.', '✓'));
    const below = (): number => Number(/↓ (\d+) new/.exec(alice.text())?.[1] ?? 0);
    alice.wheel('up', { column: 60, row: 5 });
    await alice.waitUntilGone('line 40.');
    const before = below();
    await publish(broker, 'chat', '{"user":"bob","say":"psst"}');
    await alice.waitFor(() => below() === before + 1);
    expect(alice.text()).not.toContain('psst');
    alice.wheel('down', { column: 60, row: 5, notches: 10 });
    await alice.waitFor(line('bob', 'psst'));
    expect(alice.text()).not.toMatch(/↓ \d+ new/);
    await waitForWholePanes(alice);
  });

  it('is left to the terminal with --no-mouse', async () => {
    const alice = await join(broker, 'alice', { args: ['--no-mouse'] });
    expect(alice.modes()).toMatchObject({ mouse: 'none', mouseSgr: false });
    enter(alice, 'hello');
    await alice.waitFor(line('alice', 'hello', '✓'));
    expect(alice.modes().mouse).toBe('none');
    // oxlint-disable-next-line no-control-regex -- modes are set by escape sequences
    expect(alice.raw()).not.toMatch(/\u001b\[\?(?:9|100[0-356])[h;]/);
  });

  it.each([
    ['VTE', { alternateScroll: true, savesModes: true }],
    ['xterm', { alternateScroll: false, savesModes: true }],
    ['Alacritty', { alternateScroll: true, savesModes: false }],
  ])(
    'presses no arrow keys with --no-mouse in %s, and is as before afterwards',
    async (_, looks) => {
      const alice = await join(broker, 'alice', { args: ['--no-mouse'], ...looks });
      enter(alice, 'hello');
      await alice.waitFor(line('alice', 'hello', '✓'));
      // An arrow key would bring back what was sent.
      alice.wheel('up', { column: 60, row: 5, notches: 1 });
      alice.type('next');
      await alice.waitFor(/› next/);
      expect(alice.modes().alternateScroll).toBe(false);
      alice.press('Ctrl+U');
      enter(alice, '/quit');
      await alice.exited;
      expect(alice.modes().alternateScroll).toBe(looks.alternateScroll);
    },
  );
});

describe('the help', () => {
  it('opens with F1, scrolls, and closes', async () => {
    const alice = startProgram(['--port', String(await freePort()), '--nick', 'alice']);
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    alice.type('half a senten');
    await alice.waitFor('› half a senten');
    alice.press('F1');
    await waitForWholePanes(alice, ['Help']);
    expect(alice.text()).toContain('Here: Input box');
    // It may be searched.
    expect(alice.cursor().visible).toBe(true);

    alice.press('End');
    await alice.waitFor(/messages being published repeatedly/);
    await waitForWholePanes(alice, ['Help']);
    alice.press('Up');
    await alice.waitFor(/↓ 1 row more/);
    alice.type('f4');
    await alice.waitFor(/› f4[^]*F4 +open the publish editor/);
    alice.press('F1');
    await waitForWholePanes(alice, ['#chat']);
    await alice.waitFor('› half a senten ');

    alice.press('F1');
    await waitForWholePanes(alice, ['Help']);
    expect(alice.text()).toContain('Here: Input box');
    alice.press('Escape');
    await waitForWholePanes(alice, ['#chat']);
  });

  it('opens after what was typed before it, however fast', async () => {
    const alice = startProgram(['--port', String(await freePort()), '--nick', 'alice']);
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    // In one piece, as it comes through a slow connection.
    alice.type('half a sentence\u001bOP');
    await waitForWholePanes(alice, ['Help']);
    expect(alice.text()).toContain('Here: Input box');
    alice.press('F1');
    await alice.waitFor('› half a sentence');
  });

  it('is whole on every size of the screen', async () => {
    const alice = startProgram(['--port', String(await freePort()), '--nick', 'alice']);
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    alice.press('F1');
    for (const [columns, rows] of [
      [120, 40],
      [80, 24],
      [60, 15],
      [40, 10],
    ] as const) {
      alice.resize(columns, rows);
      const [help] = await waitForWholePanes(alice, ['Help']);
      expect(help).toMatchObject({ left: 0, right: columns - 1, top: 0, bottom: rows - 2 });
      for (const row of alice.screen().slice(1, -2)) expect(row).toMatch(/^│ .* │$/);
    }
  });
});
