/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish, runPublisher, subscribe } from './peers.ts';
import { at, enter, startProgram, toInput } from './program.ts';

/** What the left pane shows, row by row. */
const treeRows = (terminal: TestTerminal): string[] =>
  terminal.screen().map((row) => row.slice(0, row.indexOf('││') + 1));

/** The fold marks and names in the tree. */
const tree = (terminal: TestTerminal): string =>
  treeRows(terminal)
    .flatMap((row) => /^│[▌ ] *((?:[▾▸] )?[^ │]+)/.exec(row)?.[1] ?? [])
    .join(' ');

const selectedIndex = (terminal: TestTerminal): number =>
  treeRows(terminal).findIndex((row) => row.startsWith('│▌'));

/** Goes up or down in the tree until the selection is on the row with this text. */
const select = async (terminal: TestTerminal, text: string | RegExp): Promise<void> => {
  const wanted = (): number => treeRows(terminal).findIndex((row) => row.search(text) !== -1);
  await terminal.waitFor(() => wanted() !== -1);
  while (selectedIndex(terminal) !== wanted()) {
    const before = selectedIndex(terminal);
    terminal.press(before < wanted() ? 'Down' : 'Up');
    await terminal.waitFor(() => selectedIndex(terminal) !== before);
  }
};

describeWith(peersMissing, 'topics on Mosquitto', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  const watch = async (...args: readonly string[]): Promise<TestTerminal> => {
    const terminal = startProgram([...at(broker), '--no-chat', ...args], {
      columns: 120,
      rows: 40,
    });
    await terminal.waitFor('● ');
    return terminal;
  };

  it("-t '/+' shows what mosquitto_pub -t /a -m 21.5 sends", async () => {
    const terminal = await watch('-t', '/+');
    await runPublisher(broker, ['-t', 'a', '-m', 'not this']);
    await runPublisher(broker, ['-t', '/a', '-m', '21.5']);
    await terminal.waitFor(/│ *\/a {2}21\.5 +1 /);
    expect(terminal.text()).not.toContain('not this');
  });

  it('updates a topic in place: value and count', async () => {
    const terminal = await watch();
    await publish(broker, 'site/temperature', '21.5');
    await publish(broker, 'site/door', 'shut');
    await select(terminal, /▸ site/);
    terminal.press('Right');
    await terminal.waitFor(/temperature {2}21\.5 +1 /);
    await publish(broker, 'site/temperature', '21.6 °C');
    await terminal.waitFor(/temperature {2}21\.6 °C +2 /);
    expect(treeRows(terminal).filter((row) => row.includes('temperature'))).toHaveLength(1);
    await terminal.waitFor(/▾ site +3 /);
  });

  it('marks what is retained, and what no longer is', async () => {
    await publish(broker, 'lamp', 'on', '-r');
    await publish(broker, 'door', 'open');
    const terminal = await watch();
    await terminal.waitFor(/lamp {2}on +R +1 /);
    await publish(broker, 'door', 'shut');
    await terminal.waitFor(/door {2}shut +1 /);
    await select(terminal, 'lamp');
    await terminal.waitFor(/\d\d:\d\d:\d\d R on/);
    await terminal.waitFor('retain yes');
    await publish(broker, 'lamp', '', '-r');
    await terminal.waitFor(/lamp {2}\(empty\) +2 /);
  });

  it('opens and closes a branch', async () => {
    const terminal = await watch();
    await publish(broker, 'house/kitchen/oven/heat', '180');
    await publish(broker, 'house/kitchen/oven/light', 'on');
    await publish(broker, 'house/cellar', '12');
    await select(terminal, '▸ house');
    terminal.press('Right');
    await terminal.waitFor(() => tree(terminal) === '▾ house cellar ▸ kitchen/oven');
    terminal.press('o');
    await terminal.waitFor(() => tree(terminal) === '▾ house cellar ▾ kitchen/oven heat light');
    await select(terminal, '▾ kitchen/oven');
    terminal.press('o');
    await terminal.waitFor(() => tree(terminal) === '▾ house cellar ▾ kitchen ▾ oven heat light');
    terminal.press('Left', 'Left', 'Left');
    await terminal.waitFor(() => tree(terminal) === '▾ house cellar ▸ kitchen/oven');
    await waitForWholePanes(terminal);
  });

  it('shows the messages of a branch, newest last, and the details of a topic', async () => {
    const terminal = await watch();
    await publish(broker, 'site/温度', '暖かい');
    await publish(broker, 'site/door', '{"open":true,"by":["小红",null,-1.5e3]}', '-q', '1');
    await select(terminal, /▸ site/);
    terminal.press('Right');
    await terminal.waitFor('door');
    await terminal.waitFor(/\d +温度 {2}暖かい[^]*\d +door {2}\{"open"/);

    await select(terminal, 'door');
    await waitForWholePanes(terminal, ['site/door', 'Newest']);
    const screen = await terminal.waitFor('"open": true,');
    const from = screen.findIndex((row) => row.includes('QoS 0   retain no   size'));
    expect(screen[from]).toContain('size 41 B');
    const inside = screen
      .slice(from + 2)
      .map((row) => row.split('││ ').at(-1)?.slice(0, -1).trimEnd());
    expect(inside.slice(0, 8)).toEqual([
      '{',
      '  "open": true,',
      '  "by": [',
      '    "小红",',
      '    null,',
      '    -1.5e3',
      '  ]',
      '}',
    ]);
    expect(terminal.text()).toMatch(/╭ Newest ─+ JSON ─╮/);

    await select(terminal, '温度');
    await terminal.waitFor(/╭ Newest ─+ text ─╮/);
    await waitForWholePanes(terminal);
  });

  it('lets all of a long payload be read', async () => {
    const terminal = await watch();
    const words = Array.from({ length: 60 }, (_, index) => `word${index}`);
    await publish(broker, 'text', words.join(' '));
    await select(terminal, 'text');
    const panes = await waitForWholePanes(terminal, ['text', 'Newest']);
    const details = panes.find(({ title }) => title === 'Newest');
    // A row may end in the middle of a word.
    const inside = terminal
      .screen()
      .slice(details?.top, details?.bottom)
      .map((row) => (row.split('││').at(-1) ?? '').replaceAll(/[│ ]/g, ''))
      .join('');
    expect(words.filter((word) => !inside.includes(word))).toEqual([]);
  });

  it('scrolls the details to their end, and back at the first key', async () => {
    const terminal = await watch();
    const items = Array.from({ length: 60 }, (_, index) => `item ${index}`);
    await publish(broker, 'list', items.join('\n'));
    await select(terminal, 'list');
    await waitForWholePanes(terminal, ['list', 'Newest']);
    // From the tree past the log into the details.
    terminal.press('Tab', 'Tab');
    await terminal.waitFor('y copy');
    for (let step = 0; step < 100; step += 1) terminal.press('Down');
    await terminal.waitFor('item 59');
    await terminal.waitUntilGone(/↓ \d+ row/);
    terminal.press('Up');
    await terminal.waitFor('↓ 1 row more');
    await waitForWholePanes(terminal);
  });

  it('shows the names of deep levels on a narrow screen', async () => {
    const terminal = await watch('-V', '5');
    terminal.resize(80, 24);
    const levels = ['site', 'house', 'floor', 'room', 'corner', 'shelf', 'box', 'sensor', 'value'];
    await publish(broker, levels.join('/'), '21.5');
    await terminal.waitFor('site');
    await select(terminal, 'site');
    terminal.press('o');
    for (const level of levels)
      await terminal.waitFor(() => treeRows(terminal).some((row) => row.includes(level)), {
        timeout: 3000,
      });
  });

  it('tells topics apart that differ by empty levels', async () => {
    const terminal = await watch();
    for (const [topic, payload] of [
      ['a', 'plain'],
      ['/a', 'slash before'],
      ['a/', 'slash behind'],
      ['a//b', 'slashes within'],
    ] as const)
      await publish(broker, topic, payload);
    await select(terminal, 'plain');
    terminal.press('o');
    await terminal.waitFor(/│ +b {2,}slashes within/);
    const screen = terminal.screen().join('\n');
    expect(screen).toMatch(/ \/a {2,}slash before/);
    expect(screen).toMatch(/\(empty\) {2,}slash behind/);
  });

  it('watches $SYS only when asked to', async () => {
    const terminal = await watch();
    await publish(broker, 'x', '1');
    await terminal.waitFor('x  1');
    expect(terminal.text()).not.toContain('$SYS');
    await toInput(terminal);
    enter(terminal, '/sub $SYS/broker/version');
    await terminal.waitFor(/\$SYS\/broker\/version {2}/);
  });

  it('publishes from the input box', async () => {
    const heard = await subscribe(broker, 'lamp/#', '--remove-retained');
    const terminal = await watch();
    await toInput(terminal);
    enter(terminal, '/pub -r lamp/kitchen on, 亮');
    await terminal.waitFor('Published to lamp/kitchen, retained');
    expect(await heard.waitFor(() => true)).toBe('on, 亮');
    await terminal.waitFor(/kitchen {2}on, 亮/);
    enter(terminal, '/pub lamp/+ on');
    await terminal.waitFor(/! .*[+#]/);
    expect(heard.payloads).toEqual(['on, 亮']);
  });

  it('filters the tree as the filter is typed', async () => {
    const terminal = await watch();
    await publish(broker, 'site/temperature', '21.5');
    await publish(broker, 'site/door', 'open');
    await select(terminal, '▸ site');
    terminal.press('/');
    await terminal.waitFor('filter the topics');
    terminal.type('temp');
    await terminal.waitFor(() => tree(terminal) === '▾ site temperature');
    terminal.press('Escape');
    await terminal.waitFor(() => tree(terminal) === '▸ site');
  });
});
