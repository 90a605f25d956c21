import { describe, expect, it } from 'vitest';
import type { AtScreen } from '../../support/at-screen.ts';
import { drawScreen } from '../../support/draw-screen.tsx';
import { nextFrame, onTopic, recordSeries } from '../../support/in-chart.ts';
import { aMessage } from '../../support/messages.ts';

const env = '{"battery":97,"humidity":"45 %","on":true,"temp":20.5}';

const lines = ({ state }: AtScreen): string[] =>
  state().chart.series.map(({ topic, path }) => `${topic} ${path.join('')}`);

/** The rows of the list, without the border. */
const listed = async (person: AtScreen): Promise<string[]> =>
  (await drawScreen(person)).slice(1, 5).map((row) => row.slice(2, -2).trimEnd());

const offered = (payload = env, rest: { columns?: number; rows?: number } = {}): AtScreen => {
  const person = onTopic('room/env', [payload], { columns: 80, rows: 24, ...rest });
  person.press('c');
  return person;
};

describe('the numbers of a payload', () => {
  it('are offered with their values: what is measured, then the battery, then what is on', async () => {
    const person = offered();
    const [title] = await drawScreen(person);
    expect(title).toMatch(/^╭ Which numbers of room\/env to chart\? ─+ 4 numbers ─╮$/);
    expect(await listed(person)).toEqual([
      '▸   .humidity          45 %',
      '    .temp              20.5',
      '    .battery             97',
      '    .on                true',
    ]);
    expect(lines(person)).toEqual([]);
  });

  it('have the values of now, and the units that were announced', async () => {
    const person = offered();
    const config = {
      state_topic: 'room/env',
      unit_of_measurement: '°C',
      value_template: '{{ value_json.temp }}',
    };
    const { monitor } = person.session;
    monitor?.tree.record(aMessage('homeassistant/sensor/x/temp/config', JSON.stringify(config)));
    const node = monitor?.tree.find('homeassistant/sensor/x/temp/config');
    if (node !== undefined) monitor?.devices.record(node, true);
    monitor?.devices.workOn();
    recordSeries(person, 'room/env', ['{"temp":21}']);
    expect((await listed(person)).slice(0, 2)).toEqual([
      '▸   .humidity',
      '    .temp             21 °C',
    ]);
  });

  it.each([
    [['Enter'], ['room/env .humidity']],
    [['Down', 'Enter'], ['room/env .temp']],
    [['End', 'c'], ['room/env .on']],
    [
      ['Space', 'Down', 'Down', 'Space', 'Enter'],
      ['room/env .humidity', 'room/env .battery'],
    ],
    [['Space', 'Down', 'Enter'], ['room/env .humidity']],
    [['Space', 'Space', 'Enter'], []],
    [['Down', 'Esc'], []],
  ])('are charted with %j: %j', (keys, charted) => {
    const person = offered();
    person.press(...keys);
    expect([lines(person), person.state().sheet]).toEqual([charted, undefined]);
    expect(person.state()).toMatchObject({
      focus: 'tree',
      chart: { isShown: charted.length > 0 },
    });
  });

  it('say which line they are in the chart, and are taken out of it', async () => {
    const person = offered();
    person.press('Down', 'Enter', 'c');
    await nextFrame(person);
    expect(await listed(person)).toEqual([
      '▸   .humidity          45 %',
      '  ✓ .temp              20.5  line 1',
      '    .battery             97',
      '    .on                true',
    ]);
    person.press('Enter');
    expect(lines(person)).toEqual(['room/env .temp', 'room/env .humidity']);
    expect(person.state().chart.chosen).toBe(1);
    person.press('c', 'Home', 'Down', 'Space', 'Enter');
    expect(lines(person)).toEqual(['room/env .humidity']);
  });

  it('are six at most in a chart', () => {
    const many = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`n${index}`, index]));
    const person = offered(JSON.stringify(many));
    for (let index = 0; index < 7; index += 1) person.press('Space', 'Down');
    person.press('Enter');
    expect(person.notice()).toBe('A chart has at most 6 lines: tick fewer.');
    expect([lines(person), person.state().sheet?.kind]).toEqual([[], 'numbers']);
    person.press('Up', 'Space', 'Enter');
    expect(lines(person)).toHaveLength(6);
  });

  it('are offered by /chart with a topic, and by C for an empty chart', () => {
    const person = offered();
    person.press('Esc', 'C');
    expect(person.state().sheet?.kind).toBe('numbers');
    person.press('Esc');
    person.dispatch({ type: 'pane-focused', pane: 'input' });
    person.type('/chart room/env');
    person.press('Enter');
    expect(person.state().sheet?.kind).toBe('numbers');
  });

  it('are shown without control characters, and at 60×15', async () => {
    const person = offered('{"a\\u001b[2J":1,"b":"2 \\u202e"}', { columns: 60, rows: 15 });
    const text = (await drawScreen(person)).join('\n');
    expect(text).toContain('["a\\u001b[2J"]');
    expect(text).toContain('2 <U+202E>');
  });
});
