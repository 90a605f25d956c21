/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, runPublisher } from './peers.ts';
import { at, enter, listens, startProgram, toInput } from './program.ts';

describeWith(peersMissing, 'subscriptions and the broker, by keyboard alone', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto({ extra: ['sys_interval 1'] });
  });
  afterEach(() => broker.stop());

  const watch = async (...args: readonly string[]): Promise<TestTerminal> => {
    const terminal = startProgram([...at(broker), '--no-chat', '--no-mouse', ...args], {
      columns: 80,
      rows: 24,
    });
    await terminal.waitFor('● ');
    await listens(terminal);
    return terminal;
  };

  it('adds, counts, changes, switches off and removes a filter', async () => {
    const terminal = await watch('-t', 'a/#');
    terminal.press('F2');
    await terminal.waitFor(/▸ ● a\/# +0 +0 +granted/);
    terminal.press('Insert');
    await terminal.waitFor('Watch another topic filter');
    terminal.type('a/b/+');
    terminal.press('Tab');
    terminal.press('Right');
    await terminal.waitFor('‹ 1 ›');
    terminal.press('Enter');
    await terminal.waitFor(/▸ ● a\/b\/\+ +1 +0 +granted/);
    await runPublisher(broker, ['-t', 'a/b/c', '-m', 'x', '--repeat', '3']);
    await terminal.waitFor(/● a\/# +0 +3 /);
    await terminal.waitFor(/▸ ● a\/b\/\+ +1 +3 /);
    await terminal.waitFor('this broker delivers once for each of them (3 repeats left');
    await waitForWholePanes(terminal, ['Subscriptions']);
    terminal.press('Enter');
    await terminal.waitFor('Change a subscription');
    terminal.press('Backspace');
    terminal.type('d');
    terminal.press('Enter');
    await terminal.waitFor(/▸ ● a\/b\/d +1 +0 +granted/);
    terminal.press('Space');
    await terminal.waitFor(/▸ ○ a\/b\/d +1 +0 +off/);
    terminal.press('Delete');
    await terminal.waitFor('No longer watching a/b/d; messages already received stay.');
    await terminal.waitFor(/▸ ● a\/# /);
    terminal.press('Escape');
    await terminal.waitFor('╭ Topics');
  });

  it('shows what the broker tells about itself, and leaves no trace of it', async () => {
    const terminal = await watch();
    terminal.press('F3');
    await terminal.waitFor(/Broker +mosquitto version /);
    await terminal.waitFor(/Clients +1 connected/);
    await terminal.waitFor(/Bytes .* B\/s +[▁▂▃▄▅▆▇█]{2}/);
    await waitForWholePanes(terminal, ['The broker']);
    terminal.press('F3');
    await terminal.waitFor('╭ Topics');
    expect(terminal.text()).not.toContain('$SYS');
    await toInput(terminal);
    enter(terminal, '/broker');
    await terminal.waitFor(/Up for +\d+ s/);
  });
});
