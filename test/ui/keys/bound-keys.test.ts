import { describe, expect, it } from 'vitest';
import { boundKeys } from '../../../source/ui/keys/bound-keys.ts';
import { keyBindings } from '../../../source/ui/keys/key-bindings.ts';
import { keyPlaces, scopeName, typesIn } from '../../../source/ui/keys/key-places.ts';
import { keyPresets, presetNames } from '../../../source/ui/keys/presets/presets.ts';
import { activeLine } from '../../../source/ui/ui-state.ts';
import { scopesOf } from '../../../source/ui/keys/handle-key.ts';
import { places } from '../../support/places.ts';

/** The keys of an action, as `[keys]` binds it. */
const keysOf = (place: string, table: Readonly<Record<string, unknown>>): readonly string[] => {
  const { rows, problems } = boundKeys(keyBindings, table);
  expect(problems).toEqual([]);
  const [scope, action] = place.split('.');
  const found = rows.filter((row) => scopeName(row.scope) === scope && row.action === action);
  expect(found.length).toBe(1);
  return found[0]!.keys;
};

const problemsOf = (table: Readonly<Record<string, unknown>>): readonly string[] =>
  boundKeys(keyBindings, table).problems.map(
    ({ path, sentence }) => `${path.join('.')}: ${sentence}`,
  );

describe('[keys]', () => {
  it('changes nothing where it says nothing', () => {
    expect(boundKeys(keyBindings, {})).toEqual({ rows: keyBindings, problems: [] });
    expect(boundKeys(keyBindings, { preset: 'default', tree: {} }).rows).toEqual(keyBindings);
  });

  it('gives an action another key, or several, or none', () => {
    expect(keysOf('tree.sort', { tree: { sort: 'S' } })).toEqual(['S']);
    expect(keysOf('tree.sort', { tree: { sort: ['S', 'ctrl+o'] } })).toEqual(['S', 'Ctrl+O']);
    expect(keysOf('tree.sort', { tree: { sort: [] } })).toEqual([]);
    expect(keysOf('log.newest', { log: { newest: 'G', oldest: 'g g' } })).toEqual(['G']);
    expect(keysOf('anywhere.redraw', { anywhere: { redraw: 'F11' } })).toEqual(['F11']);
  });

  it('lets two actions swap their keys, and one take the key of another that gives it up', () => {
    const swapped = { log: { table: 'c', 'add-to-chart': 't' } };
    expect(keysOf('log.table', swapped)).toEqual(['c']);
    expect(keysOf('tree.sort', { tree: { sort: 'n', people: [] } })).toEqual(['n']);
  });

  it('stands over its preset', () => {
    const table = { preset: 'vim', tree: { last: 'L' } };
    expect(keysOf('tree.last', table)).toEqual(['L']);
    expect(keysOf('tree.first', table)).toEqual(['Home', 'g g']);
    expect(keysOf('tree.first', {})).toEqual(['Home']);
  });

  it.each([
    [
      { preset: 'vi' },
      'keys.preset: preset is one of "default", "vim", "emacs"; did you mean vim?',
    ],
    [{ preset: 3 }, 'keys.preset: preset is one of "default", "vim", "emacs".'],
    [{ tre: {} }, 'keys.tre: There is no place "tre" for keys; did you mean tree?'],
    [{ tree: 'vim' }, 'keys.tree: tree is a table of actions: [keys.tree].'],
    [
      { tree: { filtr: 'f' } },
      'keys.tree.filtr: There is no action "filtr" in [keys.tree]; did you mean filter?',
    ],
    [
      { tree: { redraw: 'f' } },
      'keys.tree.redraw: There is no action "redraw" in [keys.tree], but in [keys.anywhere].',
    ],
    [
      { tree: { sort: 3 } },
      'keys.tree.sort: sort takes a key in quotes, or a list of them: ["n", "Ctrl+N"].',
    ],
    [{ anywhere: { back: 'x' } }, 'keys.anywhere.back: back keeps its key: Esc.'],
    [{ question: { yes: 'j' } }, 'keys.question.yes: yes keeps its key: y, Y.'],
    [
      { anywhere: { 'next-pane': [] } },
      'keys.anywhere.next-pane: next-pane needs a key: without it you would be stuck.',
    ],
    [{ tree: { sort: 'Ctrl+I' } }, 'keys.tree.sort: Terminals send Tab for Ctrl+I.'],
    [
      { input: { 'new-line': 'Shift+Enter' } },
      "keys.input.new-line: Only terminals with kitty's keyboard protocol report Shift+Enter: name a second key.",
    ],
    [{ input: { older: 'x' } }, 'keys.input.older: "x" would be typed: a line is open there.'],
    [
      { anywhere: { redraw: 'x' } },
      'keys.anywhere.redraw: "x" would be typed: a line is open there.',
    ],
    [
      { palette: { choose: 'g g' } },
      'keys.palette.choose: "g g" would be typed: a line is open there.',
    ],
    [
      { tree: { sort: 'n' } },
      'keys.tree.sort: n is people in [keys.tree]; one of them needs another key.',
    ],
    [
      { tree: { sort: 'Ctrl+P' } },
      'keys.tree.sort: Ctrl+P is find in [keys.anywhere]; one of them needs another key.',
    ],
    [
      { anywhere: { find: 's' } },
      'keys.anywhere.find: s is sort in [keys.tree]; one of them needs another key.',
    ],
    [
      { anywhere: { find: 'Ctrl+K' } },
      'keys.anywhere.find: Ctrl+K is cut-to-end in [keys.line]; one of them needs another key.',
    ],
    [
      { tree: { sort: 'F1' } },
      'keys.tree.sort: F1 is help in [keys.anywhere]; one of them needs another key.',
    ],
    [{ log: { pause: 'Esc' } }, 'keys.log.pause: Esc is back in [keys.anywhere]; it stays so.'],
    [
      { tree: { sort: 's s', people: 's' } },
      'keys.tree.people: s and s s exclude each other: s s is sort in [keys.tree]; one of them needs another key.',
    ],
  ])('is refused with a sentence: %j', (table, problem) =>
    expect(problemsOf(table)).toEqual([problem]),
  );

  it('allows a key that only some terminals report beside one that all do', () => {
    const keys = ['Ctrl+Enter', 'Alt+Enter'];
    expect(keysOf('input.new-line', { input: { 'new-line': keys } })).toEqual(keys);
  });
});

