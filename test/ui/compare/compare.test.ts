import { describe, expect, it } from 'vitest';
import { changedIn } from '../../../source/ui/compare/changed-part.ts';
import { changeSelection } from '../../../source/ui/topics/change-selection.ts';
import type { AtScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { goTo, onTopic, recordSeries } from '../../support/in-chart.ts';
import { aMessage } from '../../support/messages.ts';

/** The rows of the comparison that are marked, without their borders. */
const changed = async (person: AtScreen): Promise<string[]> =>
  (await drawScreen(person)).flatMap((row) => /^│ ([-+~→] .*?) *│$/.exec(row)?.[1] ?? []);

const inLog = (person: AtScreen): AtScreen => {
  person.dispatch({ type: 'pane-focused', pane: 'log' });
  return person;
};

const compare = async (person: AtScreen): Promise<void> => {
  person.press('=');
  await expect.poll(() => person.state().sheet?.kind, { timeout: 10_000 }).toBe('compare');
};

const payloads = ['{"a":1,"b":1}', '{"b":1,"a":2}', '{"b":2,"a":2,"c":3}'];

/** Sixty numbers, those at these places with a minus. */
const list = (changes: readonly number[]): string =>
  JSON.stringify(
    Array.from({ length: 60 }, (_, index) => (changes.includes(index) ? -index : index)),
  );

describe('comparing messages', () => {
  it('compares with the one before where none is marked', async () => {
    const person = inLog(onTopic('a', payloads));
    await compare(person);
    expect(await changed(person)).toEqual(['~   "b": 1', '→   "b": 2  (+1)', '+   "c": 3']);
    expect((await drawScreen(person))[0]).toContain('2 changes');
  });

  it('compares the marked one with the one pointed at, the older one first', async () => {
    const person = inLog(onTopic('a', payloads));
    person.press('m', 'Up', 'Up', 'Up');
    await compare(person);
    expect(await changed(person)).toEqual([
      '~   "a": 1',
      '→   "a": 2  (+1)',
      '~   "b": 1',
      '→   "b": 2  (+1)',
      '+   "c": 3',
    ]);
  });

  it('keeps the mark while somebody goes to another topic, and takes it away', async () => {
    const person = inLog(onTopic('a', ['1']));
    person.press('m');
    recordSeries(person, 'b', ['1.0']);
    goTo(person, 'b');
    await compare(inLog(person));
    // Numbers are compared by their digits.
    expect(await changed(person)).toEqual(['~ 1', '→ 1.0  (±0)']);
    person.press('Esc');
    goTo(person, 'a');
    inLog(person).press('m');
    expect(person.state().marked).toBeUndefined();
  });

  it('exchanges one side for an older or newer message', async () => {
    const person = inLog(onTopic('a', payloads));
    await compare(person);
    person.press('Left', '<');
    expect(await changed(person)).toContain('~   "a": 1');
    // The message of the other side is passed over: a message is not compared with itself.
    person.press('>', '>');
    expect(person.notice()).toBe('No newer message of this topic is stored.');
    person.press('Right', '<');
    expect((await drawScreen(person)).join('')).toContain('1 s earlier');
  });

  it('goes from change to change, round and round', async () => {
    const person = inLog(onTopic('a', [list([]), list([5, 50])]));
    await compare(person);
    person.press('n');
    expect((await drawScreen(person))[0]).toContain('1 of 2 changes');
    person.press('n');
    expect(await changed(person)).toContain('→   -50  (-100)');
    person.press('n');
    expect(await changed(person)).toContain('→   -5  (-10)');
    person.press('N');
    expect((await drawScreen(person))[0]).toContain('2 of 2 changes');
  });

  it('counts each value that is another one, also where they stand one below the other', async () => {
    const person = inLog(onTopic('a', ['{"a":1,"b":1,"c":1,"d":1}', '{"a":2,"b":2,"c":2,"e":1}']));
    await compare(person);
    expect((await drawScreen(person))[0]).toContain('5 changes');
    person.press('n', 'n');
    expect((await drawScreen(person))[0]).toContain('2 of 5 changes');
  });

  it('scrolls as far as there are rows', async () => {
    const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`);
    const person = inLog(onTopic('a', ['none', lines.join('\n')]));
    await compare(person);
    person.press('End');
    expect((await drawScreen(person)).join('\n')).toContain('line 49');
    person.press('Home');
    expect((await drawScreen(person)).join('\n')).toContain('none');
    person.press('PageDown', 'Down', 'Up', 'PageUp');
    expect(person.state().sheet).toMatchObject({ top: 0 });
  });

  it('leaves the log in sight where there is room', async () => {
    const person = inLog(onTopic('room/a', payloads, { columns: 120, rows: 40 }));
    await compare(person);
    const rows = await drawScreen(person);
    const titles = rows.filter((row) => row.startsWith('╭'));
    expect(titles[0]).toMatch(/╭ Rooms and topics .*╭ room\/a .* 3 messages/);
    expect(titles[1]).toMatch(/╭ Compare room\/a /);
    const low = inLog(onTopic('room/a', payloads, { columns: 120, rows: 24 }));
    await compare(low);
    expect((await drawScreen(low))[0]).toMatch(/^╭ Compare room\/a /);
  });

  it('marks the characters that changed, and says by how much a number did', async () => {
    const person = inLog(
      onTopic('a', ['{"state":"door open","n":21.5}', '{"state":"door 开了 open","n":20}']),
    );
    await compare(person);
    expect(await changed(person)).toEqual([
      '~   "state": "door open"',
      '→   "state": "door 开了 open"',
      '~   "n": 21.5',
      '→   "n": 20  (-1.5)',
    ]);
    expect(changedIn('"door open"', '"door 开了 open"')).toEqual({ start: 6, end: 6 });
    expect(changedIn('"door 开了 open"', '"door open"')).toEqual({ start: 6, end: 9 });
    expect(changedIn('e\u03011', 'e2')).toEqual({ start: 0, end: 3 });
    expect(changedIn('same', 'same')).toEqual({ start: 4, end: 4 });
  });

  it.each<[string, string | Buffer, string | Buffer]>([
    ['whitespace', '{"a":1}', '{ "a": 1 }\n'],
    ['the order of members', '{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['an escape', '{"a":"\\u0061"}', '{"a":"a"}'],
    ['the size of an integer', Buffer.from('81a1617f', 'hex'), Buffer.from('81a161cc7f', 'hex')],
    ['the end of a line', 'one\ntwo', 'one\r\ntwo'],
  ])('says where only the bytes differ: %s', async (_, left, right) => {
    const person = inLog(onTopic('a', [left, right]));
    await compare(person);
    expect(await changed(person)).toEqual([]);
    expect((await drawScreen(person))[0]).toContain('only the bytes differ, not the values');
    person.press('n');
    expect(person.notice()).toBe('Only the bytes of the two payloads differ, not the values.');
  });

  it('says where nothing differs', async () => {
    const person = inLog(onTopic('a', ['{"a":1}', '{"a":1}']));
    await compare(person);
    expect((await drawScreen(person))[0]).toContain('no difference');
    person.press('n');
    expect(person.notice()).toBe('The two payloads are the same.');
  });

  it.each<[string, string, string, string[]]>([
    ['a float', '81a1617f', '81a161cb405fc00000000000', ['~   "a": 127', '→   "a": 127.0  (±0)']],
    [
      'a number for a name',
      '81a131a568656c6c6f',
      '8101a568656c6c6f',
      ['-   "1": "hello"', '+   1: "hello"'],
    ],
    [
      'bytes for a text',
      '81a161a26666',
      '81a161a1ff',
      ['~   "a": "ff"', '→   "a": 0x ff (1 B)  invalid UTF-8'],
    ],
    [
      'a nanosecond',
      '81a161d7ff0000000400000001',
      '81a161d7ff0000002800000001',
      [
        '~   "a": "1970-01-01T00:00:01.000000001Z"  timestamp',
        '→   "a": "1970-01-01T00:00:01.000000010Z"  timestamp',
      ],
    ],
  ])('tells %s of MessagePack from what is like it', async (_, left, right, rows) => {
    const person = inLog(onTopic('a', [Buffer.from(left, 'hex'), Buffer.from(right, 'hex')]));
    await compare(person);
    expect(await changed(person)).toEqual(rows);
  });

  it('stands side by side from 100 columns on', async () => {
    const person = inLog(onTopic('a', payloads, { columns: 120, rows: 40 }));
    await compare(person);
    const rows = await drawScreen(person);
    expect(rows.find((row) => row.includes('~'))).toMatch(
      /^│ ~ {3}"b": 1 +│ {3}"b": 2 {2}\(\+1\) +│$/,
    );
    expect(rows.findLast((row) => row.includes('"c"'))).toMatch(/^│ \+ +│ {3}"c": 3 +│$/);
  });

  it.each([80, 120])(
    'names a topic once, and what tells the two apart, at %i columns',
    async (columns) => {
      const person = inLog(onTopic('room/a', payloads, { columns, rows: 30 }));
      await compare(person);
      const [border = '', ...rest] = await drawScreen(person);
      expect(border).toMatch(/^╭ Compare room\/a ─.* 2 changes ─╮$/);
      const head = rest.slice(0, columns === 80 ? 2 : 1).join('');
      expect(head).not.toContain('room/a');
      expect(head).toMatch(
        /^│ {3}\S+:41\.000 {2}QoS 0 {2}13 B .*▸ \S+:42\.000 {2}QoS 0 {2}19 B {2}1 s later +│$/,
      );
      person.press('<');
      expect((await drawScreen(person)).join('')).toContain('13 B  1 s earlier');
    },
  );

  it('names both topics where they differ, and the day where that does', async () => {
    const person = inLog(onTopic('a', ['1']));
    person.press('m');
    person.session.monitor?.tree.record(aMessage('b', '2', { receivedAt: 90_000_000 }));
    goTo(person, 'b');
    await compare(inLog(person));
    const [border, left, right] = await drawScreen(person);
    expect(border).toMatch(/^╭ Compare ─/);
    expect(left).toMatch(/^│ {3}\d{4}-\d\d-\d\d \S+ {2}a {2}QoS 0 {2}1 B +│$/);
    expect(right).toMatch(/^│ ▸ \d{4}-\d\d-\d\d \S+ {2}b {2}QoS 0 {2}1 B {2}1 d later +│$/);
  });

  it('says what is missing', () => {
    const person = inLog(onTopic('a', ['1']));
    person.press('=');
    expect(person.notice()).toContain('No older message of a is stored');
    goTo(person, 'nowhere');
    inLog(person).press('m');
    expect(person.notice()).toBe('Choose a topic with a message first.');
  });

  it('has no table and no chart to offer for a room', () => {
    const person = inLog(onTopic('a', ['1']));
    expect(person.hints()).toEqual(expect.arrayContaining(['c chart', 't table']));
    changeSelection(person.context, { kind: 'room', topic: 'chat' });
    inLog(person);
    expect(person.hints()).not.toEqual(expect.arrayContaining(['c chart']));
    expect(person.hints()).not.toEqual(expect.arrayContaining(['t table']));
    person.press('t');
    expect([person.input(), person.notice()]).toEqual(['t', undefined]);
    person.press('Ctrl+U');
    person.type('/table');
    person.press('Enter');
    expect(person.notice()).toBe('Choose a topic first: the table lists its messages.');
    expect(person.state().isTable).toBe(false);
  });
});
