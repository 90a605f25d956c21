import stringWidth from 'string-width';
import { afterEach, describe, expect, it } from 'vitest';
import { keyBytes, mouseBytes, pasteBytes } from '../support/terminal-input.ts';
import { openTerminal, type TerminalOptions, type TestTerminal } from '../support/terminal.ts';

const opened: TestTerminal[] = [];

const open = (options: Partial<TerminalOptions> & { command: string }): TestTerminal => {
  const terminal = openTerminal({ columns: 60, rows: 10, ...options });
  opened.push(terminal);
  return terminal;
};

const shell = async (): Promise<TestTerminal> => {
  const terminal = open({ command: 'bash', args: ['--norc', '-i'], env: { PS1: 'ready> ' } });
  await terminal.waitFor('ready>');
  return terminal;
};

/** A program that writes `text` and stays. */
const writer = (text: string): TestTerminal =>
  open({
    rows: 20,
    command: 'sh',
    args: ['-c', 'printf %s "$TEXT"; exec cat >/dev/null'],
    env: { TEXT: text },
  });

afterEach(async () => {
  await Promise.all(opened.splice(0).map((terminal) => terminal.dispose()));
});

describe('the test terminal', () => {
  it('reads wide characters once, in two cells', async () => {
    const terminal = writer('a你好b\r\n👍🏽!end');
    await terminal.waitFor('end');
    expect(terminal.screen().slice(0, 2)).toEqual(['a你好b', '👍🏽!end']);
    expect(terminal.cell(1, 0)).toMatchObject({ char: '你', width: 2 });
    expect(terminal.cell(2, 0)).toMatchObject({ char: '', width: 0 });
    expect(terminal.cell(5, 0)).toMatchObject({ char: 'b', width: 1 });
  });

  it('counts the same cells as string-width', async () => {
    const samples = [
      'é',
      'e\u0301',
      '한글',
      '👨‍👩‍👧',
      '🇩🇪🇫🇷',
      '⚠',
      '⚠️',
      '1️⃣',
      '❤️‍🔥',
      '✓',
      '▸',
      'ｱﾞ',
      '\u200b',
    ];
    const terminal = writer(samples.map((sample) => `x${sample}|\r\n`).join('') + 'end');
    const screen = await terminal.waitFor('end');
    const columns = samples.map((_, row) =>
      terminal.cells()[row]?.findIndex((cell) => cell.char === '|'),
    );
    expect(screen[0]).toBe('xé|');
    expect(columns).toEqual(samples.map((sample) => 1 + stringWidth(sample)));
  });

  it('tells colours and attributes', async () => {
    const terminal = writer('\u001b[1;31;44mx\u001b[0;2;38;2;1;2;3my\u001b[0;4;7mz\u001b[0m.');
    await terminal.waitFor('xyz.');
    expect(terminal.cell(0, 0)).toMatchObject({ char: 'x', fg: 1, bg: 4, bold: true, dim: false });
    expect(terminal.cell(1, 0)).toMatchObject({
      char: 'y',
      fg: '#010203',
      bg: 'default',
      dim: true,
    });
    expect(terminal.cell(2, 0)).toMatchObject({ char: 'z', underline: true, inverse: true });
  });

  it('tells title, clipboard and modes', async () => {
    const copied = Buffer.from('温度').toString('base64');
    const terminal = writer(
      `\u001b[?1049h\u001b[?25l\u001b[?1002;1006h\u001b[?2004h\u001b]2;my title\u0007\u001b]52;c;${copied}\u0007on`,
    );
    await terminal.waitFor('on');
    expect(terminal.title()).toBe('my title');
    expect(terminal.clipboard()).toBe('温度');
    expect(terminal.cursor().visible).toBe(false);
    expect(terminal.modes()).toMatchObject({
      alternateScreen: true,
      bracketedPaste: true,
      mouse: 'drag',
      mouseSgr: true,
    });
  });

  it('tells the program its new size', async () => {
    const terminal = await shell();
    terminal.type('stty size\r');
    await terminal.waitFor('10 60');
    terminal.resize(100, 20);
    terminal.type('stty size\r');
    expect(await terminal.waitFor('20 100')).toHaveLength(20);
  });

  it('answers what the program asks', async () => {
    const terminal = await shell();
    terminal.type(`IFS= read -rsd c -p $'\\e[c' answer; echo "\${answer#?}"\r`);
    expect(await terminal.waitFor('[?1;2')).toContain('[?1;2');
  });

  it('looks at whole frames only', async () => {
    const terminal = writer('\u001b[?2026hhalf');
    await expect(terminal.waitFor('half', { timeout: 300 })).rejects.toThrow('middle of a frame');
  });

  it('shows the screen when it has waited in vain', async () => {
    const terminal = writer('what is there');
    await expect(terminal.waitFor('more', { timeout: 300 })).rejects.toThrow(
      /waited for "more": not seen in 300 ms\n60×20[^]*what is there/,
    );
  });

  it('stops waiting when the program ends, and tells how it ended', async () => {
    const terminal = open({ command: 'sh', args: ['-c', 'echo bye; exit 3'] });
    await expect(terminal.waitFor('more')).rejects.toThrow(/exit code 3[^]*bye/);
    expect(await terminal.exited).toEqual({ exitCode: 3, signal: undefined });
    const killed = writer('x');
    killed.kill('SIGTERM');
    expect(await killed.exited).toMatchObject({ signal: 'SIGTERM' });
  });
});

describe('what a terminal sends', () => {
  it.each([
    ['Enter', '\r'],
    ['Shift+Tab', '\u001b[Z'],
    ['Escape', '\u001b'],
    ['Backspace', '\u007f'],
    ['Ctrl+A', '\u0001'],
    ['Ctrl+Z', '\u001a'],
    ['Alt+b', '\u001bb'],
    ['Alt+Enter', '\u001b\r'],
    ['Shift+Enter', '\u001b[13;2u'],
    ['Up', '\u001b[A'],
    ['Alt+Left', '\u001b[1;3D'],
    ['Home', '\u001b[H'],
    ['Alt+End', '\u001b[1;3F'],
    ['PageUp', '\u001b[5~'],
    ['Ctrl+Delete', '\u001b[3;5~'],
    ['F1', '\u001bOP'],
    ['F5', '\u001b[15~'],
    ['你', '你'],
    ['+', '+'],
  ])('for %s', (key, bytes) => {
    expect(keyBytes(key)).toBe(bytes);
  });

  it('for keys that do not exist: nothing, but says so', () => {
    expect(() => keyBytes('Entr')).toThrow('unknown key: Entr');
    expect(() => keyBytes('Super+A')).toThrow('unknown modifier: Super');
  });

  it('for pastes and the mouse', () => {
    expect(pasteBytes('a\nb', true)).toBe('\u001b[200~a\rb\u001b[201~');
    expect(pasteBytes('a\nb', false)).toBe('a\rb');
    expect(mouseBytes('left', { column: 0, row: 4 })).toBe('\u001b[<0;1;5M\u001b[<0;1;5m');
    expect(mouseBytes('wheel up', { column: 2, row: 0 })).toBe('\u001b[<64;3;1M');
  });
});
