import { type Family, type HouseMessage, live, retained, secondsAt } from './family.ts';
import { type Quantity, rounded, valuesOf } from './random.ts';

/** A plug with Tasmota's firmware. */
type Plug = {
  readonly name: string;
  readonly address: string;
  /** W while it is on. */
  readonly power: Quantity;
};

const plugs: readonly Plug[] = [
  { name: 'washer', address: 'DC4F22A1B001', power: { mean: 412, swing: 90, decimals: 0 } },
  { name: 'boiler', address: 'DC4F22A1B002', power: { mean: 1284, swing: 160, decimals: 0 } },
];

/** Ticks between two reports of the energy, and between two of the firmware. */
const every = { sensor: 10, state: 40 } as const;

/** The words by which Tasmota is switched. */
const switched = (payload: string, isOn: boolean): boolean | undefined => {
  const word = payload.trim().toUpperCase();
  if (word === 'ON' || word === '1') return true;
  if (word === 'OFF' || word === '0') return false;
  return word === 'TOGGLE' || word === '2' ? !isOn : undefined;
};

const powerWord = (isOn: boolean): string => (isOn ? 'ON' : 'OFF');

/** Two plugs that measure energy, each with a relay that `cmnd/<name>/POWER` switches. */
export const tasmota = (): Family => {
  const meters = plugs.map(({ power }, index) => valuesOf(power, index));
  const isOn = plugs.map(() => true);
  const stateOf = (index: number, seconds: number): HouseMessage =>
    live(`tele/${plugs[index]?.name}/STATE`, {
      Uptime: `3T04:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}:00`,
      Heap: 25,
      POWER: powerWord(isOn[index] === true),
      Wifi: { SSId: 'house', RSSI: 72 + index * 8 },
    });
  const sensorOf = (index: number, seconds: number): HouseMessage => {
    const power = isOn[index] === true ? (meters[index]?.(seconds) ?? 0) : 0;
    return live(`tele/${plugs[index]?.name}/SENSOR`, {
      ENERGY: {
        Total: rounded(118.4 + seconds / 3600, 3),
        Power: power,
        Voltage: 231,
        Current: rounded(power / 231, 2),
      },
    });
  };
  return {
    retained: plugs.flatMap(({ name, address }) => [
      retained(`tele/${name}/LWT`, 'Online'),
      retained(`tasmota/discovery/${address}/config`, {
        dn: name,
        mac: address,
        t: name,
        ft: '%prefix%/%topic%/',
        ofln: 'Offline',
        onln: 'Online',
        tp: ['cmnd', 'stat', 'tele'],
      }),
      retained(`tasmota/discovery/${address}/sensors`, { sn: { ENERGY: { Power: 0 } } }),
      retained(`stat/${name}/POWER`, 'ON'),
    ]),
    commands: plugs.map(({ name }) => `cmnd/${name}/+`),
    tick: (tick) =>
      plugs.flatMap((_, index) => [
        ...(tick % every.sensor === index + 1 ? [sensorOf(index, secondsAt(tick))] : []),
        ...(tick % every.state === index + 2 ? [stateOf(index, secondsAt(tick))] : []),
      ]),
    answer: (topic, payload) => {
      const index = plugs.findIndex(({ name }) => topic === `cmnd/${name}/POWER`);
      const plug = plugs[index];
      if (plug === undefined) return [];
      // Without a payload, Tasmota answers with the state.
      isOn[index] = switched(payload, isOn[index] === true) ?? isOn[index] === true;
      const word = powerWord(isOn[index]);
      return [
        live(`stat/${plug.name}/RESULT`, { POWER: word }),
        retained(`stat/${plug.name}/POWER`, word),
      ];
    },
  };
};
