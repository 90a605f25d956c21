import { useInput } from 'ink';
import { cleanup, render } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { keyBindings } from '../../../source/ui/keys/key-bindings.ts';
import { type KeyPress, keyPresses } from '../../../source/ui/keys/key-press.ts';
import { keyBytes } from '../../support/terminal-input.ts';

afterEach(cleanup);

const Listener = ({ heard }: { readonly heard: KeyPress[] }): ReactNode => {
  useInput((input, key) => {
    heard.push(...keyPresses(input, key));
  });
  return null;
};

/** What is understood of the bytes that a terminal sends in one read. */
const pressed = (bytes: string): KeyPress[] => {
  const heard: KeyPress[] = [];
  const { stdin } = render(<Listener heard={heard} />);
  stdin.write(bytes);
  return heard;
};

/** What a terminal sends with the newer keyboard protocol for Ctrl and a letter. */
const newerControl = (letter: string): string => `\u001b[${letter.charCodeAt(0)};5u`;

describe('a key', () => {
  const names = [
    ...new Set(keyBindings.flatMap(({ keys }) => keys.flatMap((key) => key.split(' ')))),
  ];
  // Function keys and Insert do not come through Ink; Esc alone and Ctrl+H have tests of their own.
  const throughInk = names.filter(
    (name) => !/^F\d+$/.test(name) && !['Insert', 'Esc', 'Ctrl+H', 'Space'].includes(name),
  );

  it.each(throughInk.filter((name) => name.length > 1))(
    'of the table is understood when a terminal sends it: %s',
    (name) => {
      const typed = name.replace(
        /^(Alt\+)([A-Z])$/,
        (_, alt: string, letter: string) => alt + letter.toLowerCase(),
      );
      expect(pressed(keyBytes(typed))).toEqual([{ name }]);
    },
  );

  it('of a single character is text', () => {
    for (const name of throughInk.filter((one) => one.length === 1))
      expect(pressed(name)).toEqual([{ text: name }]);
    expect(pressed(' ')).toEqual([{ text: ' ' }]);
  });

  it('with Ctrl has a name in the newer keyboard protocol too', () => {
    expect(pressed(newerControl('h'))).toEqual([{ name: 'Ctrl+H' }]);
    expect(pressed(newerControl('c'))).toEqual([{ name: 'Ctrl+C' }]);
    expect(pressed(newerControl('j'))).toEqual([{ name: 'Ctrl+J' }]);
  });

  it('with Ctrl that is another key by tradition has its name', () => {
    expect(['m', 'i', '['].flatMap((letter) => pressed(newerControl(letter)))).toEqual([
      { name: 'Enter' },
      { name: 'Tab' },
      { name: 'Esc' },
    ]);
  });

  it('with Super is none of ours', () => {
    expect(pressed('\u001b[120;9u')).toEqual([]);
    expect(pressed('\u001b[1;9A')).toEqual([]);
  });

  it('that AltGr makes is text, also where it comes as Ctrl with Alt', () => {
    expect(pressed('@{\u001b[64;7u\u001b[123;7u\u001b[8364;7u')).toEqual([
      { text: '@{' },
      { text: '@' },
      { text: '{' },
      { text: '€' },
    ]);
    expect(pressed('\u001b[97;7u')).toEqual([{ name: 'Ctrl+Alt+A' }]);
  });

  it('that comes up again in the newer keyboard protocol counts once', () => {
    expect(pressed('\u001b[97;1:1u')).toEqual([{ text: 'a' }]);
    expect(pressed('\u001b[97;1:3u')).toEqual([]);
    expect(pressed('\u001b[1;1:3A')).toEqual([]);
    expect(pressed('\u001b[1;1:2A')).toEqual([{ name: 'Up' }]);
  });

  it('of the arrows is understood in application mode', () => {
    expect(pressed('\u001bOA\u001bOD')).toEqual([{ name: 'Up' }, { name: 'Left' }]);
  });

  it('of both kinds of Home and End is understood', () => {
    expect(pressed('\u001b[1~\u001b[4~\u001b[7~\u001b[8~\u001bOH\u001bOF')).toEqual([
      { name: 'Home' },
      { name: 'End' },
      { name: 'Home' },
      { name: 'End' },
      { name: 'Home' },
      { name: 'End' },
    ]);
  });

  it('with Alt and a capital letter is the one of the small letter', () => {
    expect(pressed('\u001bA')).toEqual([{ name: 'Alt+A' }]);
    expect(pressed('\u001ba')).toEqual([{ name: 'Alt+A' }]);
  });

  it('that is Esc is Esc, pressed once or twice', async () => {
    const heard: KeyPress[] = [];
    const { stdin } = render(<Listener heard={heard} />);
    stdin.write('\u001b');
    await expect.poll(() => heard).toEqual([{ name: 'Esc' }]);
    stdin.write('\u001b\u001b');
    await expect.poll(() => heard).toEqual([{ name: 'Esc' }, { name: 'Esc' }]);
  });
});

describe('text that comes in one read', () => {
  it('is one piece', () => {
    expect(pressed('hello 你好 👍🏽')).toEqual([{ text: 'hello 你好 👍🏽' }]);
  });

  it('keeps the keys in it: Enter, Tab, Backspace, Ctrl+J', () => {
    expect(pressed('one\rtwo\tthree\u007f\n')).toEqual([
      { text: 'one' },
      { name: 'Enter' },
      { text: 'two' },
      { name: 'Tab' },
      { text: 'three' },
      { name: 'Backspace' },
      { name: 'Ctrl+J' },
    ]);
  });

  it('keeps Ctrl and a letter in it', () => {
    expect(pressed('ab\u0001c\u0015')).toEqual([
      { text: 'ab' },
      { name: 'Ctrl+A' },
      { text: 'c' },
      { name: 'Ctrl+U' },
    ]);
  });

  it('keeps escape sequences in it', () => {
    expect(pressed('a\u001b[Ab\u001b[3~')).toEqual([
      { text: 'a' },
      { name: 'Up' },
      { text: 'b' },
      { name: 'Delete' },
    ]);
  });
});
