import { describe, expect, it } from 'vitest';
import { type AtScreen, atScreen } from '../support/at-screen.ts';
import { drawScreen } from '../support/draw-screen.tsx';
import { goTo, nextFrame } from '../support/in-chart.ts';
import { aMessage } from '../support/messages.ts';
import { sparkplug } from '../support/sparkplug.ts';

/** A person who has seen these messages, and looks at a topic. */
const seeing = (
  topic: string,
  messages: readonly (readonly [string, string | Uint8Array])[],
): AtScreen => {
  const person = atScreen({ columns: 120, rows: 40 });
  const { monitor } = person.session;
  for (const [of, payload] of messages) monitor?.replay(aMessage(of, payload), true);
  while (monitor?.devices.isBusy === true) monitor.devices.workOn();
  monitor?.filters.reveal(topic);
  goTo(person, topic);
  return person;
};

/** What is drawn in the chart of the topic's number at a path. */
const charted = async (person: AtScreen, path: readonly string[]): Promise<string> => {
  const topic = person.state().selected?.topic ?? '';
  const { chart } = person.state();
  person.dispatch({
    type: 'chart-changed',
    chart: { ...chart, isShown: true, series: [{ topic, path }] },
  });
  await nextFrame(person);
  return (await drawScreen(person)).join('\n');
};

const homeAssistant = (more: object): readonly [string, string] => [
  'homeassistant/sensor/x/config',
  JSON.stringify({ state_topic: 'room/env', unit_of_measurement: '°C', ...more }),
];

describe('units that devices announce', () => {
  it.each([
    ['Home Assistant', 'room/env', homeAssistant({})],
    ['Homie 4', 'homie/d/env/temp', ['homie/d/env/temp/$unit', '°C']],
    [
      'Homie 5',
      'homie/5/d/env/temp',
      [
        'homie/5/d/$description',
        '{"nodes":{"env":{"properties":{"temp":{"datatype":"float","unit":"°C"}}}}}',
      ],
    ],
  ] as const)('are in the tree, the details and the chart: %s', async (_by, topic, announced) => {
    const person = seeing(topic, [announced, [topic, '20'], [topic, '21.50']]);
    const rows = await drawScreen(person);
    expect(rows.filter((row) => row.includes('21.50 °C'))).toHaveLength(2);
    const chart = await charted(person, []);
    expect(chart).toMatch(/21\.5 °C +min 20/);
    expect(chart).toContain('°C└');
  });

  it('stand beside the member that a template names', async () => {
    const announced = homeAssistant({ value_template: '{{ value_json.in.temp | round(1) }}' });
    const person = seeing('room/env', [
      announced,
      ['room/env', '{"in":{"temp":20,"name":"x"},"temp":7,"text":"21 K"}'],
      ['room/env', '{"in":{"temp":21.5,"name":"x"},"temp":7,"text":"21 K"}'],
    ]);
    const rows = (await drawScreen(person)).join('\n');
    expect(rows).toMatch(/"temp": 21\.5, °C/);
    expect(rows).toMatch(/"temp": 7, +│/);
    expect(await charted(person, ['.in', '.temp'])).toMatch(/21\.5 °C +min 20/);
  });

  it('are those of the birth certificate, for the data of Sparkplug', async () => {
    const unit = { keys: ['engUnit'], values: [{ type: 12, string_value: '°C' }] };
    const topic = 'spBv1.0/plant/DDATA/edge/d1';
    const births = ['spBv1.0/plant/NBIRTH/edge', 'spBv1.0/plant/DBIRTH/edge/d1'].map(
      (of, at) =>
        [
          of,
          sparkplug({
            metrics: [
              { name: at === 0 ? 'load' : 'temp', alias: at, datatype: 9, properties: unit },
            ],
          }),
        ] as const,
    );
    const data = [20, 21.5].map(
      (float_value) => [topic, sparkplug({ metrics: [{ alias: 1, float_value }] })] as const,
    );
    const person = seeing(topic, [...births, ...data]);
    await person.session.payloads.ready();
    expect((await drawScreen(person)).join('\n')).toMatch(/"temp": 21\.5 °C +Float, alias 1/);
    expect(await charted(person, ['.metrics', '.temp'])).toMatch(/21\.5 °C +min 20/);
  });

  it('are told of what a watch sees', () => {
    const person = seeing('room/env', [homeAssistant({}), ['room/env', '21.5']]);
    person.dispatch({ type: 'pane-focused', pane: 'input' });
    person.type('/watch room/env > 30');
    person.press('Enter');
    const { chat, monitor } = person.session;
    const said = (): string =>
      JSON.stringify([
        person.notice(),
        ...(chat?.conversations ?? []).map(({ lines }) => lines.at(lines.end - 1)),
      ]);
    expect(said()).toContain('Now 21.5 °C: not met.');
    monitor?.replay(aMessage('room/env', '31'), true);
    expect(said()).toContain('room/env = 31 °C, now > 30');
  });

  it('come from strangers', async () => {
    const person = seeing('room/env', [
      homeAssistant({ unit_of_measurement: '\u001B[31m°C' }),
      ['room/env', '20'],
      ['room/env', '21'],
    ]);
    const rows = (await drawScreen(person)).join('\n');
    expect(rows.match(/21 ␛\[31m°C/g)).toHaveLength(2);
    expect(rows).not.toContain('\u001B');
    expect(await charted(person, [])).not.toContain('\u001B');
  });
});
