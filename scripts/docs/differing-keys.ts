import sentKeys from '../../test/real-terminals/sent-keys.json' with { type: 'json' };
import { code, table } from './markdown.ts';

const { xterm, urxvt, vte, kitty, alacritty, st, konsole } = sentKeys;

/** The bytes that a key sends, as people write them. */
const bytesAsText = (bytes: string): string =>
  bytes === ''
    ? '–'
    : code(
        Array.from(bytes, (character) => {
          if (character === '\u001b') return 'ESC ';
          if (character === '\u007f') return '^?';
          return character < ' '
            ? `^${String.fromCodePoint(character.codePointAt(0)! + 64)}`
            : character;
        }).join(''),
      );

/** A table of the keys that differ between terminals, with what the program turns on in them. */
export const differingKeys = (): string =>
  table(
    ['key', 'xterm', 'urxvt', 'xfce4-terminal', 'kitty', 'alacritty', 'st', 'Konsole'],
    (Object.keys(xterm.program) as (keyof typeof xterm.program)[]).flatMap((name) => {
      const sent = [xterm, urxvt, vte, kitty, alacritty, st, konsole].map(
        ({ program }) => program[name],
      );
      return new Set(sent).size === 1 ? [] : [[name, ...sent.map(bytesAsText)]];
    }),
  );
