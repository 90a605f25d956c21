/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { readPanes, waitForWholePanes } from './panes.ts';
import { peersMissing, publish } from './peers.ts';
import { at, enter, join, line, startProgram } from './program.ts';

const sizes = [
  [120, 40],
  [80, 24],
  [60, 15],
  [40, 10],
  [71, 10],
  [200, 60],
] as const;

const isTooSmall = (screen: readonly string[]): boolean =>
  screen[0] === 'mqtt-tui needs 40×10 cells' && screen.slice(1).every((row) => row === '');

/** The name in the selected row of the left pane. */
const selection = (screen: readonly string[]): string | undefined =>
  screen.flatMap((row) => /^│▌ *(?:[▾▸] )?([^ ]+)/.exec(row)?.[1] ?? [])[0];

/** A row as far as the screen is wide. */
const rowText = (terminal: TestTerminal, row: number): string =>
  (terminal.cells()[row] ?? [])
    .map(({ char }) => char)
    .join('')
    .trimEnd();

describeWith(peersMissing, 'a terminal that changes its size', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it('keeps a conversation within its borders at every size', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    await publish(broker, 'chat', '{"user":"小红","say":"早上好 👨‍👩‍👧 ⚠️ e\u0301"}');
    await publish(broker, 'chat', '{"user":"a nick of some length","say":"hello"}');
    enter(alice, '一二三四五六七八九十 and so on '.repeat(8).trim());
    await alice.waitFor(/一二三.*✓/);
    for (const [columns, rows] of sizes) {
      alice.resize(columns, rows);
      const panes = await waitForWholePanes(alice, ['#chat']);
      expect(Math.max(...panes.map(({ right }) => right))).toBe(columns - 1);
      expect(alice.screen()).toHaveLength(rows);
      const { x, y, visible } = alice.cursor();
      expect(visible).toBe(true);
      expect(alice.screen()[y]).toMatch(/^│ ›/);
      expect(x).toBe(4);
    }
    alice.type('after all that');
    await alice.waitFor('› after all that');
  });

  it('cuts coloured text that was laid out for another size', async () => {
    const alice = await join(broker, 'alice', { columns: 60, rows: 15 });
    alice.resize(80, 24);
    await waitForWholePanes(alice, ['#chat', 'Rooms and topics']);
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
  });

  it('says in one line that it is too small, and comes back', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    for (const [columns, rows] of [
      [30, 8],
      [39, 40],
      [120, 9],
    ] as const) {
      alice.resize(columns, rows);
      await alice.waitFor(isTooSmall);
      expect(alice.cursor().visible).toBe(false);
      // What is typed meanwhile is not lost.
      alice.type('.');
    }
    alice.resize(10, 3);
    await alice.waitFor(() => rowText(alice, 0) === 'mqtt-tui n' && rowText(alice, 1) === '');
    alice.resize(120, 40);
    await waitForWholePanes(alice, ['#chat']);
    await alice.waitFor(line('alice', 'Hello,anyone!', '✓'));
    await alice.waitFor('› ...');
  });

  it('keeps the selection of the tree to be seen', async () => {
    const terminal = startProgram([...at(broker), '--no-chat', '-V', '5'], {
      columns: 120,
      rows: 40,
    });
    await terminal.waitFor('● ');
    for (let topic = 10; topic < 36; topic += 1)
      await publish(broker, `t${topic}/温度`, '21.5 °C and a long value to be cut off, 一二三四五');
    await terminal.waitFor('26 ');
    terminal.press('End');
    await terminal.waitFor(/│▌ .*温度|│▌[▸▾] t35/);
    const chosen = selection(terminal.screen());
    for (const [columns, rows] of sizes) {
      terminal.resize(columns, rows);
      await waitForWholePanes(terminal, ['Topics']);
      expect(selection(terminal.screen())).toBe(chosen);
    }
    terminal.resize(30, 8);
    await terminal.waitFor(isTooSmall);
    terminal.resize(120, 40);
    await waitForWholePanes(terminal, ['Topics', 'Newest']);
    expect(selection(terminal.screen())).toBe(chosen);
  });

  it('draws no frame that is out of line while it is dragged smaller and larger', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    const torn = watchForTornFrames(alice);
    for (let step = 1; step <= 20; step += 1) {
      alice.resize(120 - step * 3, 40 - step);
      await alice.waitFor(() => isAt(alice, 120 - step * 3));
    }
    for (let step = 19; step >= 0; step -= 1) {
      alice.resize(120 - step * 3, 40 - step);
      await alice.waitFor(() => isAt(alice, 120 - step * 3));
    }
    // What is typed would bring the list of commands over the panes.
    alice.kill('SIGTERM');
    await alice.exited;
    expect(await torn).toEqual([]);
  });
});

/** Whether the panes are whole and as wide as the screen. */
const isAt = (terminal: TestTerminal, columns: number): boolean => {
  const { panes, problems } = readPanes(terminal);
  return problems.length === 0 && Math.max(...panes.map(({ right }) => right)) === columns - 1;
};

/** Once the panes of a size were whole they stay so: collects the frames in which they are not. */
const watchForTornFrames = async (terminal: TestTerminal): Promise<string[]> => {
  const torn: string[] = [];
  let wholeAt = 0;
  await terminal
    .waitFor(
      () => {
        const columns = terminal.cells()[0]?.length ?? 0;
        if (isAt(terminal, columns)) wholeAt = columns;
        else if (wholeAt === columns && terminal.modes().alternateScreen)
          torn.push(terminal.text());
        return false;
      },
      { timeout: 25_000 },
    )
    .catch(() => undefined);
  return torn;
};
