import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { Text, useInput } from 'ink';
import { cleanup, render } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { keyPresses } from '../../../source/ui/keys/key-press.ts';
import { type TerminalEvent, TerminalInput } from '../../../source/ui/terminal/terminal-input.ts';

afterEach(cleanup);

/** Keys and text that the program understands of what a terminal sends, in their order. */
const understood = (bytes: string): string[] => {
  const heard: string[] = [];
  const Listener = (): ReactNode => {
    useInput((input, key) => {
      for (const press of keyPresses(input, key))
        heard.push('name' in press ? press.name : `"${press.text}"`);
    });
    return <Text> </Text>;
  };
  const { stdin } = render(<Listener />);
  const source = new PassThrough();
  const input = new TerminalInput(source as unknown as ReadStream, (event: TerminalEvent) => {
    if (event.kind === 'key') heard.push(event.name);
  });
  input.setEncoding('utf8');
  input.on('readable', () => {
    const text = input.read() as string | null;
    if (text !== null) stdin.write(text);
  });
  source.write(bytes);
  source.read(0);
  return heard;
};

/** What terminals send where they differ, with what the program switches on; docs/terminals.md has the table. */
const sent: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  xterm: {
    F1: '\u001bOP',
    Insert: '\u001b[2~',
    Home: '\u001b[H',
    'Alt+A': '\u001ba',
    'Alt+Backspace': '\u001b\u007f',
    'Alt+Left': '\u001b[1;3D',
    'Shift+Enter': '\u001b[27;2;13~',
    'Ctrl+Enter': '\u001b[27;5;13~',
    'Ctrl+Delete': '\u001b[3;5~',
  },
  urxvt: {
    F1: '\u001b[11~',
    Home: '\u001b[7~',
    End: '\u001b[8~',
    'Ctrl+Delete': '\u001b[3^',
    'Ctrl+Left': '\u001bOd',
    'Alt+Left': '\u001b\u001b[D',
    'Alt+Right': '\u001b\u001bOC',
    'Alt+Home': '\u001b\u001b[7~',
    'Ctrl+Up': '\u001bOa',
  },
  kitty: {
    F1: '\u001b[P',
    F3: '\u001b[R',
    Esc: '\u001b[27u',
    'Shift+Tab': '\u001b[9;2u',
    'Shift+Enter': '\u001b[13;2u',
    'Alt+Enter': '\u001b[13;3u',
    'Ctrl+J': '\u001b[106;5u',
    Tab: '\u001b[105;5u',
    'Shift+Backspace': '\u001b[127;2u',
    'Ctrl+Backspace': '\u001b[127;5u',
    'Alt+A': '\u001b[97;3u',
    'Alt+1': '\u001b[49;3u',
    'Ctrl+Space': '\u001b[32;5u',
    Enter: '\u001b[57414u',
    Home: '\u001b[57423u',
    '"@"': '@',
  },
  st: {
    Insert: '\u001b[2~',
    Delete: '\u001b[3~',
    Home: '\u001b[1~',
    End: '\u001b[4~',
    'Ctrl+Delete': '\u001b[3;5~',
  },
  Konsole: {
    'Shift+Enter': '\u001bOM',
  },
  'a terminal whose keypad is in application mode': {
    '"+"': '\u001bOk',
    '"7"': '\u001bOw',
  },
  tmux: {
    'Shift+Enter': '\u001b[13;2u',
    'Ctrl+Backspace': '\u001b[127;5u',
  },
};

it.each(
  Object.entries(sent).flatMap(([terminal, keys]) =>
    Object.entries(keys).map(([key, bytes]) => [key, terminal, bytes] as const),
  ),
)('understands %s of %s', (key, _terminal, bytes) => {
  expect(understood(bytes)).toEqual([key]);
});

it.each([
  ['a letter with Super, of kitty', '\u001b[120;9u'],
  ['a letter with Super, of Konsole', '\u0018@sx'],
  ['Insert of st, without the mode of the keypad', '\u001b[4h'],
  ['a function key with Shift', '\u001b[1;2P'],
])('takes no notice of %s', (_name, bytes) => {
  expect(understood(bytes)).toEqual([]);
});

it('keeps the order of keys that Ink reads and others', () => {
  expect(understood('a\u001bOPb\u001b[A\u001b[2~c')).toEqual([
    '"a"',
    'F1',
    '"b"',
    'Up',
    'Insert',
    '"c"',
  ]);
});
