import { describe, expect, it } from 'vitest';
import { AnnouncedUnits } from '../../../source/model/devices/announced-units.ts';
import { watchDevices } from '../../support/device-watcher.ts';

/** The units once messages on these topics have come. */
const unitsAfter = (...messages: readonly (readonly [string, unknown])[]): AnnouncedUnits => {
  const { devices, hear, settle } = watchDevices();
  for (const [topic, payload] of messages) hear(topic, payload);
  settle();
  return devices.units;
};

const unitsOf = (...configurations: readonly unknown[]): AnnouncedUnits =>
  unitsAfter(
    ...configurations.map((each, at) => [`homeassistant/sensor/d${at}/config`, each] as const),
  );

describe('the units that Home Assistant is told', () => {
  it.each([
    ['{{ value_json.temp }}', ['.temp'], '°C'],
    ["{{ value_json['temp'] }}", ['.temp'], '°C'],
    ['{{ value_json.env.temp | float | round(1) }}', ['.env', '.temp'], '°C'],
    ['{{ value }}', [], '°C'],
    ['{{ value | float(0) }}', [], '°C'],
    // What calculates may change the unit.
    ['{{ value_json.temp / 10 }}', ['.temp'], undefined],
    ['{{ (value_json.temp | float * 1000) }}', ['.temp'], undefined],
    ['{% if value %}{{ value }}{% endif %}', [], undefined],
  ])('are those of the number that %s shows', (template, path, unit) => {
    const config = { stat_t: 'room/env', unit_of_meas: '°C', val_tpl: template };
    expect(unitsOf(config).of('room/env', path)).toBe(unit);
    expect(unitsOf(config).of('room/other', path)).toBeUndefined();
  });

  it('are found in the components of a device, with its topic and base', () => {
    const units = unitsOf({
      '~': 'meter/1',
      state_topic: '~/state',
      components: {
        power: { unit_of_measurement: 'W', value_template: '{{ value_json.power }}' },
        energy: { unit_of_measurement: 'kWh', state_topic: '~/energy' },
        switch: { command_topic: '~/set' },
      },
    });
    expect(units.of('meter/1/state', ['.power'])).toBe('W');
    expect(units.of('meter/1/energy', [])).toBe('kWh');
  });

  it.each(['', 'x', '[]', '{"unit_of_measurement":7,"state_topic":"a"}', '{"state_topic":"a"}'])(
    'are not in %j',
    (text) => {
      expect(unitsOf(text).of('a', [])).toBeUndefined();
    },
  );

  it('change with the configuration, and go with it', () => {
    const { devices, hear, settle } = watchDevices();
    const config = 'homeassistant/sensor/d/config';
    hear(config, { stat_t: 'a', unit_of_meas: 'W' });
    hear(config, { stat_t: 'b', unit_of_meas: 'kW' });
    settle();
    expect([devices.units.of('a', []), devices.units.of('b', [])]).toEqual([undefined, 'kW']);
    hear(config, '');
    settle();
    expect(devices.units.of('b', [])).toBeUndefined();
  });
});

describe('the units that several announce', () => {
  it('stay until the last of them takes its own back', () => {
    const units = new AnnouncedUnits();
    const watts = [{ topic: 'meter', path: ['.power'], unit: 'W' }];
    units.take('a', watts);
    units.take('b', watts);
    units.take('a', []);
    expect(units.of('meter', ['.power'])).toBe('W');
    expect(units.on('meter')).toEqual(new Map([['.power', 'W']]));
    units.take('b', []);
    expect([units.of('meter', ['.power']), units.on('meter')]).toEqual([undefined, undefined]);
  });

  it('are bounded, and those heard longest ago give way', () => {
    const units = new AnnouncedUnits();
    for (let index = 0; index < 30_000; index += 1)
      units.take(`announcer/${index}`, [{ topic: `t/${index}`, path: [], unit: 'W' }]);
    expect([units.of('t/9999', []), units.of('t/10000', []), units.of('t/29999', [])]).toEqual([
      undefined,
      'W',
      'W',
    ]);
    for (let index = 0; index < 100; index += 1)
      units.take(`same/${index}`, [{ topic: 't', path: [], unit: `${index}` }]);
    expect(units.of('t', [])).toBe('99');
    units.take('same/99', []);
    expect(units.of('t', [])).toBe('98');
  });
});

describe('the units of Homie', () => {
  it.each(['homie/d/n/p', 'house/homie/d/n/p', 'd/n/p'])('3 and 4 are those of %s', (topic) => {
    const units = unitsAfter([`${topic}/$unit`, '°C'], [topic, '21.5']);
    expect(units.of(topic, [])).toBe('°C');
    expect(units.of(`${topic}/$unit`, [])).toBeUndefined();
  });

  it('5 are in the description', () => {
    const property = { name: 'x', datatype: 'float' };
    const units = unitsAfter([
      'homie/5/d/$description',
      {
        homie: '5.0',
        nodes: {
          env: { properties: { temp: { ...property, unit: '°C' }, mode: property } },
          meter: { properties: { power: { ...property, unit: 'kW' } } },
          bare: {},
        },
      },
    ]);
    expect(units.of('homie/5/d/env/temp', [])).toBe('°C');
    expect(units.of('homie/5/d/meter/power', [])).toBe('kW');
    expect(units.of('homie/5/d/env/mode', [])).toBeUndefined();
  });

  it.each([
    ['homie/d/n/p/$unit', ''],
    ['homie/d/n/p/$unit', 'a text that is far too long for a unit'],
    ['p/$unit', 'W'],
    ['homie/5/d/$description', '{"nodes":[{"properties":1}]}'],
    ['homie/5/d/$description', '{"nodes":{"n":{"properties":{"p":{"unit":7},"q":null}}}}'],
    ['homie/5/d/$description', 'nothing'],
  ])('are not on %s with %j', (topic, payload) => {
    expect(unitsAfter([topic, payload]).version).toBe(0);
  });
});
