import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { intervalText, tableHead } from '../../../source/ui/log/message-table.ts';
import { logSource } from '../../../source/ui/log/log-source.ts';
import type { AtScreen } from '../../support/at-screen.ts';
import { onTopic, recordSeries, goTo } from '../../support/in-chart.ts';

const tableRows = ({ session, state }: AtScreen, width: number): string[] => {
  const { first, end, rowsOf } = logSource(session, state(), width);
  return Array.from({ length: end - first }, (_, index) => rowsOf(first + index)).flatMap((rows) =>
    rows.map((row) => stripVTControlCharacters(row)),
  );
};

const asTable = (person: AtScreen): AtScreen => {
  person.dispatch({ type: 'pane-focused', pane: 'log' });
  person.press('t');
  return person;
};

describe('the table of messages', () => {
  it('shows time, interval, size, QoS, retain and value, and goes again', () => {
    const person = asTable(onTopic('a', ['20', '温度 21']));
    const [first, second] = tableRows(person, 44);
    expect(first).toMatch(/^\d\d:\d\d:\d\d {14}2 B 0 {5}20 +$/);
    expect(second).toMatch(/^\d\d:\d\d:\d\d {2}1\.00 s {6}9 B 0 {5}温度 21 +$/);
    person.press('t');
    expect(tableRows(person, 44)[0]).toMatch(/^\d\d:\d\d:\d\d {3}.*20 +$/);
  });

  it.each([34, 44, 48, 64, 78, 100, 116])('fills %d columns, its head too', (width) => {
    const person = asTable(onTopic('a', ['20', '{"temperature":21.5,"unit":"°C","place":"厨房"}']));
    for (const row of [
      ...tableRows(person, width),
      stripVTControlCharacters(tableHead(width, false)),
    ])
      expect(widthOf(row)).toBe(width);
  });

  it('has its values below the head', () => {
    const person = asTable(onTopic('a', ['first', 'second']));
    for (const width of [44, 78, 116]) {
      const head = stripVTControlCharacters(tableHead(width, false));
      expect(tableRows(person, width)[1]?.indexOf('second')).toBe(head.indexOf('value'));
    }
  });

  it('names the topics of a branch', () => {
    const person = onTopic('site/a', ['1']);
    recordSeries(person, 'site/b', ['2']);
    goTo(person, 'site');
    expect(
      tableRows(asTable(person), 60).map((row) => row.trim().split(/ {2,}/).slice(-2)),
    ).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
  });

  it('marks what others are compared with', () => {
    const person = asTable(onTopic('a', ['1', '2']));
    person.press('m');
    expect(tableRows(person, 60).map((row) => row.includes('●'))).toEqual([false, true]);
    person.press('t');
    expect(tableRows(person, 60).map((row) => row.includes('●'))).toEqual([false, true]);
  });

  it('points at the entry that is meant, though a row is taken by the head', () => {
    const person = asTable(
      onTopic(
        'a',
        Array.from({ length: 50 }, (_, index) => String(index)),
      ),
    );
    person.press('Home');
    const top = person.state().anchor?.position;
    person.press('t', 'Home');
    // Without the head there is room for one more.
    expect(person.state().anchor?.position).toBe((top ?? 0) + 1);
  });
});

describe('an interval', () => {
  it.each([
    [0, '0 ms'],
    [204, '204 ms'],
    [1250, '1.25 s'],
    [59_940, '59.9 s'],
    [252_000, '4m 12s'],
    [3_600_000, '1 h'],
    [90_000_000, '1d 1h'],
    [1e11, '1157 d'],
    [-5, '0 ms'],
  ])('of %d ms is %s', (ms, text) => {
    expect(intervalText(ms)).toBe(text);
    expect(text.length).toBeLessThanOrEqual(7);
  });
});
