import { describe, expect, it } from 'vitest';
import { keyBindings } from '../../../source/ui/keys/key-bindings.ts';
import type { Mode } from '../../../source/ui/ui-state.ts';
import { atScreen } from '../../support/at-screen.ts';
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
        expect([does, mode === 'reading' && 'close the help or other text']).toContain(
          row?.description,
        );
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

describe('the hints', () => {
  it('come from the table: each is the first key of a row and its hint', () => {
    const all = new Set(
      keyBindings.flatMap(({ keys, hint }) => (hint === undefined ? [] : [`${keys[0]} ${hint}`])),
    );
    for (const mode of modes) for (const hint of hintsIn(mode)) expect(all).toContain(hint);
  });

  it('tell only of keys that do that just now', () => {
    for (const mode of modes)
      for (const typed of ['', 'text'])
        for (const hint of hintsIn(mode, typed)) {
          const [key = '', ...words] = hint.split(' ');
          const row = rowOf(key, personIn(mode, typed));
          expect([mode, typed, key, row?.hint]).toEqual([mode, typed, key, words.join(' ')]);
        }
  });

  it('are those of the place where the keyboard is', () => {
    expect(hintsIn('input')).toEqual(['Tab panes', 'Ctrl+C quit', 'F1 help']);
    for (const pane of ['tree', 'log', 'details'] as const)
      expect(hintsIn(pane)).toContain('q quit');
    expect(hintsIn('input', 'text')).toEqual(['Tab complete', 'F1 help']);
    expect(hintsIn('tree')).toContain('/ filter');
    expect(hintsIn('log')).toContain('Space pause');
    expect(hintsIn('input')).not.toContain('/ filter');
  });

  it('come with the heaviest first, from whatever scope', () => {
    for (const [place, someone] of Object.entries(places)) {
      const person = someone();
      const weights = person.hints().map((hint) => rowOf(hint.split(' ')[0]!, person)?.weight ?? 0);
      expect([place, weights]).toEqual([place, weights.toSorted((one, other) => other - one)]);
    }
    expect(places['publish']!().hints().slice(0, 2)).toEqual(['Esc close', 'Ctrl+S publish']);
    expect(places['tree repeating']!().hints().slice(0, 2)).toEqual(['Ctrl+G stop', 'Enter show']);
  });

  it('tell of unread lines while another room has some', () => {
    const person = atScreen({ rooms: ['chat', 'ops'] });
    person.session.chat?.rooms.get('ops')?.receive({ user: 'bob', say: 'x' }, 0);
    expect(person.hints()).toEqual(['Alt+A unread', 'Tab panes', 'Ctrl+C quit', 'F1 help']);
    person.press('Alt+A');
    expect(person.hints()).toEqual(['Tab panes', 'Ctrl+C quit', 'F1 help']);
  });

  it('always tell of the help, last', () => {
    for (const pane of panes) expect(hintsIn(pane).at(-1)).toBe('F1 help');
  });
});
