import { expect, it } from 'vitest';
import { Keyboard } from '../../../source/ui/terminal/keyboard.ts';

it('asks the terminal what it knows, and gives back what it has switched on', () => {
  const keyboard = new Keyboard('xterm-256color');
  expect(keyboard.entering).toBe(
    '\u001b[?1036s\u001b[?1036h\u001b>\u001b[?1l\u001b[>4;1m\u001b[?4m\u001b[?u',
  );
  expect(keyboard.leaving).toBe('\u001b[>4m\u001b[m\u001b>\u001b[?1l\u001b[?1036r');
});

it("switches kitty's protocol on when the terminal says that it knows it, and asks no more", () => {
  const keyboard = new Keyboard('xterm-kitty');
  expect(keyboard.encodesEscape).toBe(false);
  expect(keyboard.answered({ kind: 'keyboard', protocol: 'kitty' })).toBe(
    '\u001b[>4m\u001b[m\u001b[>1u',
  );
  expect(keyboard.answered({ kind: 'keyboard', protocol: 'kitty' })).toBe('');
  expect(keyboard.encodesEscape).toBe(true);
  expect(keyboard.leaving).toBe('\u001b[<u\u001b>\u001b[?1l\u001b[?1036r');
  expect(keyboard.entering).toBe('\u001b[?1036s\u001b[?1036h\u001b>\u001b[?1l\u001b[>1u');
});

it.each(['st', 'st-256color', 'stterm-256color'])(
  'has the keypad of %s send what others do',
  (term) => {
    expect(new Keyboard(term).entering).toContain('\u001b[?1h\u001b=');
    expect(new Keyboard(term).leaving).toContain('\u001b>\u001b[?1l');
  },
);

it.each([undefined, 'stuff', 'xterm', 'tmux-256color'])(
  'has the keypad of %s send digits',
  (term) => {
    expect(new Keyboard(term).entering).not.toContain('\u001b=');
  },
);

it.each(['kitty', 'modifyOtherKeys'] as const)('knows that %s tells keys apart', (protocol) => {
  const keyboard = new Keyboard('xterm');
  expect(['Shift+Enter', 'Ctrl+Backspace'].map((key) => keyboard.canReport(key))).toEqual([
    false,
    false,
  ]);
  expect(['Alt+Enter', 'Ctrl+J', 'Delete'].every((key) => keyboard.canReport(key))).toBe(true);
  keyboard.answered({ kind: 'keyboard', protocol });
  expect(keyboard.canReport('Shift+Enter')).toBe(true);
});

it('knows that xterm does not tell Ctrl+Backspace', () => {
  const keyboard = new Keyboard('xterm');
  keyboard.answered({ kind: 'keyboard', protocol: 'modifyOtherKeys' });
  expect(keyboard.canReport('Ctrl+Backspace')).toBe(false);
});
