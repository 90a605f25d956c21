import { expect, it } from 'vitest';
import { connected } from '../support/connections.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { at, enter, isTyping, listens, startProgram, toInput } from './program.ts';

const lamp = 'zigbee2mqtt/lamp/set';

/** What each topic of a home had first; Home Assistant's is not for `/zigbee`. */
const home = {
  [lamp]: 'OFF',
  'zigbee2mqtt/door': '{"contact":true}',
  'homeassistant/status': 'online',
} as const;

/** A program that watches a home, and what reaches the home's devices. */
const watchHome = async (columns: number, rows: number, ...args: string[]) => {
  const broker = await forThisTest(startMosquitto());
  const { connection } = await connected({ port: broker.port });
  for (const [topic, payload] of Object.entries(home))
    await connection.publish(topic, payload, { qos: 1, retain: true });
  const device = await connected({ port: broker.port });
  await device.connection.subscribe(lamp, { qos: 1 });
  const terminal = startProgram([...at(broker), ...args], { columns, rows });
  await listens(terminal);
  await terminal.waitFor('zigbee2mqtt');
  const received = (): string[] => device.messages.map(({ payload }) => payload.toString());
  return { terminal, device, received };
};

/** Goes to a topic from any pane, and leaves the focus in the tree. */
const goTo = async (terminal: TestTerminal, name: string): Promise<void> => {
  terminal.press('Ctrl+P');
  await terminal.waitFor('Find anything');
  terminal.type(name);
  await terminal.waitFor(new RegExp(`^.{0,4}.*${name}`, 'm'));
  terminal.press('Enter');
  // On a small screen the tree stands alone.
  await terminal.waitFor((screen) =>
    screen.some((row) => {
      const levels = /^│▌ *(?:● )?(\S+)/.exec(row)?.[1];
      return levels !== undefined && name.endsWith(levels);
    }),
  );
};

describeWith(mosquittoMissing, 'the focus', () => {
  it.each([
    [60, 15],
    [80, 24],
  ])('goes back to the pane after what a key has begun there, at %i×%i', async (columns, rows) => {
    const { terminal, received } = await watchHome(columns, rows, '--no-chat');
    await goTo(terminal, lamp);
    terminal.press(':');
    await terminal.waitFor(() => isTyping(terminal));
    enter(terminal, 'sort rate');
    await terminal.waitFor('Topics are sorted by rate.');
    await terminal.waitUntilGone(() => isTyping(terminal));
    await waitForWholePanes(terminal);
    terminal.press('R');
    await terminal.waitFor(/\/record mqtt-/);
    terminal.press('Escape');
    await terminal.waitUntilGone(/\/record mqtt-/);
    expect(isTyping(terminal)).toBe(false);
    // Still keys of the tree.
    terminal.press('s');
    await terminal.waitFor('Topics are sorted by count.');
    expect(received()).toEqual(['OFF']);
  });

  it('text is published only after a question, which can be answered for good', async () => {
    const { terminal, device, received } = await watchHome(80, 24, '--no-chat');
    await goTo(terminal, lamp);
    await toInput(terminal);
    const question = `Publish to ${lamp}?`;
    enter(terminal, 'ON');
    await terminal.waitFor(question);
    await terminal.waitFor(/y once {2}a always for this topic {2}Esc no/);
    // Enter, pressed without reading, is no answer.
    terminal.press('Enter', 'Escape');
    await terminal.waitUntilGone(question);
    await terminal.waitFor(/› ON +│/);
    terminal.press('Enter');
    await terminal.waitFor(question);
    terminal.type('y');
    await terminal.waitFor('Published to');
    enter(terminal, 'TOGGLE');
    await terminal.waitFor(question);
    terminal.type('a');
    await terminal.waitUntilGone(question);
    enter(terminal, 'LAST');
    await device.untilMessage(({ payload }) => payload.toString() === 'LAST');
    expect(received()).toEqual(['OFF', 'ON', 'TOGGLE', 'LAST']);
  });

  it('lines typed faster than the question is drawn do not answer it', async () => {
    const { terminal, received } = await watchHome(80, 24, '--no-chat');
    await goTo(terminal, lamp);
    await toInput(terminal);
    // As a terminal without bracketed paste sends several lines.
    terminal.type('one\rall\ryes\r');
    await terminal.waitFor(`Publish to ${lamp}?`);
    terminal.type('n');
    await terminal.waitUntilGone(`Publish to ${lamp}?`);
    terminal.paste('one\ntwo');
    await terminal.waitFor('Paste 2 lines');
    terminal.press('Enter');
    await terminal.waitUntilGone('Paste 2 lines');
    expect(received()).toEqual(['OFF']);
  });

  it('goes into the tree with the filter that is offered for no command, and back step by step', async () => {
    const { terminal } = await watchHome(80, 24, '--nick', 'alice');
    enter(terminal, '/zigbee');
    await terminal.waitFor('No command /zigbee. Filter the topics by it?');
    terminal.press('Enter');
    await terminal.waitUntilGone('homeass');
    await terminal.waitUntilGone(() => isTyping(terminal));
    await goTo(terminal, 'door');
    terminal.press('Enter', 'k');
    await terminal.waitFor('At the cursor');
    for (const what of [/ Newest [^]*t table/, 'Enter show']) {
      terminal.press('Escape');
      await terminal.waitFor(what);
      expect(terminal.text()).not.toContain('homeass');
    }
    terminal.press('Escape');
    await terminal.waitFor('homeass');
    expect(isTyping(terminal)).toBe(false);
    terminal.press('Escape');
    await terminal.waitFor(() => isTyping(terminal));
  });

  it('stays in the log where a search fails, and so does the text', async () => {
    const { terminal } = await watchHome(80, 24, '--nick', 'alice');
    await terminal.waitFor('Hello,anyone!');
    terminal.press('Shift+Tab');
    await terminal.waitUntilGone(() => isTyping(terminal));
    terminal.type('/');
    await terminal.waitFor('search in the log');
    enter(terminal, 'nothing');
    await terminal.waitFor('"nothing" was not found in this log.');
    await terminal.waitFor('search: nothing');
    terminal.press('Escape');
    await terminal.waitUntilGone('search: nothing');
    terminal.type(':');
    await terminal.waitFor(/› \/ +│/);
    enter(terminal, 'search nowhere');
    await terminal.waitFor('"nowhere" was not found in any room.');
    await terminal.waitFor('› /search nowhere');
    terminal.press('Escape');
    await terminal.waitUntilGone(() => isTyping(terminal));
    // Any other letter begins a sentence.
    terminal.type('hello');
    await terminal.waitFor('› hello');
    expect(isTyping(terminal)).toBe(true);
  });
});
