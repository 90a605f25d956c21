import { describe, expect, it } from 'vitest';
import { AnnouncedUnits } from '../../../source/model/devices/announced-units.ts';

const unitsOf = (...configurations: readonly unknown[]): AnnouncedUnits => {
  const units = new AnnouncedUnits();
  for (const each of configurations) units.take(JSON.stringify(each));
  return units;
};

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
      const units = new AnnouncedUnits();
      units.take(text);
      expect(units.of('a', [])).toBeUndefined();
    },
  );
});
