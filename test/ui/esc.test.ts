import { describe, expect, it } from 'vitest';
import type { Step } from '../../source/ui/steps.ts';
import { activeLine, modeOf } from '../../source/ui/ui-state.ts';
import { textOf } from '../../source/ui/widgets/line-editor.ts';
import { onTopic } from '../support/in-chart.ts';
import { type AtScreen, atScreen } from '../support/at-screen.ts';
import { openSheet, sheetNames } from '../support/open-sheets.ts';

/** A person with a draft in the input box, on a topic with numbers, in a tree with others. */
const somebody = (): AtScreen => {
  const person = onTopic('site/1/temp', ['1', '2', '3']);
  person.dispatch({ type: 'pane-focused', pane: 'input' });
  person.type('a draft');
  return person;
};

/** Where somebody is, and what is on: what Esc may change. */
const placeOf = ({ state }: AtScreen): Readonly<Record<string, unknown>> => {
  const now = state();
  return {
    mode: modeOf(now),
    focus: now.focus,
    filter: now.filter,
    isZoomed: now.isZoomed,
    isCharting: now.chart.isShown,
    cursor: now.cursor,
    past: now.past,
    anchor: now.anchor,
    isPaused: now.isPaused,
    folds: now.details.folds,
    pointed: now.details.cursor,
    showsPeople: now.showsPeople,
    showsDetails: now.showsDetails,
    isTable: now.isTable,
    selected: now.selected,
    input: now.input.characters.join(''),
  };
};

/** Presses a key; with a text in the input box, where Tab completes, a click leads out. */
const act = (person: AtScreen, key: string): void => {
  const pane = /^click (tree|log)$/.exec(key)?.[1];
  if (pane === 'tree' || pane === 'log') person.dispatch({ type: 'pane-focused', pane });
  else person.press(key);
};

/** Each step is a row of keys and what it makes of the place. */
type Move = readonly [keys: readonly string[], what: Readonly<Record<string, unknown>>];

const filter: Move = [['/', 't', 'e', 'm', 'p', 'Enter'], { filter: 'temp', mode: 'tree' }];
const tree: Move = [['click tree'], { mode: 'tree' }];
const log: Move = [['click log'], { mode: 'log' }];
const details: Move = [['Tab'], { mode: 'details' }];
const entry: Move = [['Up', 'Up'], { mode: 'log', cursor: 1 }];
const zoom: Move = [['z'], { isZoomed: true }];
const chart: Move = [['c'], { isCharting: true }];

const chains: Readonly<Record<string, readonly Move[]>> = {
  'tree, filter': [tree, filter],
  'tree, filter, log': [tree, filter, log],
  'tree, filter, log, entry, details': [tree, filter, log, entry, details],
  'tree, filter, zoom, log': [tree, filter, zoom, log],
  'tree, zoom, filter': [tree, zoom, filter],
  'tree, log, zoom, entry': [tree, log, zoom, entry],
  'tree, log, entry, zoom': [tree, log, entry, zoom],
  'tree, chart, log': [tree, chart, log],
  'tree, log, chart, zoom': [tree, log, chart, zoom],
  'log at once': [[['click log'], { mode: 'log' }]],
  'a paused log, entry': [tree, log, [['Space'], { isPaused: true }], entry],
  'tree, search of the log': [tree, [['Ctrl+F', '2', 'Enter', 'Esc'], { mode: 'tree', cursor: 1 }]],
  'tree, log, search': [tree, log, [['/', '2', 'Enter', 'Esc'], { mode: 'log', cursor: 1 }]],
  'tree, filter being changed': [tree, filter, [['/', 'x'], { mode: 'prompt', filter: 'tempx' }]],
  'tree, filter, log, command line': [tree, filter, log, [[':', 'x'], { mode: 'input' }]],
  'tree, record': [tree, [['R'], { mode: 'input', focus: 'tree' }]],
  'log, export': [tree, log, [['E'], { mode: 'input', focus: 'log' }]],
  'details, search': [tree, log, details, [['/', 'q'], { mode: 'prompt' }]],
  'log, command line, jump': [tree, log, [[':', 'x'], {}], [['Ctrl+P'], { mode: 'sheet' }]],
  'tree, filter prompt, jump': [
    tree,
    [['/', 'x'], { filter: 'x' }],
    [['Ctrl+P'], { mode: 'sheet' }],
  ],
  'tree, command line, candidates': [tree, [[':', 'n'], {}], [['Tab'], { mode: 'input' }]],
};

