import { initialDetails } from '../../source/ui/details/state.ts';
import { expect, onTestFinished } from 'vitest';
import type { KeyBinding } from '../../source/ui/action-context.ts';
import { helpText } from '../../source/ui/help/text.ts';
import { handleKey } from '../../source/ui/keys/handle-key.ts';
import { tables } from '../../source/ui/tables.ts';
import { type Mode, modeOf } from '../../source/ui/ui-state.ts';
import { createUiStore } from '../../source/ui/ui-store.ts';
import { editedLine } from '../../source/ui/widgets/line-editor.ts';
import { type AtScreen, atScreen } from './at-screen.ts';
import { onTopic, personCharting } from './in-chart.ts';
import { openSheet, sheetNames } from './open-sheets.ts';
import { aBook } from './profile-books.ts';

/** Brings a person into a mode. */
const enter: Readonly<Record<Mode, (person: AtScreen) => void>> = {
  input: () => undefined,
  tree: ({ dispatch }) => dispatch({ type: 'pane-focused', pane: 'tree' }),
  log: ({ dispatch }) => dispatch({ type: 'pane-focused', pane: 'log' }),
  details: ({ dispatch }) => dispatch({ type: 'pane-focused', pane: 'details' }),
  reading: ({ dispatch }) =>
    dispatch({ type: 'reading-changed', reading: { text: helpText([]), top: 0 } }),
  sheet: (person) => openSheet(person, 'palette'),
  question: ({ dispatch }) =>
    dispatch({
      type: 'asked',
      question: { text: 'Quit?', yes: () => undefined, isAboutQuitting: true },
    }),
  credentials: ({ dispatch }) => dispatch({ type: 'credentials-asked', username: '' }),
  name: () => undefined, // from the start
  prompt: ({ dispatch }) =>
    dispatch({
      type: 'prompt-opened',
      prompt: { kind: 'filter', line: editedLine(''), before: '' },
    }),
};

/** Everything that can have the keyboard focus. */
export const modes = Object.keys(enter) as Mode[];

/** A person in a mode, who may have typed something before. */
export const personIn = (mode: Mode, typed = ''): AtScreen => {
  const person = atScreen(mode === 'name' ? { name: 'guest' } : {});
  if (typed !== '') person.type(typed);
  enter[mode](person);
  expect(modeOf(person.state())).toBe(mode);
  return person;
};

/** A person in a mode, after what `act` has done. */
const personAfter = (mode: Mode, act: (person: AtScreen) => void): AtScreen => {
  const person = personIn(mode);
  act(person);
  return person;
};

const personInSheet = (name: (typeof sheetNames)[number]): AtScreen =>
  personAfter('input', (person) => openSheet(person, name));

/** A person in a mode, with a message being repeated. */
const personRepeating = (mode: Mode): AtScreen => {
  const person = personIn(mode);
  const { publisher } = person.session;
  const message = { topic: 'a', payload: Buffer.alloc(0), qos: 0, retain: false } as const;
  publisher.repeats.start(message, 60_000, false);
  onTestFinished(() => publisher.stop());
  return person;
};

/** Every place where a key can be pressed, by name: modes, sheets, and whatever else decides about keys. */
export const places: Readonly<Record<string, () => AtScreen>> = {
  ...Object.fromEntries(
    modes.flatMap((mode) =>
      ['', 'text'].map((typed) => [`${mode} ${typed}`.trim(), () => personIn(mode, typed)]),
    ),
  ),
  ...Object.fromEntries(sheetNames.map((name) => [name, () => personInSheet(name)])),
  ...Object.fromEntries(
    (['input', 'tree', 'log', 'details'] as const).flatMap((pane) => [
      [`${pane} repeating`, () => personRepeating(pane)],
      [
        `${pane} on a topic`,
        () => {
          const person = onTopic('a', ['1']);
          enter[pane](person);
          return person;
        },
      ],
    ]),
  ),
  'in a chart': personCharting,
  'in a list of candidates': () =>
    personAfter('input', (person) => {
      person.type('/n');
      person.press('Tab');
      expect(person.state().completion).toBeDefined();
    }),
  ...Object.fromEntries(
    ['/n', '/nick'].map((typed) => [
      `in the list of commands for ${typed}`,
      () => personAfter('input', ({ type }) => type(typed)),
    ]),
  ),
  'in a search of what was typed': () =>
    personAfter('input', (person) => {
      person.press('Ctrl+R');
      expect(person.state().prompt?.kind).toBe('history');
    }),
  'in the options of a subscription': () =>
    personAfter('input', (person) => {
      openSheet(person, 'subscription');
      person.press('Tab');
    }),
  'on a connection that is open': () => {
    const profiles = aBook({ office: {} });
    profiles.states.set('office', 'connected');
    const person = atScreen({ profiles });
    person.press('F12');
    return person;
  },
  'where the password for a connection test is typed': () => {
    const person = atScreen({ profiles: aBook({ office: { passwordSource: 'asked' } }) });
    person.press('F12', 't');
    expect(person.state().sheet).toMatchObject({ kind: 'test', state: 'asking' });
    return person;
  },
  'in the bookmarks': () =>
    personAfter('input', (person) => {
      person.type('/bookmark a');
      person.press('Enter');
      person.type('/bookmarks');
      person.press('Enter');
      expect(person.state().sheet).toMatchObject({ kind: 'palette', among: 'bookmarks' });
    }),
  ...Object.fromEntries(
    (['search', 'details', 'passphrase'] as const).map((kind) => [
      `in a ${kind} prompt`,
      () =>
        personAfter('input', ({ dispatch }) => {
          const line = editedLine(kind === 'passphrase' ? '' : 'x');
          const more = { room: 'x', salt: undefined, generated: 'a b', first: undefined };
          const prompt =
            kind === 'details'
              ? { kind, line, before: initialDetails }
              : kind === 'search'
                ? { kind, line }
                : { kind, line, ...more };
          dispatch({ type: 'prompt-opened', prompt });
        }),
    ]),
  ),
  'in a command line': () => personAfter('log', ({ press }) => press(':')),
  'in an empty command line': () => personAfter('tree', ({ press }) => press(':', 'Ctrl+U')),
  'in the question whether to publish': () => {
    const person = onTopic('a', ['1']);
    person.dispatch({ type: 'pane-focused', pane: 'input' });
    person.type('on');
    person.press('Enter');
    expect(person.state().question?.always).toBeDefined();
    return person;
  },
  'in a command in place of a filter': () =>
    personAfter('prompt', ({ type }) => type('/exclude a/#')),
  'in a filter that is like a command': () =>
    personAfter('prompt', ({ type }) => type('exclude a/#')),
};

/** Finds the row that a key leads to in a table used instead of the program's. Nothing is run. */
export const pressing = (
  table: readonly KeyBinding[],
): ((key: string, person: AtScreen) => KeyBinding | undefined) => {
  let found: KeyBinding | undefined;
  const keys = table.map((row) => ({
    ...row,
    run: () => {
      found ??= row;
    },
  }));
  return (key, person) => {
    const store = createUiStore(person.state());
    const context = {
      ...person.context,
      state: store.getState,
      dispatch: store.dispatch,
      tables: { ...tables, keys },
    };
    found = undefined;
    for (const name of key.split(' '))
      handleKey(context, name.length === 1 ? { text: name } : { name });
    return found;
  };
};

/** The row that a key leads to in the program's table. */
export const rowOf = pressing(tables.keys);
