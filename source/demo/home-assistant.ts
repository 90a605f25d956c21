import { type Family, type HouseMessage, retained } from './family.ts';
import { removed, zigbeeBase, zigbeeDevices } from './zigbee-devices.ts';

type Described = { readonly name: string; readonly address: string };

/** Units by the member of a Zigbee payload. */
const units: Readonly<Record<string, string>> = {
  temperature: '°C',
  humidity: '%',
  battery: '%',
  linkquality: 'lqi',
  power: 'W',
  voltage: 'V',
  illuminance: 'lx',
  soil_moisture: '%',
};

/** Zigbee2MQTT's discovery message for one member of a device's payload. */
const config = (
  { name, address }: Described,
  component: string,
  member: string,
  more: object = {},
): HouseMessage =>
  retained(`homeassistant/${component}/${address}/${member}/config`, {
    name: member,
    unique_id: `${address}_${member}_${zigbeeBase}`,
    state_topic: `${zigbeeBase}/${name}`,
    value_template: `{{ value_json.${member} }}`,
    ...more,
    device: { identifiers: [`${zigbeeBase}_${address}`], name },
    availability: [
      { topic: `${zigbeeBase}/bridge/state`, value_template: '{{ value_json.state }}' },
      { topic: `${zigbeeBase}/${name}/availability`, value_template: '{{ value_json.state }}' },
    ],
    availability_mode: 'all',
  });

const sensor = (device: Described, member: string): HouseMessage =>
  config(device, 'sensor', member, {
    unit_of_measurement: units[member],
    state_class: 'measurement',
  });

const configs = zigbeeDevices.flatMap((device) => [
  ...Object.keys(device.measures ?? {}).map((member) => sensor(device, member)),
  ...('contact' in device.state ? [config(device, 'binary_sensor', 'contact')] : []),
  ...('brightness' in device.state
    ? [
        config(device, 'light', 'light', {
          schema: 'json',
          command_topic: `${zigbeeBase}/${device.name}/set`,
        }),
      ]
    : []),
]);

/** What a Home Assistant knows of the house by MQTT discovery, the removed device included. */
export const homeAssistant = (): Family => ({
  retained: [
    retained('homeassistant/status', 'online'),
    ...configs,
    sensor(removed, 'linkquality'),
    sensor(removed, 'battery'),
  ],
  commands: [],
  tick: () => [],
  answer: () => [],
});
