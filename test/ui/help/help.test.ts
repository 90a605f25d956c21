import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { KeyBinding } from '../../../source/ui/action-context.ts';
import { helpGroups } from '../../../source/ui/help/groups.ts';
import { sectionRows } from '../../../source/ui/help/section-rows.ts';
import { tasks } from '../../../source/ui/help/tasks.ts';
import { helpRows } from '../../../source/ui/help/text.ts';
import { tables } from '../../../source/ui/tables.ts';
import { keyBindings } from '../../../source/ui/keys/key-bindings.ts';
import { slashCommands } from '../../../source/ui/commands/slash-commands.ts';
import type { Mode } from '../../../source/ui/ui-state.ts';
import type { AtScreen } from '../../support/at-screen.ts';
import { openSheet, sheetNames } from '../../support/open-sheets.ts';
import { personIn, places } from '../../support/places.ts';
import { textOfRow } from '../../support/text-of-row.ts';

const groupsFor = (person: AtScreen) => helpGroups(person.context);

const rowsAt = (width: number, mode: Mode = 'input', typed = ''): string[] =>
  helpRows(groupsFor(personIn(mode)), width, typed).map((row) => textOfRow(row, width));

/** The help without its breaks. */
const textAt = (width: number): string => rowsAt(width).join(' ').replaceAll(/\s+/g, ' ');

/** The row of the help for a new line, at a terminal that can report such keys. */
const newLine = (canReport: (key: string) => boolean): string | undefined => {
  const { context } = personIn('input');
  return helpGroups({ ...context, tables: { ...tables, canReport } })
    .flatMap(({ entries }) => entries)
    .find(({ description }) => description.startsWith('a new line'))?.keys;
};

describe('the places where keys work', () => {
  it('have every row of the table of keys, once', () => {
    const scopes = tables.sections.flatMap((section) => section.scopes);
    expect(new Set(scopes).size).toBe(scopes.length);
    expect(new Set(scopes)).toEqual(new Set(keyBindings.map(({ scope }) => scope)));
    const shown = tables.sections.flatMap((section) => sectionRows(tables, section));
    // The keys of nine rooms share a row; some rows have no key but in a preset.
    expect(shown.length).toBe(keyBindings.filter(({ keys }) => keys.length > 0).length - 8);
  });

  it('have their keys in the order of a keyboard: named ones, letters, signs, with Ctrl, with Alt, F1 to F12', () => {
    const inOrder =
      'Up Left PageUp End Enter Space Tab Shift+Tab Esc Delete b B c / = Ctrl+A Ctrl+Home Alt+1 Alt+Left F2 F10';
    const keys = inOrder
      .split(' ')
      .toSorted()
      .map((key): KeyBinding => ({
        action: 'test',
        keys: [key],
        scope: 'tree',
        description: key,
        run: () => undefined,
      }));
    const section = sectionRows({ keys }, { title: '', scopes: ['tree'] });
    expect(section.map(({ description }) => description).join(' ')).toBe(inOrder);
  });

  it('put the nine keys of the rooms into one row', () => {
    const rooms = tables.sections
      .flatMap((section) => sectionRows(tables, section))
      .filter(({ keys }) => keys.includes('Alt+1'));
    expect(rooms).toEqual([{ keys: 'Alt+1 … Alt+9', description: 'go to that room' }]);
  });
});

