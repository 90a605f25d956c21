import { describe, expect, it } from 'vitest';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { paletteRowsOf } from '../../support/palette-rows.ts';
import { matchedRanges } from '../../../source/ui/fuzzy/find-names.ts';
import { drawScreen } from '../../support/draw-screen.tsx';

const topics = ['site/1/temperature', 'site/2/humidity', 'site/2/temperature', '客厅/温度计'];

/** The topics, branches and rooms that were found. */
const listed = async (person: AtScreen): Promise<string[]> =>
  (await paletteRowsOf(person)).flatMap(
    (row) => /^(?:\* )?(?:topic|branch|room) (\S+)/.exec(row)?.[1] ?? [],
  );

const open = (): AtScreen => {
  const person = atScreen({ topics, rows: 200 });
  person.press('Ctrl+P');
  return person;
};

describe('going to a topic by a part of its name', () => {
  it('offers the bookmarks, the rooms, and every topic and branch at first', async () => {
    const person = open();
    expect(person.session.monitor?.bookmarks.toggle('site/2/humidity')).toBeUndefined();
    expect(await listed(person)).toEqual([
      'site/2/humidity',
      'chat',
      'site/',
      'site/1/',
      'site/1/temperature',
      'site/2/',
      'site/2/temperature',
      '客厅/',
      '客厅/温度计',
    ]);
  });

  it.each([
    ['temp', ['site/1/temperature', 'site/2/temperature']],
    ['s2temp', ['site/2/temperature']],
    ['s/2 hum', ['site/2/humidity']],
    ['温度', ['客厅/温度计']],
    ['nothing like it', []],
  ])('finds by letters in order: %s', async (text, found) => {
    const person = open();
    person.type(text);
    expect(await listed(person)).toEqual(found);
  });

  it('goes where the mark stands, opening the branches above', () => {
    const person = open();
    person.session.monitor?.tree.view.branches.setOpenBelow(
      person.session.monitor.tree.root,
      false,
    );
    person.type('temp');
    person.press('Down', 'Enter');
    expect(person.state().sheet).toBeUndefined();
    expect(person.state().selected).toEqual({ kind: 'topic', topic: 'site/2/temperature' });
    expect(person.state().focus).toBe('tree');
    expect(person.session.monitor?.tree.find('site/2')?.isOpen).toBe(true);
  });

  it('finds a branch that has no message of its own, before what is below it, and goes there', async () => {
    const person = open();
    person.session.monitor?.tree.view.branches.setOpenBelow(
      person.session.monitor.tree.root,
      false,
    );
    person.type('site/2');
    expect(await listed(person)).toEqual(['site/2/', 'site/2/humidity', 'site/2/temperature']);
    person.press('Enter');
    expect(person.state().selected).toEqual({ kind: 'topic', topic: 'site/2' });
    expect(person.session.monitor?.tree.find('site')?.isOpen).toBe(true);
  });

  it('tells a branch from a topic whose last level is empty, and from one that has a message', async () => {
    const person = atScreen({ topics: ['a/b/c', 'a/b/', 'd', 'd/e'] });
    person.press('Ctrl+P');
    person.type('a/b');
    expect((await paletteRowsOf(person)).slice(0, 3)).toEqual([
      'branch a/b/',
      'topic a/b/',
      'topic a/b/c',
    ]);
    const reached = [0, 1].map((down) => {
      person.press('Esc', 'Ctrl+P');
      person.type('a/b');
      person.press(...Array.from({ length: down }, () => 'Down'), 'Enter');
      return person.state().selected?.topic;
    });
    expect(reached).toEqual(['a/b', 'a/b/']);
  });

  it('calls a branch a topic from its first message on', async () => {
    const person = open();
    person.type('site/1');
    expect((await listed(person))[0]).toBe('site/1/');
    person.session.monitor?.tree.record(aMessage('site/1', 'x'));
    expect(await listed(person)).toEqual(['site/1', 'site/1/temperature']);
  });

  it('has a topic named as typed before the branches so named, and what is below them', async () => {
    const config = 'homeassistant/sensor/bath_climate/battery/config';
    const person = atScreen({ topics: [config, 'zigbee2mqtt/bath_climate'] });
    person.press('Ctrl+P');
    person.type('bath_cli');
    expect((await paletteRowsOf(person)).slice(0, 2)).toEqual([
      'topic zigbee2mqtt/bath_climate',
      'branch homeassistant/sensor/bath_climate/',
    ]);
  });

  it('has branches before all below them in a tree of thousands, by letters too', async () => {
    const many = Array.from({ length: 4000 }, (_, at) => `plant/line${at % 40}/cell/sensor${at}`);
    const person = atScreen({ topics: many });
    for (const [text, first] of [
      ['plant', 'plant/'],
      ['line12', 'plant/line12/'],
      ['line12 cell', 'plant/line12/cell/'],
    ] as const) {
      person.press('Ctrl+P');
      person.type(text);
      expect((await listed(person))[0]).toBe(first);
      person.press('Esc');
    }
  });

  it('stays where one was when Esc is pressed', () => {
    const person = open();
    const { selected } = person.state();
    person.type('temp');
    person.press('Esc');
    expect(person.state()).toMatchObject({ sheet: undefined, selected });
  });

  it('counts what is found among how many', async () => {
    const person = open();
    person.type('temp');
    expect((await drawScreen(person))[0]).toMatch(/ 3 of \d+ ─╮/);
  });

  it('has the plainest first where it is found in thousands of topics', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => `a/building/${index}`);
    const person = atScreen({ topics: [...many, 'x/abigb', 'y/bigger', 'z/big'] });
    person.press('Ctrl+P');
    person.type('big');
    expect((await drawScreen(person))[0]).toMatch(/ 2,004 of 2,\d+ ─╮/);
    const [first, second, third, fourth] = await listed(person);
    expect(first).toBe('z/big');
    expect(new Set([second, third])).toEqual(new Set(['x/abigb', 'y/bigger']));
    expect(fourth).toMatch('a/building/');
  });

  it.each([
    [
      '/filter humid',
      'The filter hides site/1/temperature in the tree; Esc there clears the filter.',
    ],
    [
      '/exclude site/1/#',
      'site/1/temperature is hidden by an exclude filter; /include shows it again.',
    ],
    ['/exclude site/2/#', undefined],
  ])('tells why the topic is not in the tree after %s', (command, told) => {
    const person = atScreen({ topics });
    person.type(command);
    person.press('Enter');
    const before = person.notice();
    person.press('Ctrl+P');
    person.type('site/1/temp');
    person.press('Enter');
    expect(person.state().selected).toEqual({ kind: 'topic', topic: 'site/1/temperature' });
    expect(person.notice()).toBe(told ?? before);
  });

  it('goes to a room too', () => {
    const person = atScreen({ topics, rooms: ['chat', 'kitchen'] });
    person.press('Ctrl+P');
    person.type('kitch');
    person.press('Enter');
    expect(person.state().selected).toEqual({ kind: 'room', topic: 'kitchen' });
    expect(person.state().focus).toBe('input');
  });

  it('goes to a person whose name has accents', async () => {
    const person = atScreen({ topics, rooms: ['chat'] });
    person.session.chat?.rooms.get('chat')?.people.spoke('Élodie', 0);
    person.session.chat?.rooms.get('chat')?.people.spoke('Elmar', 0);
    person.press('Ctrl+P');
    person.type('elod');
    const people = (await paletteRowsOf(person)).filter((row) => row.startsWith('person'));
    expect(people).toEqual([expect.stringContaining('Élodie')]);
  });

  it('underlines what was typed', () => {
    expect(matchedRanges('site/1/temperature', 's1')).toEqual([0, 1, 5, 6]);
    expect(matchedRanges('site/1/temperature', '')).toEqual([]);
    expect(matchedRanges('Élodie', 'el')).toEqual([0, 2]);
    expect(matchedRanges('E\u0301lodie', 'el')).toEqual([0, 3]);
    expect(matchedRanges('chez E\u0301lodie', 'lod')).toEqual([7, 10]);
  });

  it('is opened by /jump with what is looked for', async () => {
    const person = atScreen({ topics });
    person.type('/jump humid');
    person.press('Enter');
    expect(await listed(person)).toEqual(['site/2/humidity']);
  });
});