/** Pausing is no step, so that Esc leaves it. */
const isNoStep = ([keys]: Move): boolean => keys[0] === 'Space';

describe('Esc takes back the last step, and nothing else', () => {
  it.each(Object.entries(chains))('%s', (_, steps) => {
    const person = somebody();
    const before: ReturnType<typeof placeOf>[] = [];
    for (const step of steps) {
      const [keys, what] = step;
      if (!isNoStep(step)) before.push(placeOf(person));
      for (const key of keys) act(person, key);
      expect(placeOf(person)).toMatchObject(what);
    }
    for (const place of before.toReversed()) {
      person.press('Esc');
      // A paused log stays so.
      const { isPaused, anchor } = placeOf(person);
      const paused = steps.some(isNoStep) ? { isPaused, anchor } : {};
      expect(placeOf(person)).toEqual({ ...place, ...paused });
    }
    const left = person.state().steps;
    expect([left, modeOf(person.state())]).toEqual([[], 'input']);
    const end = placeOf(person);
    person.press('Esc');
    expect(placeOf(person)).toEqual(end);
  });

  it('drops no filter while another pane has the focus', () => {
    const person = somebody();
    act(person, 'click tree');
    person.press('/', 'x', 'Enter', 'Shift+Tab', 'Esc');
    expect(person.state()).toMatchObject({ filter: 'x', focus: 'input' });
    act(person, 'click tree');
    person.press('Esc');
    expect(person.state()).toMatchObject({ filter: '', focus: 'tree' });
  });

  it('has at most one step for each pane, however long somebody goes round', () => {
    const person = somebody();
    person.press('Ctrl+U');
    const most: (readonly Step[])[] = [];
    for (const key of ['Tab', 'Shift+Tab', 'Shift+Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab']) {
      person.press(key);
      most.push(person.state().steps);
      const panes = person.state().steps.map((step) => (step.kind === 'pane' ? step.pane : ''));
      expect(panes).toEqual([...new Set(panes)]);
    }
    expect(Math.max(...most.map(({ length }) => length))).toBeLessThanOrEqual(3);
  });

  it.each(sheetNames)('closes the sheet %s, back to the pane', (name) => {
    const person = somebody();
    act(person, 'click log');
    const place = placeOf(person);
    openSheet(person, name);
    for (let press = 0; person.state().sheet !== undefined && press < 3; press += 1)
      person.press('Esc');
    expect(placeOf(person)).toEqual({ ...place, selected: person.state().selected });
  });
});

