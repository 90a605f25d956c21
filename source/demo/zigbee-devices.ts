import type { Quantity } from './random.ts';

/** The base topic of the house's Zigbee2MQTT. */
export const zigbeeBase = 'zigbee2mqtt';

/** A Zigbee device of the house. */
export type ZigbeeDevice = {
  /** Its friendly name: the room and the thing. */
  readonly name: string;
  /** Its IEEE address. */
  readonly address: string;
  readonly model: string;
  readonly vendor: string;
  /** The numbers that it measures, published together every few seconds. */
  readonly measures?: Readonly<Record<string, Quantity>>;
  /** Seconds between two of its reports. */
  readonly every?: number;
  /** The other members of its state. */
  readonly state: Readonly<Record<string, unknown>>;
};

const climate = (mean: number, swing: number, humidity: number) =>
  ({
    temperature: { mean, swing, decimals: 1 },
    humidity: { mean: humidity, swing: 4, decimals: 0 },
  }) as const;

const thermometer = { model: 'WSDCGQ11LM', vendor: 'Aqara' } as const;
const contact = { model: 'MCCGQ11LM', vendor: 'Aqara' } as const;

/** What the lamp answers to. */
export const lamp: ZigbeeDevice = {
  name: 'lounge/lamp',
  address: '0x0017880104e1a001',
  model: '9290012573A',
  vendor: 'Philips',
  state: { state: 'ON', brightness: 178, color_temp: 370, linkquality: 132 },
};

/** The door that people go through. */
export const frontDoor: ZigbeeDevice = {
  name: 'hall/door',
  address: '0x00158d0001a10001',
  ...contact,
  state: { contact: true, battery: 87, linkquality: 98 },
};

/** Falls silent a few seconds after the start. */
export const freezer: ZigbeeDevice = {
  name: 'cellar/freezer',
  address: '0x00158d0001a10002',
  ...thermometer,
  measures: { temperature: { mean: -18.4, swing: 0.4, decimals: 1 } },
  every: 1,
  state: { battery: 9, linkquality: 21 },
};

/** Every Zigbee device of the house. */
export const zigbeeDevices: readonly ZigbeeDevice[] = [
  lamp,
  frontDoor,
  freezer,
  {
    name: 'lounge/climate',
    address: '0x00158d0001b20001',
    ...thermometer,
    measures: climate(21.4, 0.8, 41),
    every: 2,
    state: { battery: 92, linkquality: 134 },
  },
  {
    name: 'bedroom/climate',
    address: '0x00158d0001b20002',
    ...thermometer,
    measures: climate(18.9, 1.2, 47),
    every: 2,
    state: { battery: 83, linkquality: 105 },
  },
  {
    name: 'bath/climate',
    address: '0x00158d0001b20003',
    ...thermometer,
    measures: climate(22.8, 1.1, 58),
    every: 2,
    state: { battery: 74, linkquality: 88 },
  },
  {
    name: '书房/温度计',
    address: '0x00158d0001b20004',
    ...thermometer,
    measures: climate(20.6, 0.6, 44),
    every: 3,
    state: { battery: 76, linkquality: 117 },
  },
  {
    name: 'kitchen/plug',
    address: '0x00158d0001c30001',
    model: 'SP 120',
    vendor: 'Innr',
    measures: {
      power: { mean: 41.7, swing: 12, decimals: 1 },
      voltage: { mean: 231, swing: 2, decimals: 0 },
    },
    every: 5,
    state: { state: 'ON', energy: 12.84, linkquality: 98 },
  },
  {
    name: 'kitchen/window',
    address: '0x00158d0001a10003',
    ...contact,
    state: { contact: true, battery: 64, linkquality: 71 },
  },
  {
    name: 'lounge/motion',
    address: '0x00158d0001d40001',
    model: 'RTCGQ11LM',
    vendor: 'Aqara',
    measures: { illuminance: { mean: 214, swing: 30, decimals: 0 } },
    every: 10,
    state: { occupancy: true, battery: 91, linkquality: 120 },
  },
  {
    name: 'garden/soil',
    address: '0xa4c138e5f0010001',
    model: 'TS0601_soil',
    vendor: 'Tuya',
    measures: { soil_moisture: { mean: 38, swing: 3, decimals: 0 } },
    every: 20,
    state: { battery: 55, linkquality: 34 },
  },
];

/** A device that was unpaired: only what it once retained is still there. */
export const removed = { name: 'garage/remote', address: '0x00158d0001e50001' } as const;
