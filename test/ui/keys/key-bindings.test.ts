import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { editedLine } from '../../../source/ui/widgets/line-editor.ts';
import type { KeyBinding, KeyScope } from '../../../source/ui/action-context.ts';
import type { SheetName } from '../../../source/ui/sheets/sheet.ts';
import { keyBindings } from '../../../source/ui/keys/key-bindings.ts';
import { type Mode, modeOf, shownSheet } from '../../../source/ui/ui-state.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { onTopic, personCharting } from '../../support/in-chart.ts';
import { openSheet } from '../../support/open-sheets.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const panes = ['input', 'tree', 'log', 'details'] as const;

/** Brings somebody into a mode. */
const enter: Readonly<Record<Mode, (person: AtScreen) => void>> = {
  input: () => undefined,
  tree: ({ dispatch }) => dispatch({ type: 'pane-focused', pane: 'tree' }),
  log: ({ dispatch }) => dispatch({ type: 'pane-focused', pane: 'log' }),
  details: ({ dispatch }) => dispatch({ type: 'pane-focused', pane: 'details' }),
  reading: ({ dispatch }) =>
    dispatch({ type: 'reading-changed', reading: { kind: 'help', top: 0 } }),
  sheet: openSheet.jump,
  question: ({ dispatch }) =>
    dispatch({ type: 'asked', question: { text: 'Quit?', ask: { about: 'quit' } } }),
  credentials: ({ dispatch }) => dispatch({ type: 'credentials-asked', username: '' }),
  name: () => undefined, // from the start
  prompt: ({ dispatch }) =>
    dispatch({ type: 'prompt-opened', prompt: { kind: 'filter', line: editedLine('') } }),
};

const modes = Object.keys(enter) as Mode[];

const personIn = (mode: Mode, typed = ''): AtScreen => {
  const person = atScreen(mode === 'name' ? { name: 'guest' } : {});
  if (typed !== '') person.type(typed);
  enter[mode](person);
  expect(modeOf(person.state())).toBe(mode);
  return person;
};

/** Somebody with a sheet open. */
const personInSheet = (sheet: SheetName): AtScreen => {
  const person = atScreen();
  openSheet[sheet](person);
  expect(shownSheet(person.state())?.kind).toBe(sheet);
  return person;
};

/** Somebody with a list of candidates open. */
const personChoosing = (): AtScreen => {
  const person = personIn('input', '/n');
  person.press('Tab');
  expect(person.state().completion).toBeDefined();
  return person;
};

/** Somebody who searches what was typed. */
const personSearching = (): AtScreen => {
  const person = personIn('input');
  person.press('Ctrl+R');
  expect(person.state().prompt?.kind).toBe('history');
  return person;
};

/** Somebody who chooses among the options of a subscription. */
const personInOptions = (): AtScreen => {
  const person = personInSheet('subscription');
  person.press('Tab');
  return person;
};

/** Somebody who looks at the bookmarks. */
const personAtBookmarks = (): AtScreen => {
  const person = personIn('input', '/bookmark a');
  person.press('Enter');
  person.type('/bookmarks');
  person.press('Enter');
  expect(person.state().sheet).toMatchObject({ kind: 'jump', among: 'bookmarks' });
  return person;
};

/** Somebody in the log of a topic. */
const personOnTopic = (): AtScreen => {
  const person = onTopic('a', ['1']);
  enter.log(person);
  return person;
};

/** Somebody who has a message repeated, in a mode. */
const personRepeating = (mode: Mode): AtScreen => {
  const person = personIn(mode);
  const { publisher } = person.session;
  const message = { topic: 'a', payload: Buffer.alloc(0), qos: 0, retain: false } as const;
  publisher.repeats.start(message, 60_000, false);
  onTestFinished(() => publisher.stop());
  return person;
};

/** Somebody who types a command in place of a filter. */
const personInPlaceOfFilter = (): AtScreen => {
  const person = personIn('prompt');
  person.type('/exclude a/#');
  return person;
};

/** Somebody who took the tree for the input box, so that the slash has led to the filter. */
const personMistaken = (): AtScreen => {
  const person = personIn('prompt');
  person.type('exclude a/#');
  return person;
};

