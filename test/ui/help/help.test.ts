import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { helpRows, helpSections, sectionRows } from '../../../source/ui/help/text.ts';
import { tables } from '../../../source/ui/tables.ts';
import { keyBindings } from '../../../source/ui/keys/key-bindings.ts';
import { slashCommands } from '../../../source/ui/commands/slash-commands.ts';
import { textOfRow } from '../../support/text-of-row.ts';

const rowsAt = (width: number): string[] =>
  helpRows(tables, width).map((row) => textOfRow(row, width));

/** The help without its breaks. */
const textAt = (width: number): string => rowsAt(width).join(' ').replaceAll(/\s+/g, ' ');

/** The row of the help for a new line, at a terminal that tells such keys. */
const newLine = (tells: (key: string) => boolean): string | undefined =>
  helpRows({ ...tables, tells }, 116)
    .map((row) => textOfRow(row, 116))
    .find((row) => row.includes('a new line '));

describe('the sections of the help', () => {
  it('have every row of the table of keys, once', () => {
    const places = helpSections.flatMap(({ where }) => where);
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(places)).toEqual(new Set(keyBindings.map(({ scope }) => scope)));
    const shown = helpSections.flatMap(({ where }) => sectionRows(tables, where));
    expect(shown.length).toBe(keyBindings.length - 8);
  });

  it('put the nine keys of the rooms into one row', () => {
    const rooms = helpSections
      .flatMap(({ where }) => sectionRows(tables, where))
      .filter(({ keys }) => keys.includes('Alt+1'));
    expect(rooms).toEqual([{ keys: 'Alt+1 … Alt+9', description: 'go to that room' }]);
  });
});

describe('the help', () => {
  it('leaves out keys that the terminal does not tell from others', () => {
    expect(newLine(() => true)).toContain('Alt+Enter, Shift+Enter, Ctrl+J');
    expect(newLine((key) => key !== 'Shift+Enter')).toContain('Alt+Enter, Ctrl+J ');
  });

  it.each([116, 76, 56, 36])('has rows of exactly its width at %i cells', (width) => {
    for (const row of rowsAt(width)) expect(stringWidth(row)).toBe(width);
  });

  it('shows all keys with what they do, and all commands', () => {
    const text = textAt(116);
    for (const { keys, description } of helpSections.flatMap(({ where }) =>
      sectionRows(tables, where),
    )) {
      expect(text).toContain(keys);
      expect(text).toContain(description);
    }
    for (const { name, aliases, parameters, description } of slashCommands) {
      expect(text).toContain(`/${name}`);
      for (const alias of aliases) expect(text).toContain(`/${alias}`);
      // What is long on both sides is broken into rows that stand beside each other.
      for (const word of parameters.split(' ')) expect(text).toContain(word);
      for (const word of description.split(' ')) expect(text).toContain(word);
    }
    expect(text).toContain('//text');
  });

  it.each([76, 56, 36])(
    'tells what every key and command does in full at %i cells too',
    (width) => {
      expect(rowsAt(width).filter((row) => row.includes('…') && !row.includes('Alt+1'))).toEqual(
        [],
      );
    },
  );
});
