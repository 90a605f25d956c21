import { type Family, retained, secondsAt } from './family.ts';
import { type Quantity, valuesOf } from './random.ts';

/** Plain numbers, as scripts publish them, with their units. */
const meters: Readonly<
  Record<string, Quantity & { readonly unit: string; readonly ticks: number }>
> = {
  'home/energy/grid': { mean: 412, swing: 90, decimals: 0, unit: ' W', ticks: 2 },
  'home/energy/solar': { mean: 1284, swing: 220, decimals: 0, unit: ' W', ticks: 2 },
  'home/energy/battery': { mean: 72, swing: 4, decimals: 0, unit: ' %', ticks: 10 },
  'home/weather/outdoor': { mean: 6.5, swing: 1.2, decimals: 1, unit: ' °C', ticks: 6 },
  'home/weather/wind': { mean: 3.4, swing: 2, decimals: 1, unit: ' m/s', ticks: 3 },
  'home/weather/pressure': { mean: 1013, swing: 2, decimals: 0, unit: ' hPa', ticks: 20 },
};

/** Meters and the weather, each a topic with a number. */
export const homeMeters = (): Family => {
  const rows = Object.entries(meters).map(([topic, meter], index) => {
    const at = valuesOf(meter, index);
    return {
      ticks: meter.ticks,
      say: (seconds: number) => retained(topic, `${at(seconds)}${meter.unit}`),
    };
  });
  return {
    retained: rows.map(({ say }) => say(0)),
    commands: [],
    tick: (tick) =>
      rows.flatMap(({ ticks, say }) => (tick % ticks === 0 ? [say(secondsAt(tick))] : [])),
    answer: () => [],
  };
};