/** The chart and prompts stand in for what is behind them; a line may be open or not. */
const isFree = (scope: string): boolean =>
  ['line', 'prompt', 'log', 'anywhere', 'rooms'].includes(scope);

describe('a place for keys', () => {
  it('has the scopes that hold in it', () => {
    const known = new Map(keyPlaces(keyBindings).map((scopes) => [scopes[0], scopes]));
    for (const [name, someone] of Object.entries(places)) {
      const [own, ...wider] = scopesOf(someone().state());
      const expected = known.get(own);
      expect([name, expected]).not.toEqual([name, undefined]);
      expect([name, expected!.slice(1).filter((scope) => !isFree(scope))]).toEqual([
        name,
        wider.filter((scope) => !isFree(scope)),
      ]);
    }
  });

  it('takes letters where none is typed', () => {
    for (const [name, someone] of Object.entries(places)) {
      const state = someone().state();
      const [own] = scopesOf(state);
      // Forms have fields in which nothing is typed.
      if (['reading', 'test', 'subscription', 'publish', 'profile'].includes(own!)) continue;
      expect([name, typesIn(keyBindings, own!)]).toEqual([name, activeLine(state) !== undefined]);
    }
  });
});

describe('a preset', () => {
  it.each(presetNames)('leaves no two actions on one key: %s', (preset) =>
    expect(boundKeys(keyBindings, { preset }).problems).toEqual([]),
  );

  it.each(presetNames)('names actions that there are, each once in a scope: %s', (preset) => {
    const named = keyPresets[preset].flatMap(({ scopes, action }) =>
      scopes.map((scope) => `${scope} ${action}`),
    );
    const known = new Set(keyBindings.map(({ scope, action }) => `${scope} ${action}`));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
  });

  it.each([
    ['vim', 'Home', 'g g'],
    ['vim', 'End', 'G'],
    ['emacs', 'Up', 'Ctrl+P'],
    ['emacs', 'Down', 'Ctrl+N'],
    ['emacs', 'Home', 'Alt+<'],
    ['emacs', 'End', 'Alt+>'],
    ['emacs', 'PageUp', 'Alt+V'],
    ['emacs', 'PageDown', 'Ctrl+V'],
  ] as const)('of %s has beside %s, in each pane, list and text, %s', (preset, key, other) => {
    const without = boundKeys(keyBindings, { preset }).rows.filter(
      ({ scope, keys }) =>
        !typesIn(keyBindings, scope) &&
        !['anywhere', 'question'].includes(scope) &&
        keys.includes(key) &&
        !keys.includes(other),
    );
    expect(without.map(({ scope, action }) => `${scope} ${action}`)).toEqual([]);
  });

  it.each(presetNames)('keeps the keys that lead out of everything: %s', (preset) => {
    const { rows } = boundKeys(keyBindings, { preset });
    const lost = keyBindings.filter(
      ({ isFixed, keys }, index) =>
        isFixed === true && !keys.every((key) => rows[index]!.keys.includes(key)),
    );
    expect(lost).toEqual([]);
  });
});
