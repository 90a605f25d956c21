import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { KeyBinding } from '../../../source/ui/action-context.ts';
import { helpRows, sectionRows } from '../../../source/ui/help/text.ts';
import { tables } from '../../../source/ui/tables.ts';
import { keyBindings } from '../../../source/ui/keys/key-bindings.ts';
import { slashCommands } from '../../../source/ui/commands/slash-commands.ts';
import { textOfRow } from '../../support/text-of-row.ts';

const rowsAt = (width: number): string[] =>
  helpRows(tables, width).map((row) => textOfRow(row, width));

/** The help without its breaks. */
const textAt = (width: number): string => rowsAt(width).join(' ').replaceAll(/\s+/g, ' ');

/** The row of the help for a new line, at a terminal that can report such keys. */
const newLine = (canReport: (key: string) => boolean): string | undefined =>
  helpRows({ ...tables, canReport }, 116)
    .map((row) => textOfRow(row, 116))
    .find((row) => row.includes('a new line '));

describe('the sections of the help', () => {
  it('have every row of the table of keys, once', () => {
    const scopes = tables.sections.flatMap((section) => section.scopes);
    expect(new Set(scopes).size).toBe(scopes.length);
    expect(new Set(scopes)).toEqual(new Set(keyBindings.map(({ scope }) => scope)));
    const shown = tables.sections.flatMap((section) => sectionRows(tables, section));
    expect(shown.length).toBe(keyBindings.length - 8);
  });

  it('have their keys in the order of a keyboard: named ones, letters, signs, with Ctrl, with Alt, F1 to F12', () => {
    const inOrder =
      'Up Left PageUp End Enter Space Tab Shift+Tab Esc Delete b B c / = Ctrl+A Ctrl+Home Alt+1 Alt+Left F2 F10';
    const keys = inOrder
      .split(' ')
      .toSorted()
      .map((key): KeyBinding => ({
        keys: [key],
        scope: 'tree',
        description: key,
        run: () => undefined,
      }));
    const section = sectionRows({ keys }, { title: '', scopes: ['tree'] });
    expect(section.map(({ description }) => description).join(' ')).toBe(
      inOrder.replace('Alt+1', 'go to that room'),
    );
  });

  it('put the nine keys of the rooms into one row', () => {
    const rooms = tables.sections
      .flatMap((section) => sectionRows(tables, section))
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
    for (const { keys, description } of tables.sections.flatMap((section) =>
      sectionRows(tables, section),
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
