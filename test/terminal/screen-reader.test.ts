/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { peersMissing, publish, runPublisher, subscribe } from './peers.ts';
import { at, enter, startProgram } from './program.ts';

/** Asks for the tree until something has come that it shows. */
const askForTree = async (terminal: TestTerminal, what: RegExp): Promise<void> => {
  const answers = (): number => terminal.raw().split('room #chat').length;
  while (!what.test(terminal.text())) {
    const before = answers();
    enter(terminal, '/tree');
    await terminal.waitFor(() => answers() > before);
  }
};

describeWith(peersMissing, 'for a screen reader', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  const listen = async (
    args: readonly string[] = ['--screen-reader'],
    env: Readonly<Record<string, string>> = {},
  ): Promise<TestTerminal> => {
    const terminal = startProgram([...at(broker), '--nick', 'me', ...args], { env });
    await terminal.waitFor(/Connected to 127\.0\.0\.1/);
    await terminal.waitFor(/me: Hello,anyone!/);
    return terminal;
  };

  it('stays on the main screen, without borders, mouse and hidden cursor', async () => {
    const terminal = await listen();
    expect(terminal.text()).not.toMatch(/[╭╮╰╯│]/);
    expect(terminal.modes()).toMatchObject({ alternateScreen: false, mouse: 'none' });
  });

  it('is what Ink’s own variable asks for, too', async () => {
    const terminal = await listen([], { INK_SCREEN_READER: 'true' });
    expect(terminal.text()).not.toMatch(/[╭╮╰╯│]/);
  });

  it('prints what is said once, line by line, above what is typed', async () => {
    const terminal = await listen();
    await publish(broker, 'chat', '{"user": "alice", "say": "你好"}');
    await terminal.waitFor(/\d\d:\d\d alice: 你好/);
    terminal.type('on my way');
    await terminal.waitFor(/textbox: #chat: on my way/);
    const script = await subscribe(broker, 'chat');
    terminal.press('Enter');
    await terminal.waitFor(/\d\d:\d\d me: on my way/);
    await script.waitFor((payload) => payload.includes('on my way'));
    await publish(broker, 'chat', '{"user": "alice", "say": "see you"}');
    const screen = await terminal.waitFor(/alice: see you/);
    const said = screen.filter((row) => /^\d\d:\d\d (?:alice|me): /.test(row));
    expect(said.map((row) => row.slice(6))).toEqual([
      'me: Hello,anyone!',
      'alice: 你好',
      'me: on my way',
      'alice: see you',
    ]);
    // Below them the one line that changes.
    expect(screen.findLast((row) => row !== '')).toMatch(/^textbox: #chat:/);
  });

  it('says what is selected, and then what comes there', async () => {
    const terminal = await listen();
    await publish(broker, 'garden', '21.5 °C', '-r');
    await askForTree(terminal, /topic garden/);
    terminal.press('Tab');
    await terminal.waitFor(/listitem: room #chat/);
    terminal.press('End');
    await terminal.waitFor(/listitem: topic garden$/m);
    await terminal.waitFor(/^Topic garden, 1 message\.$/m);
    await publish(broker, 'garden', '22 °C');
    await terminal.waitFor(/^garden: 22 °C$/m);
  });

  it('prints tree and details on asking, each level further to the right', async () => {
    const terminal = await listen();
    await publish(broker, 'site/0', 'up', '-r');
    await publish(broker, 'site/1/door', 'shut', '-r');
    await publish(broker, 'site/1/lamp', '{"on": true}', '-r');
    enter(terminal, '/details');
    await terminal.waitFor(/Choose a topic first/);
    terminal.press('Ctrl+U');
    await askForTree(terminal, /^branch closed site, 3 messages/m);
    terminal.press('Tab', 'End', 'o', 'End', 'Escape');
    await terminal.waitFor(/textbox: publish to site\/1\/lamp/);
    await askForTree(terminal, /^branch open site, 3 messages/m);
    await terminal.waitFor(/^ {2}topic 0, up, 1 message/m);
    await terminal.waitFor(/^ {2}branch open 1, 2 messages/m);
    await terminal.waitFor(/^ {4}topic lamp, \{"on": true\}, 1 message/m);
    await terminal.waitFor(/textbox: publish to site\/1\/lamp/);
    enter(terminal, '/details');
    await terminal.waitFor(/^ {2}"?on"?: true$/m);
    await terminal.waitFor(/QoS 0/);
  });

  it('passes over the most of a flood, and says so', async () => {
    const terminal = await listen();
    await publish(broker, 'zburst', '0', '-r');
    await askForTree(terminal, /topic zburst/);
    terminal.press('Tab', 'End');
    await terminal.waitFor(/^Topic zburst/m);
    const lines = Array.from({ length: 300 }, (_, index) => `line ${index}`).join('\n');
    await runPublisher(broker, ['-t', 'zburst', '-l'], lines);
    await terminal.waitFor(/lines? skipped\./);
    await terminal.waitFor(/zburst: line 299/);
  });

  it('says why something could not be done, and what the broker does', async () => {
    const terminal = await listen();
    enter(terminal, '/nonsense');
    await terminal.waitFor(/No command \/nonsense/);
    await broker.stop();
    await terminal.waitFor(/^Offline: /m);
  });

  it('reads the help as text', async () => {
    const terminal = await listen();
    terminal.press('Ctrl+U', 'F1');
    await terminal.waitFor(/Here: Input box/);
    expect(terminal.text()).not.toMatch(/[╭╮╰╯│]/);
    terminal.press('Escape');
    await terminal.waitFor(/textbox: #chat:/);
  });
});
