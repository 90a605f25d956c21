import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish } from './peers.ts';
import { isTyping, join } from './program.ts';

/** The rows that a mouse would select with those of the log: those above the input box. */
const selected = (terminal: TestTerminal): string[] => {
  const rows = terminal.screen();
  return rows.slice(
    0,
    rows.findIndex((row) => /^(?:╭| {2}›)/.test(row)),
  );
};

/** Resolves when a pane has the screen, and its title the whole first row. */
const zoomed = (terminal: TestTerminal, title: string): Promise<string[]> =>
  terminal.waitFor(
    ([first = '']) => first.startsWith(title) && first.length === terminal.cells()[0]?.length,
  );

const words = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
const address = `https://wiki.example/${'path/'.repeat(30)}`;

describeWith(peersMissing, 'the zoomed log', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it('of a room is text alone: time and name once, and nothing around what was said', async () => {
    const alice = await join(broker, 'alice');
    await publish(
      broker,
      'chat',
      JSON.stringify({ user: 'bob', say: `${words}\n${address}\n你好` }),
    );
    await alice.waitFor('你好');
    await alice.waitFor(() => isTyping(alice));
    alice.press('Tab', 'Tab', 'z');
    await zoomed(alice, '#chat');
    const [title, day, own, others, ...said] = selected(alice).filter((row) => row !== '');
    expect(title).toMatch(/^#chat +2 people$/);
    expect(day).toMatch(/^── \w+day/);
    expect(own).toMatch(/^\d\d:\d\d ✓ alice {2}Hello,anyone!$/);
    expect(others).toMatch(/^\d\d:\d\d · {2}Nobody else is here yet$/);
    const first = said.findIndex((row) => row.startsWith('https'));
    expect(said.slice(0, first).join(' ')).toMatch(new RegExp(`^\\d\\d:\\d\\d bob {2}${words}$`));
    expect(said.slice(first).join('')).toBe(`${address}你好`);
    // A click points at the row that it hits.
    alice.click(3, 4);
    await alice.waitFor(() => alice.cell(3, 4).inverse && !alice.cell(3, 3).inverse);
    alice.press('z');
    await waitForWholePanes(alice, ['#chat']);
  });

  it('of a topic, and its details, are text alone too, and whole', async () => {
    const alice = await join(broker, 'alice');
    const payload = JSON.stringify({ url: address, words });
    await publish(broker, 'site/door', payload);
    await alice.waitFor('door');
    alice.click(
      6,
      alice.screen().findIndex((row) => row.slice(0, 30).includes('door')),
    );
    await waitForWholePanes(alice, ['site/door', 'Newest']);
    alice.press('Tab', 'z');
    await zoomed(alice, 'site/door');
    const [, ...said] = selected(alice).filter((row) => row !== '');
    // Broken at the edge, wherever that is: blanks at the ends of rows are not seen here.
    const text = said
      .map((row) => row.padEnd(100))
      .join('')
      .trimEnd();
    expect(text.replace(/^\d\d:\d\d:\d\d {3}/, '')).toBe(payload);

    alice.press('Tab');
    await zoomed(alice, 'Newest');
    const details = selected(alice).filter((row) => row !== '');
    expect(details.join('')).toContain(`"url": "${address}"`);
    expect(details.join('\n')).not.toMatch(/[│╭╰]/);
  });
});
