import { describe, expect, it } from 'vitest';
import type { KeyBinding } from '../../../source/ui/action-context.ts';
import { keyHints } from '../../../source/ui/keys/handle-key.ts';
import { keyBindings } from '../../../source/ui/keys/key-bindings.ts';
import type { Mode } from '../../../source/ui/ui-state.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { sheetNames } from '../../support/open-sheets.ts';
import { modes, personIn, places, rowOf } from '../../support/places.ts';

const panes = ['input', 'tree', 'log', 'details'] as const;

const rows = keyBindings.flatMap((binding) =>
  binding.keys.map((key) => ({ key, where: binding.scope, does: binding.description, binding })),
);

describe('a row of the table of keys', () => {
  it('can be reached by each of its keys, somewhere', () => {
    const people = Object.values(places).map((person) => person());
    const dead = rows.filter(
      ({ key, binding }) => !people.some((person) => rowOf(key, person) === binding),
    );
    expect(dead.map(({ key, where, does }) => `${key} in ${where}: ${does}`)).toEqual([]);
  });

  it.each(rows.filter(({ where }) => where === 'always'))(
    'works really always: $key',
    ({ key, does }) => {
      for (const mode of modes) {
        const row = rowOf(key, personIn(mode));
        // In the help the same key closes it.
        const closes = row?.description.startsWith('close the help or other text');
        expect([mode, row?.description === does || (mode === 'reading' && closes)]).toEqual([
          mode,
          true,
        ]);
      }
    },
  );

  it.each(rows.filter(({ where }) => where === 'anywhere'))(
    'for anywhere works in every pane or gives way to a row of the pane: $key',
    ({ key, binding }) => {
      for (const pane of panes) {
        const row = rowOf(key, places[`${pane} repeating`]!());
        // In the input box `?` and `q` are text.
        const isText = /^[?q]$/.test(key) && pane === 'input';
        expect([binding.scope, pane, 'line', isText && undefined]).toContain(row?.scope);
      }
    },
  );

  it.each(rows.filter(({ where }) => where === 'recording'))(
    'of a recording works in the sheets too, or gives way to a row of the sheet: $key',
    ({ key, binding }) => {
      for (const pane of [...panes, 'prompt'] as const)
        expect([pane, rowOf(key, personIn(pane))?.description]).toEqual([
          pane,
          binding.description,
        ]);
      for (const sheet of sheetNames) {
        const row = rowOf(key, places[sheet]!());
        expect([sheet, row === binding || row?.scope === sheet]).toEqual([sheet, true]);
      }
    },
  );

  it('says what it does', () => {
    for (const { description } of keyBindings) expect(description).toMatch(/^[a-z].*[^.]$/);
  });

  it('names keys that the dispatcher knows', () => {
    const known =
      /^(?:Ctrl\+|Alt\+|Shift\+)*(?:Up|Down|Left|Right|Home|End|PageUp|PageDown|Enter|Esc|Tab|Backspace|Delete|Insert|Space|F[1-9]|F1[0-2]|[A-Z0-9])$|^[!-~]$/;
    for (const { key } of rows) for (const one of key.split(' ')) expect(one).toMatch(known);
  });
});

const hintsIn = (mode: Mode, typed = ''): string[] => personIn(mode, typed).hints();

/** The rows and hints of a person, each with its key. */
const hintedRows = (person: AtScreen): readonly (readonly [string, KeyBinding | undefined])[] =>
  keyHints(person.context).map(([key]) => [key, rowOf(key, person)]);

