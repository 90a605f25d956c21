import { describe, expect, it } from 'vitest';
import { Chart } from '../../../source/ui/chart/view.tsx';
import { seriesStoreOf } from '../../../source/ui/chart/series-store.ts';
import { treeSparkline } from '../../../source/ui/topics/tree-sparkline.ts';
import type { AtScreen } from '../../support/at-screen.ts';
import { drawPart } from '../../support/draw-part.tsx';
import { goTo, nextFrame, onTopic, recordSeries } from '../../support/in-chart.ts';

const run = (person: AtScreen, command: string): void => {
  person.dispatch({ type: 'pane-focused', pane: 'input' });
  person.press('Ctrl+U');
  person.type(command);
  person.press('Enter');
};

/** The rows in the chart's pane. */
const rowsOf = (person: AtScreen, rows = 10): string[] =>
  drawPart(person, <Chart flexGrow={1} />, { columns: 64, rows })
    .slice(1, -1)
    .map((row) => row.slice(2, -2));

const valuesOf = ({ session, state }: AtScreen): number[][] =>
  seriesStoreOf(session)
    .numbersOf(state().chart.series)
    .map(({ values, length }) => [...values.subarray(0, length)]);

const lamp = ['ON', 'OFF', 'OFF', 'ON', 'ON'];

describe('words of two states', () => {
  it('are steps between the words at the axis, with how long each lasted', () => {
    const person = onTopic('lamp', lamp);
    person.press('c');
    const [legend, ...plot] = rowsOf(person);
    expect(legend?.trimEnd()).toBe('ON  ON 50%  OFF 50%  2 changes');
    expect(plot[0]).toMatch(/^ ON┤⠉+⡇ +⢸⠉+ ON$/);
    for (const row of plot.slice(1, -2)) expect(row).toMatch(/^ {3}│ +⡇ +⢸ +$/);
    expect(plot.at(-2)).toMatch(/^OFF┤ +⣇⣀+⣸ +$/);
  });

  it.each([
    ['lower case', ['open', 'closed'], 'open', 'closed'],
    ['any case, the other unseen', ['Offline'], 'Online', 'Offline'],
    ['JSON', ['true', 'false'], 'true', 'false'],
  ])('in %s', (_name, payloads, one, zero) => {
    const person = onTopic('a', payloads);
    person.press('c');
    const rows = rowsOf(person).join('\n');
    expect(rows).toMatch(new RegExp(`^ *${one}┤`, 'm'));
    expect(rows).toMatch(new RegExp(`^ *${zero}┤`, 'm'));
  });

  it('are members too: texts and booleans', () => {
    const payloads = [
      '{"state":"ON","in":{"motion":true}}',
      '{"state":"OFF","in":{"motion":false}}',
    ];
    const person = onTopic('a', payloads);
    run(person, '/chart a .state');
    run(person, '/chart a .in.motion');
    expect(valuesOf(person)).toEqual([
      [1, 0],
      [1, 0],
    ]);
    // Steps of two kinds in one plot would hide each other.
    expect(rowsOf(person, 20).filter((row) => /^ *(?:ON|true)┤/.test(row))).toHaveLength(2);
  });

  it('share an axis where they are the same, and have their own beside numbers', () => {
    const person = onTopic('lamp', lamp);
    recordSeries(person, 'fan', ['OFF', 'ON']);
    recordSeries(person, 'power', ['10 W', '20 W']);
    for (const topic of ['lamp', 'fan']) run(person, `/chart ${topic}`);
    expect(rowsOf(person).join('\n')).not.toContain('├');
    run(person, '/chart power');
    const rows = rowsOf(person).join('\n');
    expect(rows).toMatch(/^ +ON┤.*│20|^ +ON┤.*├20/m);
    expect(rows).toContain('┘W');
  });

  it('are no numbers among numbers, whichever came first', async () => {
    const person = onTopic('a', ['unavailable', '20', 'unavailable', '21']);
    person.press('c');
    expect(valuesOf(person)).toEqual([[20, 21]]);
    expect(rowsOf(person)[0]).toContain('min 20  max 21');
    recordSeries(person, 'a', ['offline']);
    await nextFrame(person);
    expect(valuesOf(person)).toEqual([[20, 21]]);
  });

  it('hold over a silence, and where nothing came in the time shown', () => {
    const person = onTopic('lamp', [...lamp, ...lamp]);
    person.press('c');
    const { chart } = person.state();
    const end = 2_000_000_000;
    person.dispatch({ type: 'chart-changed', chart: { ...chart, span: 1000, end } });
    const [legend, ...plot] = rowsOf(person);
    expect(legend?.trimEnd()).toBe('ON  ON 100%  0 changes');
    expect(plot[0]).toMatch(/^ ON┤⠉+ ON$/);
  });

  it('are exported as they were sent', () => {
    const person = onTopic('lamp', lamp);
    person.press('c');
    const [numbers] = seriesStoreOf(person.session).numbersOf(person.state().chart.series);
    expect(numbers?.texts.copy()).toEqual(lamp);
  });

  it('are small steps in the tree', () => {
    const person = onTopic('lamp', lamp);
    recordSeries(person, 'on', ['ON', 'ON', 'ON']);
    recordSeries(person, 'mixed', ['ON', '3', '4', '5']);
    const { tree } = person.session.monitor ?? {};
    const drawn = ['lamp', 'on', 'mixed'].map((topic) => {
      const node = tree?.find(topic);
      return tree && node && treeSparkline(tree, node, 60);
    });
    expect(drawn).toEqual(['█▁▁██', '███', '▁▅█']);
  });
});

