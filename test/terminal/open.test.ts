/* oxlint-disable vitest/expect-expect -- waitFor rejects with a picture of the screen when what is expected does not come */
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeMessageLine } from '../../source/payload/message-line.ts';
import { aFile, someMessages } from '../support/recordings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestTerminal } from '../support/terminal.ts';
import { waitForWholePanes } from './panes.ts';
import { enter, startProgram, toInput } from './program.ts';

const lines = someMessages(1000).map((message) => encodeMessageLine(message));

const open = (path: string): TestTerminal => {
  const terminal = startProgram(['open', path], { columns: 80, rows: 24, env: { TZ: 'UTC' } });
  onTestFinished(() => terminal.dispose());
  return terminal;
};

/** Whether the tree, of 32 columns, shows one room and not the others. */
const showsOnlyRoom3 = (rows: readonly string[]): boolean => {
  const tree = rows.map((row) => row.slice(0, 32)).join('\n');
  return tree.includes('room3/') && !tree.includes('room4');
};

describe('mqtt-tui open', () => {
  it('shows a recording as if it came from a broker, at any of its times', async () => {
    const terminal = open(aFile(lines));
    await terminal.waitFor(/ paused +12:16:39 .*┃ 1,000 of 1,000/);
    await terminal.waitFor(/ file house\.jsonl .*F6 play {2}F7 back/);
    await terminal.waitFor(/▸ house +1000/);
    await waitForWholePanes(terminal);
    terminal.press('Down', 'Right', 'Down');
    await terminal.waitFor('╭ house/room0/temperature');
    await terminal.waitFor('"celsius": ');

    terminal.press('Ctrl+Home');
    await terminal.waitFor(/ paused +12:00:00 ┃.* {4}1 of 1,000/);
    await terminal.waitFor(/╭ house\/room0\/temperature ─+ 1 message ─╮/);
    await terminal.waitFor((rows) => !rows.join('\n').includes('room1'));
    terminal.press('F8', 'F8');
    await terminal.waitFor(/ paused +12:01:00 .* {3}61 of 1,000/);
    await terminal.waitFor(/╭ house\/room0\/temperature ─+ 9 messages ─╮/);
    await waitForWholePanes(terminal);

    terminal.press('F9', 'F9', 'F9', 'F9', 'F6');
    await terminal.waitFor(/ playing 30× +12:/);
    await terminal.waitFor(/ playing 30× .* (?:[89]\d|\d{3}) of 1,000/);
    terminal.press('F6');
    await terminal.waitFor(/ paused 30× +12:/);
  });

  it('goes to a time that is typed, filters, and leaves without a broker', async () => {
    const terminal = open(aFile(lines));
    await terminal.waitFor('1,000 of 1,000');
    await toInput(terminal);
    enter(terminal, '/go 12:05');
    await terminal.waitFor(/ paused +12:05:00 .* {2}301 of 1,000/);
    enter(terminal, '/pub a b');
    await terminal.waitFor('/pub needs a broker; this is an opened file.');
    terminal.press('Ctrl+C', 'Tab', '/');
    terminal.type('room3');
    await terminal.waitFor(showsOnlyRoom3);
    terminal.press('Enter', 'F7');
    await terminal.waitFor(/ paused +12:04:30 /);
    await terminal.waitFor(showsOnlyRoom3);
    terminal.press('Ctrl+C', 'y');
    expect((await terminal.exited).exitCode).toBe(0);
  });

  it('tells of broken lines, and shows the others', async () => {
    const broken = ['nothing', ...lines.slice(0, 20), '{"topic":"a"}', ...lines.slice(20, 30)];
    const terminal = open(aFile(broken));
    await terminal.waitFor('30 of 30');
    await terminal.waitFor(/2 lines of the file are not messages and were left out;/);
    await terminal.waitFor(/file house\.jsonl · 2 broken lines/);
  });

  it('draws numbers up to the time that is looked at', async () => {
    const terminal = open(aFile(lines));
    await terminal.waitFor('1,000 of 1,000');
    terminal.press('Down', 'Right', 'Down');
    await terminal.waitFor('╭ house/room0/temperature');
    terminal.press('C');
    await terminal.waitFor(/│ 2\d +min 20 +max 28/);
    terminal.press('Ctrl+Home', 'F8');
    await terminal.waitFor(/ paused +12:00:30 /);
    // Of the first half minute: at 0, 7, 14, 21 and 28 seconds, once without a payload.
    await terminal.waitFor(/│ 21 +min 20 +max 27/);
  });

  it('has one sentence for what is no recording', async () => {
    const missing = open(join(temporaryFolder(), 'none.jsonl'));
    expect((await missing.exited).exitCode).toBe(1);
    expect(missing.screen().join('')).toMatch(
      /^mqtt-tui: .*none\.jsonl cannot be opened: there is no such file\.$/,
    );
    const empty = open(aFile([]));
    expect((await empty.exited).exitCode).toBe(1);
    expect(empty.screen().join('')).toContain('cannot be opened: it is empty; record into it');
    const nameless = startProgram(['open'], { columns: 80, rows: 24 });
    expect((await nameless.exited).exitCode).toBe(2);
    expect(nameless.text()).toContain('Which file? Use mqtt-tui open FILE.');
  });
});