describe('a command that a key has begun', () => {
  it.each([
    ['R', 'tree', '/record mqtt-'],
    ['E', 'log', '/export mqtt-'],
    [':', 'details', '/'],
  ] as const)('%s in the %s goes back there, and leaves the draft', (key, pane, begun) => {
    const person = somebody();
    person.dispatch({ type: 'pane-focused', pane });
    person.press(key);
    expect(modeOf(person.state())).toBe('input');
    expect(person.input()).toContain(begun);
    person.press('Ctrl+U');
    person.type('/sort sideways');
    person.press('Enter');
    expect([modeOf(person.state()), person.input()]).toEqual(['input', '/sort sideways']);
    person.press('Ctrl+U');
    // Without its slash it is a command too, and published nowhere.
    person.type('sort rate');
    person.press('Enter');
    expect(person.notice()).toBe('Topics are sorted by rate.');
    expect([modeOf(person.state()), person.input()]).toEqual([pane, 'a draft']);
  });

  it('is given up with Backspace where nothing is left of it, and with Enter', () => {
    const person = somebody();
    act(person, 'click tree');
    person.press(':', 'Backspace', 'Backspace');
    expect([modeOf(person.state()), person.input()]).toEqual(['tree', 'a draft']);
    person.press(':', 'Enter');
    expect([modeOf(person.state()), person.input()]).toEqual(['tree', 'a draft']);
  });

  it.each(['', 'so'])('is given up with one Esc while commands are listed for /%s', (typed) => {
    const person = somebody();
    act(person, 'click tree');
    person.press(':');
    person.type(typed);
    expect(person.state().completion?.isOffered).toBe(true);
    expect(person.hints()).toContain('Esc back');
    person.press('Esc');
    expect([modeOf(person.state()), person.input()]).toEqual(['tree', 'a draft']);
  });

  it.each(['Shift+Tab', 'Alt+1', 'Alt+Right'])('is given up by %s, and Ctrl+Y has it', (key) => {
    const person = atScreen({ rooms: ['chat', 'ops'], topics: ['site'] });
    person.type('a draft');
    act(person, 'click log');
    person.press(':');
    person.type('pub a b');
    person.press(key);
    expect(person.state().begun).toBeUndefined();
    person.dispatch({ type: 'selection-changed', selection: { kind: 'room', topic: 'chat' } });
    person.dispatch({ type: 'pane-focused', pane: 'input' });
    expect(person.input()).toBe('a draft');
    person.press('Ctrl+Y');
    expect(person.input()).toBe('a draft/pub a b');
  });

  it('leads to the room that it joins', () => {
    const person = atScreen({ topics: ['site'] });
    person.press('Tab', ':');
    person.type('join ops');
    person.press('Enter');
    expect([person.state().selected?.topic, modeOf(person.state())]).toEqual(['ops', 'input']);
  });
});

describe('a search that fails', () => {
  const readers: Readonly<Record<string, (person: AtScreen) => void>> = {
    'in the log, with Ctrl+F from the tree': (person) => {
      act(person, 'click tree');
      person.press('PageUp', 'Ctrl+F');
    },
    'in the log, with /': (person) => {
      act(person, 'click log');
      person.press('PageUp', 'Up', '/');
    },
    'in the payload': (person) => {
      person.dispatch({ type: 'pane-focused', pane: 'details' });
      person.press('Down', 'Down', 'PageDown', 'Left', '/');
    },
    'with the command': (person) => {
      act(person, 'click log');
      person.press('PageUp', ':');
      person.type('search ');
    },
  };

  it.each(Object.entries(readers))('leaves everything where it was %s', (_, open) => {
    const payloads = Array.from({ length: 60 }, (__, at) => `{"a":{"b":[1,2,${at}]},"c":"${at}"}`);
    const person = onTopic('site/1/temp', payloads);
    open(person);
    const { focus } = person.state();
    const place = { ...placeOf(person), input: undefined };
    person.type('5');
    person.type('nowhere');
    person.press('Enter');
    expect({ ...placeOf(person), input: undefined }).toEqual(place);
    expect(person.notice()).toMatch(/^"5nowhere" (?:was not found in this log|is not in this pay)/);
    // The text stays to be corrected.
    const line = activeLine(person.state());
    expect(line === undefined ? '' : textOf(line)).toMatch(/5nowhere$/);
    person.press(...Array.from('nowhere', () => 'Backspace'));
    person.press('Enter');
    expect([person.notice(), person.state().focus]).toEqual([undefined, focus]);
  });
});

it('a letter begins a sentence in the log of a room, and nothing in that of a topic', () => {
  const person = somebody();
  act(person, 'click log');
  for (const letter of 'aqu!') person.press(letter);
  expect([modeOf(person.state()), person.input()]).toEqual(['log', 'a draft']);
});
