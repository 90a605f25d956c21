import { describe, expect, it, vi } from 'vitest';
import { Chart } from '../../../source/ui/chart/view.tsx';
import { type ChartState, showsChart } from '../../../source/ui/chart/state.ts';
import { handleMouse } from '../../../source/ui/keys/mouse.ts';
import { type AtScreen, atScreen } from '../../support/at-screen.ts';
import { drawPart } from '../../support/draw-part.tsx';
import { goTo, nextFrame, onTopic, personCharting, recordSeries } from '../../support/in-chart.ts';

const chartOf = ({ state }: AtScreen): ChartState => state().chart;

const names = (person: AtScreen): string[] =>
  chartOf(person).series.map(({ topic, path }) => `${topic} ${path.join('')}`.trim());

const run = (person: AtScreen, command: string): void => {
  person.dispatch({ type: 'pane-focused', pane: 'input' });
  person.type(command);
  person.press('Enter');
};

type Shown = {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly string[];
  readonly footnote: string;
};

/** What stands in the chart's pane and in its borders. */
const shown = (person: AtScreen): Shown => {
  const rows = drawPart(person, <Chart flexGrow={1} />, { columns: 64, rows: 14 });
  const [, title = '', note = ''] = /^╭ (.*?) ─+ (.*) ─╮$/.exec(rows[0] ?? '') ?? [];
  const [, footnote = ''] = /^╰─+ (.*) ─╯$/.exec(rows.at(-1) ?? '') ?? [];
  return { title, note, footnote, rows: rows.slice(1, -1).map((row) => row.slice(2, -2)) };
};

const env = '{"name":"x","temp":20.5,"in":{"co2":400}}';