describe('the hints', () => {
  it('tell only of keys that do that just now: each is the first key of a row and its hint', () => {
    for (const [place, someone] of Object.entries(places)) {
      const person = someone();
      for (const [index, [key, row]] of hintedRows(person).entries()) {
        const hint = typeof row?.hint === 'function' ? row.hint(person.context) : row?.hint;
        expect([place, row?.keys[0], hint]).toEqual([
          place,
          key,
          keyHints(person.context)[index]?.[1],
        ]);
      }
    }
  });

  it('are short: a word or two, or three', () => {
    for (const someone of Object.values(places))
      for (const [, does] of keyHints(someone().context)) {
        expect(does).toMatch(/^\S+(?: \S+){0,3}$/);
        expect(does.length).toBeLessThanOrEqual('always for this topic'.length);
      }
  });

  it.each([
    ['input', ['Enter connect now', 'Tab panes', 'Ctrl+C quit', 'Ctrl+P find']],
    ['input text', ['Enter say', 'Tab complete', 'Alt+Enter new line']],
    ['tree', ['Enter show', '/ filter', 'q quit']],
    ['tree on a topic', ['Enter show', '/ filter', 'c chart']],
    ['log', ['/ search', 'q quit', 'Space pause']],
    ['log on a topic', ['c chart', '= compare', 'p publish']],
    ['details on a topic', ['c chart', '= compare', 'p publish']],
    ['question', ['Enter yes', 'Esc no']],
    ['name', ['Enter join', 'Esc only watch']],
    ['credentials', ['Enter next', 'Tab other field', 'Esc cancel']],
    ['prompt', ['Enter keep', 'Esc back']],
    ['in a list of candidates', ['Enter accept', 'Tab next', 'Esc cancel']],
    ['in the list of commands for /n', ['Enter accept', 'Tab complete', 'Down next', 'Esc cancel']],
    ['in the list of commands for /nick', ['Enter run', 'Tab complete', 'Esc cancel']],
    ['in a command line', ['Tab complete', 'Down next', 'Esc back']],
    ['in an empty command line', ['Esc back']],
    ['in a search of what was typed', ['Enter accept', 'Ctrl+R older', 'Ctrl+S newer']],
    ['in a search prompt', ['Enter previous match', 'Esc back']],
    ['in a details prompt', ['Enter keep', 'Esc back']],
    ['in a passphrase prompt', ['Enter take it', 'Alt+Y copy', 'Esc back']],
    ['compare', ['Esc close', 'n next change', '< older', '> newer']],
    ['publish', ['Esc close', 'Ctrl+S publish', 'Tab complete']],
    ['templates', ['Esc back', 'Enter open']],
    ['subscriptions', ['Esc close', 'a add', 'Enter change']],
    ['subscription', ['Esc back', 'Enter save', 'Tab next']],
    ['broker', ['Esc close']],
    ['clean', ['Esc close']],
    ['reading', ['Esc close']],
  ])('begin with what decides in the place: %s', (place, first) => {
    expect(places[place]!().hints().slice(0, first.length)).toEqual(first);
  });

  it('tell of what is done to a topic only where there is one', () => {
    const aboutTopics = /^(?:[c=pmbdxo]|Delete) /;
    const person = atScreen({ topics: ['a', 'b'], selected: undefined });
    const inPane = (pane: 'tree' | 'log'): string[] => {
      person.dispatch({ type: 'pane-focused', pane });
      return person.hints().filter((hint) => aboutTopics.test(hint));
    };
    expect([inPane('tree'), inPane('log')]).toEqual([[], []]);
    const { monitor } = person.session;
    monitor?.openLog(monitor.tree.root);
    person.press('Up');
    expect(inPane('log')).toEqual(['c chart', '= compare', 'p publish', 'm mark', 'd details']);
  });

  it('are there in every place', () => {
    for (const [place, someone] of Object.entries(places))
      expect([place, someone().hints().length > 0]).toEqual([place, true]);
  });

  it('come with the heaviest first, from whatever scope', () => {
    for (const [place, someone] of Object.entries(places)) {
      const weights = hintedRows(someone()).map(([, row]) => row?.weight ?? 0);
      expect([place, weights]).toEqual([place, weights.toSorted((one, other) => other - one)]);
    }
    expect(places['tree repeating']!().hints().slice(0, 2)).toEqual(['Ctrl+G stop', 'Enter show']);
  });

  it('tell of unread lines while another room has some', () => {
    const person = atScreen({ rooms: ['chat', 'ops'] });
    person.session.chat?.rooms.get('ops')?.receive({ user: 'bob', say: 'x' }, 0);
    expect(person.hints().slice(0, 2)).toEqual(['Enter connect now', 'Alt+A unread']);
    person.press('Alt+A');
    expect(person.hints()).not.toContain('Alt+A unread');
  });

  it('tell how a question that Enter does not answer is answered', () => {
    const person = atScreen();
    const question = { text: 'Sure?', yes: () => undefined, isTyped: true } as const;
    person.dispatch({ type: 'asked', question });
    expect(person.hints()).toEqual(['y yes', 'Esc no', 'F1 help']);
  });

  it('tell of Enter in the empty box only where it connects', () => {
    const person = atScreen();
    expect(person.hints()[0]).toBe('Enter connect now');
    person.type('x');
    expect(person.hints()[0]).toBe('Enter say');
    person.press('Tab', 'Esc', 'Ctrl+U', 'Tab');
    expect(person.hints().join()).not.toContain('connect now');
  });

  it('always tell of the help, last: by its letter, and by F1 where that would be typed', () => {
    expect(hintsIn('input').at(-1)).toBe('F1 help');
    for (const pane of ['tree', 'log', 'details'] as const)
      expect(hintsIn(pane).at(-1)).toBe('? help');
    for (const name of sheetNames) {
      const person = places[name]!();
      const key = person.state().sheet?.line === undefined ? '?' : 'F1';
      expect([name, person.hints().at(-1)]).toEqual([name, `${key} help`]);
    }
  });
});
