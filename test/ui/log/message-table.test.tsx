import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { Log } from '../../../source/ui/log/view.tsx';
import type { AtScreen } from '../../support/at-screen.ts';
import { drawPart } from '../../support/draw-part.tsx';
import { onTopic, recordSeries, goTo } from '../../support/in-chart.ts';

/** The rows inside the log's border, of so many cells: the head of the table, then its messages. */
const logRows = (person: AtScreen, width: number): string[] =>
  drawPart(person, <Log flexGrow={1} />, { columns: width + 4, rows: 24 })
    .flatMap((row) => /^│ (.*) │$/.exec(row)?.[1] ?? [])
    .filter((row) => row.trim() !== '');

/** The messages of the table. */
const tableRows = (person: AtScreen, width: number): string[] => logRows(person, width).slice(1);

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
    expect(second).toMatch(/^\d\d:\d\d:\d\d {5}1 s {6}9 B 0 {5}温度 21 +$/);
    person.press('t');
    expect(logRows(person, 44)[0]).toMatch(/^\d\d:\d\d:\d\d {3}20 +$/);
  });

  it.each([34, 44, 48, 64, 78, 100, 116])('fills %d columns, its head too', (width) => {
    const person = asTable(onTopic('a', ['20', '{"temperature":21.5,"unit":"°C","place":"厨房"}']));
    const rows = logRows(person, width);
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(widthOf(row)).toBe(width);
  });

  it('has its values below the head', () => {
    const person = asTable(onTopic('a', ['first', 'second']));
    for (const width of [44, 78, 116]) {
      const [head, , second] = logRows(person, width);
      expect(second?.indexOf('second')).toBe(head?.indexOf('value'));
      expect(head).toMatch(/value *$/);
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
    expect(logRows(person, 60).map((row) => row.includes('●'))).toEqual([false, true]);
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