describe('/chart TOPIC as WORD=NUMBER', () => {
  const washer = ['idle', 'Wash', 'spin', 'odd', 'idle'];

  it('draws words, in any case, at their numbers', () => {
    const person = onTopic('washer', washer);
    run(person, '/chart washer as idle=0,wash=1,spin=2');
    expect(person.notice()).toBeUndefined();
    expect(valuesOf(person)).toEqual([[0, 1, 2, 0]]);
    const rows = rowsOf(person);
    expect(rows[0]).toMatch(/^idle {2}spin 50% {2}wash 25% {2}idle 25% {2}3 changes/);
    for (const word of ['spin', 'wash', 'idle'])
      expect(rows.some((row) => row.startsWith(`${word}┤`))).toBe(true);
  });

  it('takes members, numbers beside the words, and new words for a line that is there', () => {
    const person = onTopic('a', ['{"s":"ajar"}', '{"s":3}', '{"s":"shut"}']);
    run(person, '/chart a .s as ajar=0.5,shut=0');
    expect(valuesOf(person)).toEqual([[0.5, 3, 0]]);
    run(person, '/chart a .s as ajar=7');
    expect(valuesOf(person)).toEqual([[7, 3]]);
    run(person, '/chart a .s');
    expect(valuesOf(person)).toEqual([[7, 3]]);
    expect(person.state().chart.series).toHaveLength(1);
  });

  it('says what is wrong', () => {
    const person = onTopic('a', ['{"s":"ajar"}']);
    for (const [typed, problem] of [
      ['a as', 'Which words are which numbers? Try as ON=1,OFF=0.'],
      ['a .s as x', '"x" does not begin with WORD=NUMBER: try as ON=1,OFF=0.'],
      ['a as x=1', 'The payload of a has members: name one before "as", such as .state.'],
      ['a ..s as x=1', '..s is not a path: try .temperature, .sensors[0] or ["odd name"].'],
    ] as const) {
      run(person, `/chart ${typed}`);
      expect(person.notice()).toBe(problem);
    }
    expect(person.state().chart.series).toEqual([]);
  });

  it('is completed with the words that have come', () => {
    const person = onTopic('washer', washer);
    recordSeries(person, 'door', ['closed', 'open']);
    goTo(person, 'door');
    person.dispatch({ type: 'pane-focused', pane: 'input' });
    person.type('/chart door ');
    person.press('Tab');
    person.type(' ');
    person.press('Tab');
    expect(person.input()).toBe('/chart door as open=1,closed=0');
    person.press('Ctrl+U');
    person.type('/chart washer as ');
    person.press('Tab');
    expect(person.input()).toBe('/chart washer as Wash=3,idle=2,odd=1,spin=0');
  });

  it('shows words from the person cut and made visible', () => {
    const person = onTopic('a', ['x']);
    run(person, `/chart a as x=1,"${'y'.repeat(30)}\u202E"=0`);
    const rows = rowsOf(person).join('\n');
    expect(rows).toContain('yyyyyyyyyyy…┤');
    expect(rows).not.toContain('\u202E');
  });
});
