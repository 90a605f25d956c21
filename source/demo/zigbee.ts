import { type Family, type HouseMessage, live, retained, secondsAt, tickTime } from './family.ts';
import { jsonMembers } from '../chat/json-members.ts';
import { valuesOf } from './random.ts';
import { freezer, frontDoor, lamp, removed, zigbeeBase, zigbeeDevices } from './zigbee-devices.ts';

const topicOf = ({ name }: { readonly name: string }): string => `${zigbeeBase}/${name}`;

/** The freezer's last report, in seconds since the start: as if its battery had died. */
const freezerEnds = 6;

/** How often the door opens, and for how long, seconds. */
const door = { every: 40, open: 8 } as const;

type State = Readonly<Record<string, unknown>>;

/** What a command changes of a lamp; nothing if the command says nothing that a lamp understands. */
const changesOf = (command: Record<string, unknown>, { state }: State): State => {
  const { state: wanted, brightness } = command;
  const power = typeof wanted === 'string' ? wanted.toUpperCase() : undefined;
  const toggled = state === 'ON' ? 'OFF' : 'ON';
  return {
    ...(power === 'ON' || power === 'OFF' ? { state: power } : {}),
    ...(power === 'TOGGLE' ? { state: toggled } : {}),
    ...(typeof brightness === 'number'
      ? { brightness: Math.max(0, Math.min(254, Math.round(brightness))) }
      : {}),
  };
};

/** Whether a device reports in a tick; they do not all do so at once. */
const isDue = (tick: number, index: number, every: number): boolean =>
  (tick + index) % Math.round((every * 1000) / tickTime) === 0;

const commandOf = (payload: string): Record<string, unknown> =>
  jsonMembers(Buffer.from(payload)) ?? { state: payload };

const definitions = zigbeeDevices.map(({ name, address, model, vendor }) => ({
  ieee_address: address,
  friendly_name: name,
  type: 'EndDevice',
  supported: true,
  definition: { model, vendor },
}));

const removedLeftovers: readonly HouseMessage[] = [
  retained(topicOf(removed), { action: '', battery: 2, linkquality: 12 }),
  retained(`${topicOf(removed)}/availability`, { state: 'offline' }),
];

/** The Zigbee2MQTT of the house: its bridge, sensors that report, a lamp that takes commands. */
export const zigbee = (): Family => {
  const states = new Map<string, State>(zigbeeDevices.map(({ name, state }) => [name, state]));
  const meters = zigbeeDevices.map(({ name, measures = {} }, index) => ({
    name,
    values: Object.entries(measures).map(
      ([member, quantity]) => [member, valuesOf(quantity, index)] as const,
    ),
  }));
  const measure = (seconds: number, index: number): State =>
    Object.fromEntries(meters[index]?.values.map(([name, at]) => [name, at(seconds)]) ?? []);
  const report = (name: string, changes: State): HouseMessage => {
    // What changes comes first.
    const state = { ...changes, ...states.get(name), ...changes };
    states.set(name, state);
    return retained(topicOf({ name }), state);
  };

  return {
    retained: [
      retained(`${zigbeeBase}/bridge/state`, { state: 'online' }),
      retained(`${zigbeeBase}/bridge/info`, {
        version: '2.6.1',
        coordinator: { type: 'zStack3x0', meta: { revision: 20240710 } },
        permit_join: false,
      }),
      retained(`${zigbeeBase}/bridge/devices`, definitions),
      retained(`${zigbeeBase}/bridge/groups`, []),
      ...zigbeeDevices.flatMap((device, index) => [
        report(device.name, measure(0, index)),
        retained(`${topicOf(device)}/availability`, { state: 'online' }),
      ]),
      ...removedLeftovers,
    ],
    commands: [`${topicOf(lamp)}/set`, `${topicOf(lamp)}/get`],
    tick: (tick) => {
      const seconds = secondsAt(tick);
      const reports = zigbeeDevices.flatMap(({ name, every }, index) =>
        every === undefined ||
        !isDue(tick, index, every) ||
        (name === freezer.name && seconds > freezerEnds)
          ? []
          : report(name, measure(seconds, index)),
      );
      const isOpen = seconds % door.every >= door.every - door.open;
      if (states.get(frontDoor.name)?.['contact'] !== isOpen) return reports;
      const what = isOpen ? 'opened' : 'closed';
      return [
        ...reports,
        report(frontDoor.name, { contact: !isOpen }),
        live(`${zigbeeBase}/bridge/logging`, {
          level: 'info',
          message: `${frontDoor.name} was ${what}`,
        }),
      ];
    },
    answer: (topic, payload) => {
      const state = states.get(lamp.name) ?? {};
      if (topic === `${topicOf(lamp)}/get`) return [report(lamp.name, {})];
      if (topic !== `${topicOf(lamp)}/set`) return [];
      const changes = changesOf(commandOf(payload), state);
      return Object.keys(changes).length === 0 ? [] : [report(lamp.name, changes)];
    },
  };
};
