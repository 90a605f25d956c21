import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Mosquitto, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { separateWidths } from '../support/terminal-width.ts';
import type { TerminalOptions, TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { peersMissing, publish } from './peers.ts';
import { at, join as comeIn, startProgram } from './program.ts';

const family = '👩\u200d👩\u200d👧\u200d👦';
const askForCursor = '\u001b[6n';
const blankScreen = '\u001b[H\u001b[J';
const size = { columns: 80, rows: 24 };

/** The column of a character in the row that has a text. */
const columnOf = (terminal: TestTerminal, char: string, text: string): number => {
  const row = terminal.screen().findIndex((line) => line.includes(text));
  return terminal.cells()[row]?.findIndex((cell) => cell.char === char) ?? -1;
};

/** Resolves when the cursor is this many cells behind the mark of the input box. */
const stands = (terminal: TestTerminal, cells: number): Promise<string[]> =>
  terminal.waitFor(() => {
    const { x, y } = terminal.cursor();
    return terminal.cells()[y]?.[x - cells - 2]?.char === '›';
  });

/** What bob says comes to the log. */
const says = (broker: Mosquitto, say: string, room = 'chat'): Promise<void> =>
  publish(broker, room, JSON.stringify({ user: 'bob', say }));

const kinds: readonly (readonly [string, number, Partial<TerminalOptions>])[] = [
  ['draws a family beside each other', 8, { widths: separateWidths }],
  ['joins a family', 2, {}],
];

describeWith(peersMissing, 'a terminal that', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it.each(kinds)('%s has text and cursor in the right cells', async (_, cells, looks) => {
    const alice = await comeIn(broker, 'alice', { ...size, ...looks });
    await says(broker, `${family}| behind`);
    await alice.waitFor('| behind');
    expect(columnOf(alice, '|', '| behind') - columnOf(alice, 'b', '| behind')).toBe(5 + cells);

    alice.type(`a${family}bc`);
    await stands(alice, 3 + cells);
    expect(alice.cell(alice.cursor().x - 1, alice.cursor().y).char).toBe('c');
    alice.press('Left', 'Left');
    await stands(alice, 1 + cells);
    expect(alice.cell(alice.cursor().x, alice.cursor().y).char).toBe('b');
    alice.press('Left');
    await stands(alice, 1);
    alice.type('X');
    await alice.waitFor(/› aX👩.*👦bc +│/u);
    await stands(alice, 2);
    await waitForWholePanes(alice);
  });

  it('draws a family beside each other has a row of them wrapped whole', async () => {
    const alice = await comeIn(broker, 'alice', { ...size, widths: separateWidths });
    await says(broker, `${family.repeat(9)}end`);
    const screen = await alice.waitFor('end');
    const rows = screen.filter((row) => row.includes('👩'));
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.join('').match(new RegExp(family, 'gu'))).toHaveLength(9);
    await waitForWholePanes(alice);
  });

  it('answers late is drawn again, as it counts', async () => {
    const room = `${family} room`;
    const alice = await comeIn(broker, 'alice', {
      ...size,
      args: ['--room', room],
      widths: separateWidths,
      isSlowToAnswer: true,
    });
    await says(broker, `${family.repeat(9)}end`, room);
    await alice.waitFor(/bob {2}👩/u);
    alice.type(`a${family}b`);
    // As if it were one wide character.
    await stands(alice, 4);
    // Shift+F3 is no answer.
    alice.type('\u001b[1;2R');
    const seen: string[] = [];
    alice.watch((screen) => seen.push(screen.join('\n')));
    alice.answer();
    await stands(alice, 10);
    const { x, y } = alice.cursor();
    expect(alice.cell(x - 1, y).char).toBe('b');
    await waitForWholePanes(alice);
    const rows = alice.screen().filter((row) => /│ (?:\d\d:\d\d| {5}) .*👩/u.test(row));
    expect(rows.join('').match(new RegExp(family, 'gu'))).toHaveLength(9);
    // The pane and the input box.
    expect(alice.text().match(new RegExp(`[╭─] #${family} room ─`, 'gu'))).toHaveLength(2);
    expect(seen.filter((text) => !text.includes('Hello,anyone!'))).toEqual([]);
    await says(broker, 'later', room);
    await alice.waitFor('later');
    await stands(alice, 10);
  });

  it('never answers is drawn as if it joined a family', async () => {
    const alice = await comeIn(broker, 'alice', { ...size, isSlowToAnswer: true });
    expect(alice.raw()).toContain(askForCursor);
    alice.type(`a${family}b`);
    await stands(alice, 4);
    await waitForWholePanes(alice);
  });

  it('is asked shows nothing of it', async () => {
    const alice = startProgram([...at(broker), '--nick', 'alice'], size);
    const seen: string[] = [];
    alice.watch((screen) => seen.push(screen.join('\n')));
    await alice.waitFor('Hello,anyone!');
    expect(alice.raw()).toContain(askForCursor);
    expect(seen.filter((text) => /[👩👋❤⌚🏴नक]/u.test(text))).toEqual([]);
    // Where all is plain text the answer changes nothing.
    expect(alice.raw().split(blankScreen)).toHaveLength(2);
  });

  it.each([
    ['knows no cursor', { TERM: 'dumb' }, [], {}],
    ['is read aloud', {}, ['--screen-reader'], {}],
    ['has no room for the question', {}, [], { rows: 11 }],
  ])('%s is not asked', async (_, env, flags, shape) => {
    const args = [...at(broker), '--nick', 'alice', ...flags];
    const alice = startProgram(args, { ...size, ...shape, env });
    await alice.waitFor('Hello,anyone!');
    expect(alice.raw()).not.toContain(askForCursor);
  });
});