describe('the chart', () => {
  it('takes the number of the topic, and with c on another topic that one too', () => {
    const person = onTopic('room/temperature', ['20', '21.5 °C']);
    person.press('c');
    recordSeries(person, 'room/humidity', ['55']);
    goTo(person, 'room/humidity');
    person.press('c');
    expect(names(person)).toEqual(['room/temperature', 'room/humidity']);
    expect(chartOf(person)).toMatchObject({ isShown: true, chosen: 1 });
  });

  it('lets c on a topic that is in it take it out', () => {
    const person = onTopic('a', ['1']);
    person.press('c', 'c');
    expect(chartOf(person)).toMatchObject({ isShown: false, series: [] });
    expect(person.notice()).toContain('Removed a from');
  });

  it('takes the number under the cursor of the details', () => {
    const person = onTopic('room/env', [env]);
    person.dispatch({ type: 'pane-focused', pane: 'details' });
    person.press('Down', 'Down', 'Down', 'Down', 'c');
    expect(person.state().details.cursor).toEqual(['.in', '.co2']);
    expect(names(person)).toEqual(['room/env .in.co2']);
    person.dispatch({ type: 'pane-focused', pane: 'tree' });
    person.press('c');
    expect(person.state().sheet?.kind).toBe('numbers');
  });

  it('takes the number of the message at the cursor of the log of all, with and without the details', () => {
    for (const hidesDetails of [false, true]) {
      const person = atScreen({ selected: undefined });
      recordSeries(person, 'room/temperature', ['20']);
      const { monitor } = person.session;
      monitor?.openLog(monitor.tree.root);
      person.dispatch({ type: 'pane-focused', pane: 'log' });
      person.press(...(hidesDetails ? ['d'] : []), 'Up', 'c');
      expect(person.state().showsDetails).toBe(!hidesDetails);
      expect(names(person)).toEqual(['room/temperature']);
    }
  });

  it('takes the only number of a structure at once, whatever is true or a time beside it', () => {
    const person = onTopic('plug', ['{"on":true,"ts":1795412973464,"power":42}']);
    person.press('c');
    expect(names(person)).toEqual(['plug .power']);
  });

  it('has the focus where it would not be seen otherwise', () => {
    const narrow = onTopic('a', ['1'], { columns: 60, rows: 15 });
    narrow.press('c');
    expect(narrow.state().focus).toBe('log');
    const wide = onTopic('a', ['1'], { columns: 80, rows: 24 });
    wide.press('c');
    expect(wide.state().focus).toBe('tree');
  });

  it('says its keys in the status line alone', () => {
    const person = personCharting();
    expect(shown(person).footnote).toBe('');
    expect(person.hints().join()).toContain('c log');
  });

  it('names the topic once where all lines are of it', () => {
    const person = onTopic('room/env', [env]);
    run(person, '/chart room/env .temp');
    run(person, '/chart room/env .in.co2');
    expect(shown(person).title).toBe('room/env');
    expect(shown(person).rows.slice(0, 2).join()).toMatch(/1 \.temp .*2 \.in\.co2 /);
  });

  it('gives two units an axis each, and more a plot each, unless v puts them together', () => {
    const person = onTopic('t', ['20.5 °C', '21.5 °C']);
    recordSeries(person, 'h', ['40 %', '45 %']);
    recordSeries(person, 'p', ['1000 hPa', '1013 hPa']);
    // Together, all legends stand above the one plot.
    const isApart = (): boolean => !shown(person).rows[2]?.includes('3 p ');
    run(person, '/chart t');
    run(person, '/chart h');
    const [first, second, ...rows] = shown(person).rows;
    expect([first, second]).toEqual([
      expect.stringMatching(/^[▸ ]1 t +21\.5 °C {2}min 20\.5 {2}max 21\.5 {2}mean {3}21$/),
      expect.stringMatching(/^[▸ ]2 h + 45 % {2}min {3}40 {2}max {3}45 {2}mean 42\.5$/),
    ]);
    expect(rows.at(-1)).toMatch(/^ +°C└.*┘%/);
    expect(rows.join('\n')).toMatch(/^21\.5[│┤].*[│├]45/m);
    run(person, '/chart p');
    expect(isApart()).toBe(true);
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    person.press('v');
    expect(isApart()).toBe(false);
    person.press('v');
    expect(isApart()).toBe(true);
  });

  it('says so where there is no number', () => {
    const person = onTopic('door', ['ajar']);
    person.press('c');
    expect(person.notice()).toBe('The payload of door has no number to chart.');
    expect(chartOf(person).series).toEqual([]);
  });

  it('has six lines at most', () => {
    const person = onTopic('a0', ['1']);
    for (let index = 0; index < 7; index += 1) {
      recordSeries(person, `a${index}`, ['1']);
      goTo(person, `a${index}`);
      person.press('c');
    }
    expect(chartOf(person).series).toHaveLength(6);
    expect(person.notice()).toContain('at most 6 lines');
  });

  it('stays while somebody goes elsewhere, but not in a room', () => {
    const person = personCharting();
    goTo(person, 'room');
    expect(shown(person).title).toBe('room/temperature');
    person.press('Alt+1');
    expect(showsChart(person.state())).toBe(false);
    goTo(person, 'room/temperature');
    expect(showsChart(person.state())).toBe(true);
    expect(shown(person).rows).toHaveLength(12);
  });

  it('gives way to the log with c in it, and comes back with C, with its lines', () => {
    const person = personCharting();
    person.press('c');
    expect(chartOf(person)).toMatchObject({
      isShown: false,
      series: [{ topic: 'room/temperature' }],
    });
    person.press('C');
    expect(chartOf(person).isShown).toBe(true);
  });

  it('shows last, least, most and mean, and follows what comes', async () => {
    const person = personCharting();
    expect(shown(person).rows[0]).toContain('22  min 20  max 22  mean 21');
    recordSeries(person, 'room/temperature', ['20', '21', '22', '23']);
    await nextFrame(person);
    expect(shown(person).rows[0]).toMatch(/^23 /);
  });

  it('keeps its numbers when the history has moved on', () => {
    const person = personCharting();
    for (let index = 0; index < 5; index += 1) {
      recordSeries(
        person,
        'room/temperature',
        Array.from({ length: 80 }, () => '30'),
      );
      shown(person);
    }
    // The history keeps 100.
    expect(shown(person).rows[0]).toContain('min 20');
  });

  it('shows less time, moves along it, and follows the newest again', async () => {
    const person = onTopic(
      'a',
      Array.from({ length: 61 }, (_, index) => String(index)),
    );
    person.press('c');
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    // A long history is read piece by piece.
    await vi.waitFor(() => expect(shown(person).note).toBe('1 min, all'));
    person.press('+', '+');
    expect(shown(person).note).toBe('15 s');
    expect(shown(person).rows[0]).toContain('60  min 45');
    person.press('Left');
    expect(shown(person).rows[0]).toMatch(/^56 +min 42/);
    expect(shown(person).footnote).toContain('paused');
    person.press('Home');
    expect(shown(person).rows[0]).toMatch(/^15 +min 0/);
    person.press('Right');
    expect(shown(person).rows[0]).toMatch(/^18 /);
    person.press('End');
    expect(shown(person).rows[0]).toMatch(/^60 /);
    expect(chartOf(person).end).toBeUndefined();
    person.press('-', '-');
    expect(shown(person).note).toBe('1 min, all');
    person.press('+', '0');
    expect(shown(person).note).toBe('1 min, all');
  });

  it('shows less and more time with the wheel', () => {
    const person = personCharting();
    const place = { x: 40, y: 3 };
    expect(person.context.boxes.at(place.x, place.y)?.name).toBe('log');
    handleMouse(person.context, { kind: 'wheel', up: true, ...place });
    expect(shown(person).note).toBe('1 s');
    handleMouse(person.context, { kind: 'wheel', up: false, ...place });
    expect(shown(person).note).toBe('2 s, all');
  });

  it('stands still while it is held', async () => {
    const person = personCharting();
    person.press('Space');
    recordSeries(person, 'room/temperature', ['1', '1', '1', '99']);
    await nextFrame(person);
    expect(shown(person).rows[0]).not.toContain('99');
    person.press('Space');
    expect(shown(person).rows[0]).toMatch(/^99 /);
  });

  it('lets a line be marked, gone to and taken out', () => {
    const person = personCharting();
    recordSeries(person, 'b', ['5']);
    goTo(person, 'b');
    person.press('c');
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    person.press('Up');
    expect(shown(person).rows[0]).toMatch(/^▸1 /);
    person.press('Enter');
    expect(person.state().selected?.topic).toBe('room/temperature');
    person.press('Delete');
    expect(names(person)).toEqual(['b']);
  });

  it('tells lines apart by numbers on them, and by plots of their own', () => {
    const person = personCharting();
    recordSeries(person, 'pressure', ['1000', '1013', '1020']);
    goTo(person, 'pressure');
    person.press('c');
    person.dispatch({ type: 'pane-focused', pane: 'log' });
    const together = shown(person).rows;
    expect(together.filter((row) => /[┤│].*1/.test(row)).length).toBeGreaterThan(0);
    expect(together.join('\n')).toMatch(/[┤│].*2 *$/m);
    person.press('v');
    const apart = shown(person).rows;
    expect(apart[0]).toMatch(/^ 1 room\/temperature/);
    expect(apart.findIndex((row) => row.startsWith('▸2 pressure'))).toBeGreaterThan(3);
    expect(apart).toHaveLength(12);
  });
});