/** Somebody who has bookmarked a topic. */
const marking = (): AtScreen => {
  const person = atScreen({ topics, selected: { kind: 'topic', topic: 'site/2/humidity' } });
  person.dispatch({ type: 'pane-focused', pane: 'tree' });
  person.press('b');
  return person;
};

describe('the bookmarks', () => {
  it('are set and taken off with b', () => {
    const person = marking();
    const { bookmarks } = person.session.monitor ?? {};
    expect([...(bookmarks?.topics ?? [])]).toEqual(['site/2/humidity']);
    person.press('b');
    expect(bookmarks?.topics.size).toBe(0);
  });

  it('are listed by B alone, led to by Enter, and taken off by Delete', async () => {
    const person = marking();
    person.press('B');
    expect((await drawScreen(person))[0]).toContain('Bookmarks');
    expect(await paletteRowsOf(person)).toEqual(['* topic site/2/humidity']);
    person.press('Delete');
    expect(await listed(person)).toEqual([]);
  });

  it('of topics that are not there yet say so', () => {
    const person = marking();
    person.press('Esc');
    person.type('/bookmark not/yet');
    person.press('Enter');
    person.type('/bookmarks');
    person.press('Enter', 'Enter');
    expect(person.notice()).toBe('No message has arrived on not/yet yet.');
    expect(person.state().selected?.topic).toBe('site/2/humidity');
  });

  it('are of topics, not of filters', () => {
    const person = marking();
    person.press('Esc');
    person.type('/bookmark a/#');
    person.press('Enter');
    expect(person.notice()).toContain('wildcard');
  });
});
