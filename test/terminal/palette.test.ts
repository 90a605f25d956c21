/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish } from './peers.ts';
import { at, enter, isTyping, join as comeIn, line, startProgram } from './program.ts';

/** Opens the palette, types, and chooses the row that is then marked. */
const find = async (terminal: TestTerminal, text: string, row: RegExp): Promise<void> => {
  terminal.press('Ctrl+P');
  await terminal.waitFor('Find anything');
  terminal.type(text);
  await terminal.waitFor(row);
  terminal.press('Enter');
  await terminal.waitUntilGone('Find anything');
};

const sizes = [
  { columns: 60, rows: 15 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
];

describeWith(peersMissing, 'finding things on Mosquitto', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it.each(sizes)('each kind is chosen by keyboard at $columns×$rows', async (size) => {
    const bob = await comeIn(broker, 'bob', { ...size, args: ['--room', 'ops'] });
    const alice = await comeIn(broker, 'alice', { ...size, args: ['--room', 'ops'] });
    for (const number of [1, 2]) await publish(broker, `site/lamp${number}`, 'on', '-r');

    // A topic.
    await find(alice, 'lamp2', /▸ topic +site\/lamp2/);
    await alice.waitFor(/▌.*lamp2/);
    // A command that needs nothing, and one that does.
    await find(alice, '/stats', /▸ command +\/stats/);
    await alice.waitFor('Statistics');
    alice.press('Escape');
    await alice.waitUntilGone('Statistics');
    await find(alice, '/nick', /▸ command +\/nick NAME/);
    await alice.waitFor(/› \/nick +│/);
    await alice.waitFor('/nick NAME · change your name');
    expect(isTyping(alice)).toBe(true);
    alice.press('Ctrl+U');
    // A setting.
    await find(alice, 'sort rate', /▸ setting +\/sort rate/);
    await alice.waitFor('Topics are sorted by rate.');
    // A key.
    await find(alice, 'next pane', /▸ key +next pane.*Tab/);
    await alice.waitFor(/▌/);
    // A room.
    await find(alice, 'ops', /▸ room +ops/);
    await alice.waitFor('#ops');
    // A person.
    await find(alice, 'bob', /▸ person +bob/);
    await alice.waitFor(/╭ @bob/);
    enter(alice, 'psst');
    await alice.waitFor(line('alice', 'psst', '✓'));
    await waitForWholePanes(alice);
    bob.press('Ctrl+P');
    bob.type('alice');
    await bob.waitFor(/▸ person +alice .*1 unread/);
  });

  it.each(sizes)('the topic gone to has rows around it at $columns×$rows', async (size) => {
    for (let number = 10; number < 60; number += 1) await publish(broker, `t${number}`, 'x', '-r');
    const alice = await comeIn(broker, 'alice', size);
    for (const topic of ['t37', 't25']) {
      await find(alice, topic, new RegExp(`▸ topic +${topic}`));
      const screen = await alice.waitFor(new RegExp(`▌.*${topic}`));
      const row = screen.findIndex((text) => text.startsWith('│▌'));
      const names = screen.map((text) => /^│. *(t\d\d)/.exec(text)?.[1]);
      const number = Number(topic.slice(1));
      expect(names.slice(row - 3, row + 4)).toEqual(
        [-3, -2, -1, 0, 1, 2, 3].map((by) => `t${number + by}`),
      );
    }
  });

  it.each(sizes)('a slash lists the commands at once at $columns×$rows', async (size) => {
    const alice = await comeIn(broker, 'alice', size);
    alice.type('/');
    const screen = await alice.waitFor(/▸ \/join ROOM/);
    // It covers part of the conversation.
    expect(screen.join('\n')).toContain('Hello,anyone!');
    alice.type('sor');
    await alice.waitFor(/▸ \/sort name/);
    alice.press('Escape');
    await alice.waitUntilGone('▸ /sort');
    await alice.waitFor(/› \/sor +│/);
    alice.type('t');
    await alice.waitFor(/▸ \/sort name/);
    alice.press('Backspace', 'Enter');
    await alice.waitFor(/› \/sort +│/);
    await alice.waitFor(/╭ \/sort name \|/);
    enter(alice, 'rate');
    await alice.waitFor('Topics are sorted by rate.');
    // What is typed whole runs at once, and the history is there.
    enter(alice, '/me waves');
    await alice.waitFor(/alice waves/);
    enter(alice, '/stats');
    await alice.waitFor('Statistics');
    alice.press('Escape');
    await alice.waitUntilGone('Statistics');
    alice.press('Up', 'Up');
    await alice.waitFor(/› \/me waves +│/);
    alice.press('Ctrl+U');
    await waitForWholePanes(alice);
    enter(alice, '/quit');
    expect(await alice.exited).toMatchObject({ exitCode: 0 });
  });

  it('is heard with a screen reader, a line at a time', async () => {
    await publish(broker, 'site/lamp1', 'on', '-r');
    const alice = startProgram([...at(broker), '--nick', 'alice', '--screen-reader'], {
      columns: 200,
      rows: 24,
    });
    await alice.waitFor('alice: Hello,anyone!');
    alice.type('/sor');
    await alice.waitFor(/command: \/sor \(1 of \d+: \/sort name .*, sort the topics\)/);
    alice.press('Ctrl+U', 'Ctrl+P');
    alice.type('lamp1');
    await alice.waitFor(/Find anything: lamp1 \(1 of 1: topic site\/lamp1\)/);
    alice.press('Enter');
    await alice.waitFor(/Topic site\/lamp1, 1 message/);
  });
});
