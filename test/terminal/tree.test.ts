/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { homeIn } from './at-home.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish, runPublisher } from './peers.ts';
import { at, enter, startProgram, toInput } from './program.ts';

const treeRows = (terminal: TestTerminal): string =>
  terminal
    .screen()
    .map((row) => row.slice(0, row.indexOf('││') + 1))
    .join('\n');

describeWith(peersMissing, 'the tree on Mosquitto, at 80×24 and by keyboard alone', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
    for (const [topic, payload] of [
      ['site/1/climate', '{"temp":31}'],
      ['site/2/climate', '{"temp":12}'],
      ['site/2/alarm', 'overheat'],
      ['noise/a', '1'],
    ] as const)
      await runPublisher(broker, ['-t', topic, '-m', payload, '-r']);
  });
  afterEach(() => broker.stop());

  const watch = async (folder: string, ...args: readonly string[]): Promise<TestTerminal> => {
    const terminal = startProgram([...at(broker), '--no-chat', ...args], {
      columns: 80,
      env: homeIn(folder),
    });
    await terminal.waitFor('climate');
    return terminal;
  };

  it('is filtered by payload and by values in it, which new messages change', async () => {
    const terminal = await watch(temporaryFolder());
    terminal.press('/');
    terminal.type('payload:OVERHEAT');
    await terminal.waitFor('1 of 4');
    expect(treeRows(terminal)).toContain('alarm');
    expect(treeRows(terminal)).not.toContain('climate');
    terminal.press('Ctrl+U');
    terminal.type('json:.temp>30');
    await terminal.waitFor(() => !treeRows(terminal).includes('alarm'));
    await terminal.waitFor('1 of 4');
    await publish(broker, 'site/2/climate', '{"temp":40}');
    await terminal.waitFor('2 of 4');
    terminal.type(' re:(');
    await terminal.waitFor(/✗ The regular expression is not valid/);
    expect(terminal.text()).toContain('2 of 4');
    terminal.press('Escape');
    await terminal.waitFor('alarm');
    await waitForWholePanes(terminal);
  });

  it('takes a command where a filter is typed, with the slash that led there or with its own', async () => {
    const terminal = await watch(temporaryFolder());
    terminal.type('/exclude noise/#');
    await terminal.waitFor('no topic matches; /exclude is a command');
    terminal.press('Enter');
    await terminal.waitFor('1 left out');
    expect(treeRows(terminal)).not.toContain('noise');
    terminal.press('/');
    terminal.type('/include');
    await terminal.waitFor('a command, not a filter');
    terminal.press('Enter');
    await terminal.waitFor('noise');
    await waitForWholePanes(terminal);
  });

  it('is led through by Ctrl+P to branches too', async () => {
    const terminal = await watch(temporaryFolder());
    terminal.press('Ctrl+P');
    terminal.type('site/2');
    await terminal.waitFor(/▸ branch +site\/2\/ .*\n.* site\/2\/alarm /);
    // The marked row is inverse: a colour of a word would be a block.
    const row = terminal.screen().findIndex((text) => text.includes('▸'));
    const column = terminal.screen()[row]?.indexOf('▸') ?? 0;
    expect(terminal.cell(column + 2, row)).toMatchObject({ char: 'b', fg: 'default' });
    terminal.press('Enter');
    await terminal.waitFor(/▌ +▸ 2 /);
    await waitForWholePanes(terminal, ['site/2']);
  });

  it('leaves topics out from the start and by key', async () => {
    const terminal = await watch(temporaryFolder(), '--exclude', 'noise');
    expect(treeRows(terminal)).not.toContain('noise');
    await terminal.waitFor('1 left out');
    terminal.press('End', 'o', 'End', 'x');
    await terminal.waitFor('2 left out');
    expect(treeRows(terminal)).not.toMatch(/alarm.*\n.*climate/);
    await toInput(terminal);
    enter(terminal, '/include');
    await terminal.waitFor('noise');
    await waitForWholePanes(terminal);
  });

  it('has bookmarks that are there in the next run, first in Ctrl+P', async () => {
    const folder = temporaryFolder();
    const terminal = await watch(folder);
    terminal.press('End', 'o', 'End', 'b');
    await terminal.waitFor('Bookmarked site/2/climate');
    await terminal.waitFor(/climate.* \* R/);
    terminal.press('Ctrl+C', 'Ctrl+C');
    await terminal.exited;

    const next = await watch(folder);
    next.press('Ctrl+P');
    await next.waitFor(/▸ \* topic +site\/2\/climate/);
    next.type('noi a');
    await next.waitFor(/▸ topic +noise\/a/);
    next.press('Enter');
    await next.waitFor(/▌ .*a +1/);
    next.press('B');
    await next.waitFor(/Bookmarks[^]*▸ \* topic +site\/2\/climate/);
    next.press('Enter');
    await next.waitFor(/▌ .*climate/);
  });
});
