/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, runPublisher } from './peers.ts';
import { at, enter, startProgram, toInput } from './program.ts';

const figure = (name: string, value: number | string): RegExp =>
  new RegExp(`${name} {2,}${value}\\b`);

describeWith(peersMissing, 'the statistics', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  const watch = async (...args: readonly string[]): Promise<TestTerminal> => {
    const terminal = startProgram([...at(broker), '--no-chat', '--no-mouse', ...args], {
      columns: 80,
      rows: 24,
    });
    await terminal.waitFor('● ');
    return terminal;
  };

  it('count what came, what is kept and what had to be let go', async () => {
    const terminal = await watch('--max-topics', '2', '--history', '3', '-t', 'a/#');
    for (const topic of ['a/1', 'a/2', 'a/3'])
      await runPublisher(broker, ['-t', topic, '-m', 'x', '--repeat', '4']);
    await toInput(terminal);
    enter(terminal, '/stats');
    await terminal.waitFor(figure('received', 12));
    const text = terminal.text();
    expect(text).toMatch(figure('recorded', 12));
    expect(text).toMatch(figure('not stored', 0));
    expect(text).toMatch(figure('kept', 6));
    expect(text).toMatch(figure('evicted', 0));
    expect(text).toMatch(figure('topics', 2));
    expect(text).toMatch(figure('gave way', 1));
    await waitForWholePanes(terminal, ['Statistics']);
  });

  it('go on while they are looked at, and Esc leads back', async () => {
    const terminal = await watch();
    await toInput(terminal);
    enter(terminal, '/stats');
    await terminal.waitFor(figure('received', 0));
    await runPublisher(broker, ['-t', 'a', '-m', 'x', '--repeat', '1234']);
    await terminal.waitFor(figure('received', '1,234'));
    terminal.press('Escape');
    await terminal.waitFor('╭ Topics');
  });
});
