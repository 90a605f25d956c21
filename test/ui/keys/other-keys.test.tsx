import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, it } from 'vitest';
import type { KeyBinding } from '../../../source/ui/action-context.ts';
import { boundKeys, type KeysTable } from '../../../source/ui/keys/bound-keys.ts';
import { keyHints } from '../../../source/ui/keys/handle-key.ts';
import { keyBindings } from '../../../source/ui/keys/key-bindings.ts';
import { scopeName } from '../../../source/ui/keys/key-places.ts';
import { keyPresets } from '../../../source/ui/keys/presets/presets.ts';
import { helpGroups } from '../../../source/ui/help/groups.ts';
import { paletteRows } from '../../../source/ui/palette/rows.ts';
import { tables } from '../../../source/ui/tables.ts';
import { tourSteps } from '../../../source/ui/tour/steps.ts';
import { tourText } from '../../../source/ui/tour/actions.ts';
import { welcomeLines } from '../../../source/ui/tour/welcome.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { onTopic } from '../../support/in-chart.ts';
import { openSheet } from '../../support/open-sheets.ts';
import { openApp } from '../../support/open-app.tsx';
import { places, pressing } from '../../support/places.ts';

afterEach(cleanup);

/** A person whose keys are others. */
const withKeys = (person: AtScreen, keys: readonly KeyBinding[]): AtScreen['context'] => ({
  ...person.context,
  tables: { ...tables, keys },
});

/** The program's rows with `[keys]`, which must be right. */
const rowsWith = (table: KeysTable): readonly KeyBinding[] => {
  const { rows, problems } = boundKeys(keyBindings, table);
  expect(problems).toEqual([]);
  return rows;
};

/** Every action that may have another key, on one that no table uses. */
const everyOther = (): KeysTable => {
  const table: Record<string, Record<string, string[]>> = {};
  const byRun = new Map<KeyBinding['run'], string>();
  const letters = 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩ'.split('');
  const free = letters.flatMap((one) => letters.map((other) => `Alt+${one} Alt+${other}`));
  for (const row of keyBindings) {
    if (row.isFixed === true) continue;
    const key = byRun.get(row.run) ?? free.shift()!;
    byRun.set(row.run, key);
    (table[scopeName(row.scope)] ??= {})[row.action] = [key];
  }
  return table;
};

/** The keys of rows that are nobody's any more. */
const formerKeys = (rows: readonly KeyBinding[]): readonly string[] => {
  const kept = new Set(rows.flatMap(({ keys }) => keys));
  return [...new Set(keyBindings.flatMap(({ keys }) => keys))].filter((key) => !kept.has(key));
};

/** What a text says of keys that it should not, as words of their own. */
const namedIn = (text: string, keys: readonly string[]): readonly string[] =>
  keys.filter(
    (key) =>
      key.length > 1 &&
      new RegExp(`(?<![\\w+-])${key.replaceAll(/[+\\]/g, String.raw`\$&`)}(?![\\w+-])`).test(text),
  );

describe('with every key another', () => {
  const rows = rowsWith(everyOther());
  const former = formerKeys(rows);

  it('no former key is left in the table', () => {
    expect(former).toEqual(expect.arrayContaining(['F1', 'Ctrl+P', 's', '/', 'Alt+1', 'Home']));
    expect(former).not.toContain('Esc');
  });

  it.each(Object.keys(places))(
    'no hint, and nothing of the help and the palette, names a former one: %s',
    (place) => {
      const context = withKeys(places[place]!(), rows);
      const hints = keyHints(context).map(([key]) => key);
      const help = helpGroups(context).flatMap(({ entries }) => entries);
      expect(hints.filter((key) => former.includes(key))).toEqual([]);
      const helped = help.filter(({ keys }) => !/^\/|^[●◌○•+⧖↑✓✗?R*▸⟳s-]/.test(keys));
      expect(
        helped.flatMap(({ keys, description }) => namedIn(`${keys} ${description}`, former)),
      ).toEqual([]);
    },
  );

  it('the palette offers the keys in force', () => {
    const person = onTopic('a', ['1']);
    openSheet(person, 'palette');
    const context = withKeys(person, rows);
    const { sheet } = person.state();
    if (sheet?.kind !== 'palette') throw new Error('the palette is not open');
    const keys = paletteRows(context, sheet)
      .rows.map(({ key }) => key)
      .filter((key) => key !== '');
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((key) => former.includes(key))).toEqual([]);
  });

  it('neither the welcome nor the tour names a former one', () => {
    const there = { ...tables, keys: rows };
    const texts = [
      ...welcomeLines(there, 'first run'),
      ...welcomeLines(there, 'demo'),
      ...tourSteps.map((_, at) => tourText(there, { at, isOffered: true, since: 0 }) ?? ''),
    ];
    expect(texts.join('\n').length).toBeGreaterThan(500);
    expect(namedIn(texts.join('\n'), former)).toEqual([]);
  });

  it('the screen says nothing of a former one', async () => {
    const person = onTopic('a', ['1']);
    const app = openApp(person.session, { keys: rows, columns: 120, rows: 40 });
    await app.drawn();
    expect(namedIn(app.text(), former)).toEqual([]);
  });
});