describe('/chart and /unchart', () => {
  it('draw a topic and a path, and take them out', () => {
    const person = onTopic('room/env', [env]);
    run(person, '/chart room/env .in.co2');
    run(person, '/chart room/env .temp');
    expect(names(person)).toEqual(['room/env .in.co2', 'room/env .temp']);
    run(person, '/unchart 1');
    expect(names(person)).toEqual(['room/env .temp']);
    run(person, '/unchart');
    expect(chartOf(person)).toMatchObject({ isShown: false, series: [] });
  });

  it('complete the topics of the chart', () => {
    const person = personCharting();
    person.dispatch({ type: 'pane-focused', pane: 'input' });
    person.type('/unchart room/t');
    person.press('Tab');
    expect(person.input()).toBe('/unchart room/temperature');
  });

  it.each([
    ['/chart nowhere', 'nowhere has had no message yet.'],
    ['/chart room/+', 'room/+ is a filter: /chart takes one topic at a time.'],
    ['/chart room/env .a..b', '.a..b is not a path'],
    ['/chart "room', 'The double quote is not closed.'],
    ['/unchart', 'The chart is empty.'],
  ])('%s says %s', (command, problem) => {
    const person = onTopic('room/env', [env]);
    run(person, command);
    expect(person.notice()).toContain(problem);
  });

  it('shows the chart from a room as well', () => {
    const person = onTopic('room/env', [env]);
    person.press('Alt+1');
    run(person, '/chart room/env .temp');
    expect(person.state().selected).toEqual({ kind: 'topic', topic: 'room/env' });
    expect(shown(person).title).toBe('room/env .temp');
  });
});