/** The row that a key leads to in a mode, seen from the keyboard. */
const rowOf = (key: string, person: AtScreen): KeyBinding | undefined => {
  let found: KeyBinding | undefined;
  for (const binding of keyBindings)
    vi.spyOn(binding, 'run').mockImplementation(() => {
      found ??= binding;
    });
  person.press(...(key === ' ' ? ['Space'] : key.split(' ')));
  vi.restoreAllMocks();
  return found;
};

const isSheet = (where: KeyScope): where is SheetName => where in openSheet;

const modesOf = (where: KeyScope): readonly Mode[] => {
  if (isSheet(where)) return [];
  if (where === 'anywhere' || where === 'recording' || where === 'always') return modes;
  return where === 'line' ? ['input', 'prompt', 'credentials', 'name'] : [where];
};

const rows = keyBindings.flatMap((binding) =>
  binding.keys.map((key) => ({ key, where: binding.scope, does: binding.description, binding })),
);

describe('a row of the table of keys', () => {
  it.each(rows)('can be reached: $key ($where: $does)', ({ key, where, binding }) => {
    const reached = modesOf(where).some((mode) =>
      ['', 'text'].some((typed) => rowOf(key, personIn(mode, typed)) === binding),
    );
    const isReached =
      reached ||
      (isSheet(where) && rowOf(key, personInSheet(where)) === binding) ||
      [
        personChoosing,
        personSearching,
        personCharting,
        personInOptions,
        personAtBookmarks,
        personInPlaceOfFilter,
        personMistaken,
        personOnTopic,
        () => personRepeating('input'),
      ].some((person) => rowOf(key, person()) === binding);
    expect(isReached).toBe(true);
  });

  it.each(rows.filter(({ where }) => where === 'always'))(
    'works really always: $key',
    ({ key, does }) => {
      for (const mode of modes) {
        const row = rowOf(key, personIn(mode));
        // In the help the same key closes it.
        expect([
          does,
          mode === 'reading' ? 'close the help, statistics, devices or watches' : does,
        ]).toContain(row?.description);
      }
    },
  );

  it.each(rows.filter(({ where }) => where === 'anywhere'))(
    'for anywhere works in every pane or gives way to a row of the pane: $key',
    ({ key, binding }) => {
      for (const pane of panes) {
        const row = rowOf(key, personRepeating(pane));
        // In the input box `?` is text.
        const isText = key === '?' && pane === 'input';
        expect([binding.scope, pane, 'line', isText && undefined]).toContain(row?.scope);
      }
    },
  );

  it.each(rows.filter(({ where }) => where === 'recording'))(
    'of a recording works in the sheets too, or gives way to a row of the sheet: $key',
    ({ key, binding }) => {
      for (const pane of [...panes, 'prompt'] as const)
        expect([pane, rowOf(key, personIn(pane))]).toEqual([pane, binding]);
      for (const sheet of Object.keys(openSheet) as SheetName[]) {
        const row = rowOf(key, personInSheet(sheet));
        expect([sheet, row === binding || row?.scope === sheet]).toEqual([sheet, true]);
      }
    },
  );

  it('stands alone for its key and place, unless it gives way on a condition', () => {
    const taken = new Map<string, KeyBinding>();
    for (const { key, where, binding } of rows) {
      const place = `${where} ${key}`;
      const other = taken.get(place);
      expect([place, other === undefined || other.isEnabled !== undefined]).toEqual([place, true]);
      taken.set(place, binding);
    }
  });

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
    expect(hintsIn('input')).toEqual(['Tab panes', 'F1 help']);
    expect(hintsIn('input', 'text')).toEqual(['Tab complete', 'F1 help']);
    expect(hintsIn('tree')).toContain('/ filter');
    expect(hintsIn('log')).toContain('Space pause');
    expect(hintsIn('input')).not.toContain('/ filter');
  });

  it('tell of unread lines while another room has some', () => {
    const person = atScreen({ rooms: ['chat', 'ops'] });
    person.session.chat?.rooms.get('ops')?.receive({ user: 'bob', say: 'x' }, 0);
    expect(person.hints()).toEqual(['Alt+A unread', 'Tab panes', 'F1 help']);
    person.press('Alt+A');
    expect(person.hints()).toEqual(['Tab panes', 'F1 help']);
  });

  it('always tell of the help, last', () => {
    for (const pane of panes) expect(hintsIn(pane).at(-1)).toBe('F1 help');
  });
});
