/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { enter, join, line } from './program.ts';

/** The question whether the terminal knows kitty's keyboard protocol, its answer, and what switches it on and off. */
const kitty = {
  question: '\u001b[?u',
  answer: '\u001b[?0u',
  on: '\u001b[>1u',
  off: '\u001b[<u',
} as const;

/** The same of xterm's `modifyOtherKeys`. */
const xterm = {
  question: '\u001b[?4m',
  answer: '\u001b[>4;1m',
  on: '\u001b[>4;1m',
  off: '\u001b[>4m',
} as const;

const writes = (terminal: TestTerminal, sequence: string): Promise<string[]> =>
  terminal.waitFor(() => terminal.raw().includes(sequence));

/** Says two lines as one sentence with a key that begins a new line. */
const sayTwoLines = async (terminal: TestTerminal, newLine: string): Promise<void> => {
  terminal.type(`one${newLine}two`);
  await terminal.waitFor(/› one +│\n.* two/);
  terminal.press('Enter');
  await terminal.waitFor(line('alice', 'one'));
  await terminal.waitUntilGone(/› one/);
};

describeWith(mosquittoMissing, 'the keyboard', () => {
  let broker: Mosquitto;
  beforeEach(async () => {
    broker = await startMosquitto();
  });
  afterEach(() => broker.stop());

  it("speaks kitty's protocol with a terminal that answers at once", async () => {
    const alice = await join(broker, 'alice');
    expect(alice.raw()).toContain(kitty.question);
    expect(alice.raw()).not.toContain(kitty.on);
    alice.type(kitty.answer);
    await writes(alice, kitty.on);
    await sayTwoLines(alice, '\u001b[13;2u');
    enter(alice, '/quit');
    await alice.exited;
    expect(alice.raw().lastIndexOf(kitty.off)).toBeGreaterThan(alice.raw().lastIndexOf(kitty.on));
  });

  it("speaks kitty's protocol with a terminal that answers in the middle of a sentence, in pieces", async () => {
    const alice = await join(broker, 'alice');
    alice.type('half a ');
    await alice.waitFor('› half a');
    for (const character of kitty.answer) alice.type(character);
    await writes(alice, kitty.on);
    alice.type('sentence');
    alice.press('Enter');
    await alice.waitFor(line('alice', 'half a sentence', '✓'));
  });

  it('knows Shift+Enter of xterm, and names it only then', async () => {
    const alice = await join(broker, 'alice', { columns: 120, rows: 40 });
    alice.press('F1');
    await alice.waitFor(/Alt\+Enter, Ctrl\+J/);
    alice.press('Escape');
    await alice.waitUntilGone(/Alt\+Enter/);
    expect(alice.raw()).toContain(xterm.on);
    alice.type(xterm.answer);
    alice.press('F1');
    await alice.waitFor(/Alt\+Enter, Shift\+Enter, Ctrl\+J/);
    alice.press('Escape');
    await alice.waitUntilGone(/Shift\+Enter/);
    await sayTwoLines(alice, '\u001b[27;2;13~');
    enter(alice, '/quit');
    await alice.exited;
    expect(alice.raw().lastIndexOf(xterm.off)).toBeGreaterThan(alice.raw().lastIndexOf(xterm.on));
  });

  it('types nothing of what terminals answer and report', async () => {
    const alice = await join(broker, 'alice');
    alice.type('a\u001b]11;rgb:0000/0000/0000\u0007b\u001bP>|kitty(0.26.5)\u001b\\c\u001b[?62;22c');
    alice.type('d\u001b[3;1R\u001b[<35;5;5M\u001b[4;600;800te\u001b[120;9u\u0018@sxf');
    await alice.waitFor(/› abcdef +│/);
  });

  it('has Alt send Esc, and gives that back as it was', async () => {
    const alice = await join(broker, 'alice');
    expect(alice.raw()).toContain('\u001b[?1036s\u001b[?1036h');
    enter(alice, '/quit');
    await alice.exited;
    expect(alice.raw()).toContain('\u001b[?1036r');
  });

  it('has the keypad of st in application mode, so that Delete is no F1', async () => {
    const alice = await join(broker, 'alice', { env: { TERM: 'st-256color' } });
    expect(alice.raw()).toContain('\u001b[?1h\u001b=');
    alice.type('ab');
    alice.press('Home', 'Delete');
    await alice.waitFor(/› b +│/);
    alice.press('Ctrl+K');
    enter(alice, '/quit');
    await alice.exited;
    expect(alice.raw()).toContain('\u001b>\u001b[?1l');
  });
});