describe('without any key that may be taken away', () => {
  it('no sentence has a gap', () => {
    const keys = keyBindings.map((row) => (row.isFixed === true ? row : { ...row, keys: [] }));
    const there = { ...tables, keys };
    const texts = [
      ...welcomeLines(there, 'first run'),
      ...tourSteps.map((_, at) => tourText(there, { at, isOffered: true, since: 0 }) ?? ''),
    ];
    for (const text of texts) expect(text).not.toMatch(/undefined|(?:^| ) (?=\w)/);
    for (const someone of Object.values(places)) {
      const context = withKeys(someone(), keys);
      expect(keyHints(context).filter(([key]) => key === '')).toEqual([]);
      const help = helpGroups(context).flatMap(({ entries }) => entries);
      expect(help.filter((entry) => entry.keys === '')).toEqual([]);
    }
  });
});

describe('a preset', () => {
  it.each(Object.keys(keyPresets))('has each of its keys reached, somewhere: %s', (preset) => {
    const rows = rowsWith({ preset });
    const rowOf = pressing(rows);
    const people = Object.values(places).map((person) => person());
    const dead = rows.flatMap((row) =>
      row.keys
        .filter((key) => !people.some((person) => rowOf(key, person) === row))
        .map((key) => `${key}: ${row.scope} ${row.action}`),
    );
    expect(dead).toEqual([]);
  });

  it('of vim goes to the ends with g g and G, and half a page with Ctrl+D and Ctrl+U', () => {
    const topics = Array.from({ length: 60 }, (_, index) => `t${100 + index}`);
    const person = atScreen({ topics, keys: rowsWith({ preset: 'vim' }) });
    person.press('Tab');
    const isAt = (): string => {
      const { selected } = person.state();
      return selected?.topic ?? '';
    };
    const seen = ['G', 'Ctrl+U', 'Ctrl+B', 'g g', 'Ctrl+F', 'Ctrl+D'].map((keys) => {
      person.press(...keys.split(' '));
      return isAt();
    });
    expect(seen[0]).toBe('t159');
    expect(seen[3]).toBe('chat');
    const index = seen.map((topic) => topics.indexOf(topic));
    const half = index[0]! - index[1]!;
    expect(half).toBeGreaterThan(5);
    expect(index[1]! - index[2]!).toBeGreaterThan(1.5 * half);
    expect(index[5]! - index[4]!).toBe(half);
  });

  it('of vim takes both keys also from one read, and what follows them', () => {
    const topics = ['a', 'b', 'c'];
    const person = atScreen({ topics, keys: rowsWith({ preset: 'vim' }) });
    person.press('Tab', 'G');
    person.type('ggj');
    expect(person.state().selected).toMatchObject({ topic: 'a' });
  });

  it('of vim keeps both letters that begin a sentence in a room', () => {
    const person = atScreen({ keys: rowsWith({ preset: 'vim' }) });
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    person.press('g', 'o');
    person.type('od morning');
    expect(person.input()).toBe('good morning');
  });

  it('of Emacs has Ctrl+G wherever Esc is', () => {
    const rows = rowsWith({ preset: 'emacs' }).filter(({ keys }) => keys.includes('Esc'));
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.filter(({ keys }) => !keys.includes('Ctrl+G'))).toEqual([]);
  });

  it('of Emacs goes back with Ctrl+G, and to the next pane with Ctrl+X o, also from the input box', () => {
    const person = atScreen({ topics: ['a'], keys: rowsWith({ preset: 'emacs' }) });
    person.press('Ctrl+X', 'o');
    expect(person.state().focus).toBe('tree');
    person.press('Ctrl+N');
    expect(person.state().selected).toMatchObject({ topic: 'a' });
    person.press('Ctrl+G');
    expect(person.state().focus).toBe('input');
    person.type('hello');
    person.press('Ctrl+A', 'Ctrl+K');
    expect(person.input()).toBe('');
  });
});
