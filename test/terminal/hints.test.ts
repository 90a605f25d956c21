import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish } from './peers.ts';
import { isTyping, join } from './program.ts';

const statusLine = (terminal: TestTerminal): string => terminal.screen().at(-1)?.trimEnd() ?? '';

describeWith(peersMissing, 'the keys of the place', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
    await publish(broker, 'site/lamp', '{"level":3}', '-r');
  });
  afterEach(() => broker.stop());

  it.each([
    [60, 15, ['Tab panes', 'F1 help'], ['Enter show', '? help']],
    [80, 24, ['Tab panes', 'Ctrl+P find', 'F1 help'], ['Enter show', '/ filter', '? help']],
    [120, 40, ['Tab panes', 'Ctrl+P find'], ['Enter show', '/ filter', 'p publish']],
    [200, 60, ['F2 subscriptions', 'F4 publish'], ['q quit', 'x hide', 'y copy', '? help']],
  ])('stand in the status line and begin the help, at %i×%i', async (columns, rows, box, tree) => {
    const alice = await join(broker, 'alice', { columns, rows });
    for (const hint of box) expect(statusLine(alice)).toContain(hint);
    // The cursor stands where typing begins, before what the empty box says.
    await alice.waitFor('› Say something · / for commands');
    expect(isTyping(alice)).toBe(true);
    expect(alice.screen()[alice.cursor().y]?.slice(alice.cursor().x)).toMatch(/^Say something/);

    alice.press('Tab');
    await alice.waitFor('Enter show');
    // Some keys act on a topic, and are hinted at where there is one.
    alice.press('Down');
    await alice.waitFor(/▌ +site\/lamp/);
    for (const hint of tree) expect(statusLine(alice)).toContain(hint);

    alice.type('?');
    await waitForWholePanes(alice, ['Help']);
    expect(alice.text()).toContain('Here: Rooms and topics');
    alice.type('export csv');
    await alice.waitFor(/› export csv[^]*Record and export[^]*\/export/);
    expect(alice.text()).not.toContain('Here: Rooms and topics');
    alice.press('Escape');
    await alice.waitFor('› Type to search');
    alice.press('Escape');
    await alice.waitFor('Enter show');

    alice.press('Ctrl+C');
    await alice.waitFor('Quit mqtt-tui?');
    expect(statusLine(alice)).toMatch(/y yes {2}Esc no .*F1 help$/);
    alice.press('Escape');
    await alice.waitFor('Enter show');
  });
});