describe('the help of a place', () => {
  it.each(Object.keys(places).filter((place) => !place.startsWith('reading')))(
    'begins with the keys of the place, those with hints first: %s',
    (place) => {
      const person = places[place]!();
      const hints = person.hints().map((hint) => hint.split(' ')[0]);
      const [here] = groupsFor(person);
      expect(here?.title).toMatch(/^Here: \w/);
      const keys = here?.entries.flatMap((entry) => entry.keys.split(', ')) ?? [];
      expect(keys.length).toBeGreaterThan(0);
      const own = hints.filter((key) => keys.includes(key ?? ''));
      expect(keys.filter((key) => own.includes(key)).slice(0, own.length)).toEqual(own);
    },
  );

  it('leaves out there what the place does not do', () => {
    const [room] = groupsFor(personIn('log'));
    expect(room?.entries.map(({ keys }) => keys)).toContain('Space');
    expect(room?.entries.map(({ keys }) => keys)).not.toContain('c');
    const [topic] = groupsFor(places['log on a topic']!());
    expect(topic?.entries.map(({ keys }) => keys)).toContain('c');
  });

  it('goes on with all else by what it is for', () => {
    const titles = groupsFor(personIn('tree')).map(({ title }) => title);
    expect(titles.slice(0, 4)).toEqual([
      'Here: Rooms and topics',
      'Move around',
      'Look for things',
      'Chat',
    ]);
    for (const title of Object.values(tasks)) expect(titles).toContain(title);
    expect(titles.at(-1)).toBe('Marks');
  });

  it('tells of each thing once, with the places where it works', () => {
    const entries = groupsFor(personIn('input')).flatMap((group) => group.entries);
    const chart = entries.filter(({ description }) => description.startsWith('add the number'));
    expect(chart).toEqual([
      {
        keys: 'c',
        description:
          'add the number here to the chart, or remove it; offers several in a list (tree, log, details)',
      },
    ]);
    const lines = entries.map(({ keys, description }) => `${keys} ${description}`);
    expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
    expect(lines.filter((line) => !line.startsWith('/')).length).toBeLessThan(250);
  });

  it('has every row with what it is for', () => {
    expect(keyBindings.filter(({ task }) => task === undefined)).toEqual([]);
    expect(slashCommands.filter(({ task }) => task === undefined)).toEqual([]);
  });
});

describe('the help', () => {
  it('leaves out keys that the terminal does not tell from others', () => {
    expect(newLine(() => true)).toBe('Alt+Enter, Shift+Enter, Ctrl+J');
    expect(newLine((key) => key !== 'Shift+Enter')).toBe('Alt+Enter, Ctrl+J');
  });

  it.each([116, 76, 56, 36])('has rows of exactly its width at %i cells', (width) => {
    for (const row of rowsAt(width)) expect(stringWidth(row)).toBe(width);
  });

  it('shows every key but those that only move, and all commands', () => {
    const text = textAt(116);
    const { entries } = { entries: groupsFor(personIn('input')).flatMap((group) => group.entries) };
    for (const { keys, description } of entries) {
      expect(text).toContain(keys);
      expect(text).toContain(description);
    }
    const shown = entries.map(({ description }) => description);
    const moves = /^(Up|Down|PageUp|PageDown|Home|End|Alt\+\d)$/;
    const missing = [...Map.groupBy(keyBindings, ({ run }) => run).values()].filter(
      (same) =>
        same.some(({ keys }) => keys.length > 0) &&
        !same.some(({ keys }) => moves.test(keys[0] ?? '')) &&
        !same.some((row) => shown.some((one) => one.startsWith(row.description))),
    );
    expect(missing).toEqual([]);
    for (const { name, aliases, description } of slashCommands) {
      expect(text).toContain(`/${name}`);
      for (const alias of aliases) expect(text).toContain(`/${alias}`);
      expect(shown).toContain(description);
    }
    expect(text).toContain('//text');
  });

  it.each([76, 56, 36])(
    'tells what every key and command does in full at %i cells too',
    (width) => {
      expect(
        rowsAt(width).filter((row) => row.includes('…') && !/Alt\+1|into|…\]/.test(row)),
      ).toEqual([]);
    },
  );

  it('finds what has all typed words, under its headings', () => {
    const rows = rowsAt(76, 'tree', 'retained clear').map((row) => row.trim());
    expect(rows[0]).toBe('Here: Rooms and topics');
    expect(rows.some((row) => row.startsWith('Delete'))).toBe(true);
    expect(rows).toContain('Publish');
    expect(rows.some((row) => row.startsWith('/pub'))).toBe(true);
    expect(rows.join(' ')).not.toContain('sort by name');
  });

  it('finds keys by their names, and what only has the letters in order', () => {
    expect(rowsAt(76, 'input', 'f4').join(' ')).toContain('open the publish editor');
    expect(rowsAt(76, 'input', 'pblshdtr').join(' ')).toContain('open the publish editor');
    expect(rowsAt(76, 'input', 'zzzzqqq').map((row) => row.trim())).toEqual([
      'Nothing here has these letters.',
    ]);
  });

  it.each(sheetNames)('tells of the keys of a sheet first: %s', (name) => {
    const person = personIn('input');
    openSheet(person, name);
    const section = tables.sections.find(({ scopes }) => (scopes as string[]).includes(name));
    expect(groupsFor(person)[0]?.title).toBe(`Here: ${section?.title}`);
  });
});
