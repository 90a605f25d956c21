import { expect, it } from 'vitest';
import { connected } from '../support/connections.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import type { TerminalOptions, TestTerminal } from '../support/terminal.ts';
import { wallClock } from '../support/wall-clock.ts';
import { at, startProgram } from './program.ts';

const json = (value: unknown): string => JSON.stringify(value);

const sizes = [
  { columns: 60, rows: 15 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

/** What a room's climate sensor says of itself to Home Assistant. */
const discovery = (sensor: string): (readonly [string, string])[] =>
  Object.entries({ temperature: '°C', humidity: '%', battery: '%' }).map(([name, unit]) => [
    `homeassistant/sensor/${sensor}/${name}/config`,
    json({
      state_topic: `zigbee2mqtt/${sensor}`,
      unit_of_measurement: unit,
      value_template: `{{ value_json.${name} }}`,
      availability_topic: `zigbee2mqtt/${sensor}/availability`,
      device: { identifiers: [sensor], name: sensor },
    }),
  ]);

/** What a home's broker retains. */
const home: readonly (readonly [string, string])[] = [
  ['zigbee2mqtt/bridge/state', json({ state: 'online' })],
  ...['attic', 'bath', 'kitchen', 'office'].flatMap((room, index) => [
    [
      `zigbee2mqtt/${room}_climate`,
      json({
        battery: 97 - index,
        humidity: 45 + index,
        linkquality: 120,
        temperature: 20.5 + index,
      }),
    ] as const,
    [`zigbee2mqtt/${room}_climate/availability`, json({ state: 'online' })] as const,
    ...discovery(`${room}_climate`),
    [`tele/${room}_plug/LWT`, 'Online'] as const,
    [`tele/${room}_plug/SENSOR`, json({ ENERGY: { Power: 40 + index, Total: 12.5 } })] as const,
    [`home/${room}/window`, 'closed'] as const,
  ]),
  ['plant/fern', '40'],
  ['plant/fern/availability', 'offline'],
  ['zigbee2mqtt/hall_lamp', json({ state: 'off', brightness: 120 })],
  ['zigbee2mqtt/hall_lamp/set', 'off'],
  ['zigbee2mqtt/old_remote', json({ action: '', battery: 3 })],
  ['zigbee2mqtt/old_remote/availability', json({ state: 'offline' })],
  ['zigbee2mqtt/old_remote/ota', json({ state: 'idle', progress: 0 })],
];

/** Retains messages, which an empty payload clears. */
const retain = async (
  { port }: Mosquitto,
  messages: readonly (readonly [string, string])[],
): Promise<void> => {
  const { connection } = await connected({ port });
  for (const [topic, payload] of messages)
    await connection.publish(topic, payload, { qos: 1, retain: true });
  await connection.close();
};

/** The topics on which the broker retains something, sorted. */
const retained = async ({ port }: Mosquitto): Promise<string[]> => {
  const { connection, messages, untilMessage } = await connected({ port });
  await connection.subscribe('#', { qos: 0 });
  await connection.publish('marker', '', { qos: 1, retain: false });
  await untilMessage(({ topic }) => topic === 'marker');
  await connection.close();
  return messages.flatMap(({ topic, retain: isRetained }) => (isRetained ? topic : [])).toSorted();
};

/** The lamp, which does as it is told, and says its state again. */
const lampOn = async ({ port }: Mosquitto): Promise<() => Promise<void>> => {
  const lamp = await connected({ port });
  await lamp.connection.subscribe('zigbee2mqtt/hall_lamp/set', { qos: 1 });
  const answered = lamp
    .untilMessage(({ topic, retain: isRetained }) => topic.endsWith('/set') && !isRetained)
    .then(({ payload }) =>
      lamp.connection.publish(
        'zigbee2mqtt/hall_lamp',
        json({ state: Buffer.from(payload).toString(), brightness: 120 }),
        { qos: 1, retain: true },
      ),
    );
  return async () => {
    await answered;
    await lamp.connection.close();
  };
};

/** Somebody before a home's topics, whose keys are counted from when the topic of the task is selected. */
type Person = {
  readonly broker: Mosquitto;
  readonly terminal: TestTerminal;
  /** Presses a key, and waits for what it leads to. */
  readonly press: (key: string, then: string | RegExp) => Promise<void>;
  readonly keys: () => number;
};

const personOn = async (topic: string, options: Partial<TerminalOptions>): Promise<Person> => {
  const broker = await forThisTest(startMosquitto());
  await retain(broker, home);
  const terminal = startProgram([...at(broker), '--no-chat'], options);
  await terminal.waitFor('home');
  terminal.press('Ctrl+P');
  await terminal.waitFor('Find anything');
  terminal.type(topic);
  await terminal.waitFor(new RegExp(`▸ .*${topic}`));
  terminal.press('Enter');
  await terminal.waitFor(/▌/);
  let keys = 0;
  return {
    broker,
    terminal,
    press: async (key, then) => {
      keys += 1;
      terminal.press(key);
      await terminal.waitFor(then);
    },
    keys: () => keys,
  };
};

describeWith(mosquittoMissing, 'with the topic on the screen, by what the screen says', () => {
  it.each(sizes)(
    'a temperature is charted in 5 keys at most, on $columns×$rows',
    async (size) => {
      const { broker, terminal, press, keys } = await personOn('kitchen_climate', size);
      await press('c', /▸ +\.humidity +47 %/);
      expect(terminal.text()).toMatch(/Enter chart/);
      await press('Down', /▸ +\.temperature +22\.5 °C/);
      await press('Enter', /22\.5 °C {2}min 22\.5/);
      await retain(broker, [
        ['zigbee2mqtt/kitchen_climate', json({ humidity: 40, temperature: 23 })],
      ]);
      await terminal.waitFor(/23 °C {2}min 22\.5 {2}max 23/);
      await terminal.waitFor(/[⠁-⣿]+/);
      expect(keys()).toBeLessThanOrEqual(5);
    },
    30_000,
  );

  it('a temperature is charted after wrong keys, which change nothing', async () => {
    const { broker, terminal, press } = await personOn('kitchen_climate', {
      columns: 80,
      rows: 24,
    });
    const before = await retained(broker);
    await press('c', /▸ +\.humidity/);
    // Out of it again, and letters that mean nothing there.
    terminal.press('x', 'Escape');
    await terminal.waitUntilGone('Which numbers');
    await press('c', /▸ +\.humidity/);
    terminal.press('Up', 'Down', 'Down', 'Up', 'q');
    await press('Enter', /22\.5 °C {2}min 22\.5/);
    expect(await retained(broker)).toEqual(before);
  }, 30_000);

  it.each(sizes)(
    "a removed device's leftovers are cleared in 8 keys at most, on $columns×$rows",
    async (size) => {
      const { broker, terminal, press, keys } = await personOn('old_remote', size);
      const before = await retained(broker);
      await press('Delete', /3 retained messages, .* Nothing is\s/);
      expect(terminal.text()).toMatch(/Enter clear/);
      await press('Enter', 'Clear 3 retained messages at zigbee2mqtt/old_remote/#?');
      // What cannot be undone is not answered by pressing Enter once too often.
      await press('Enter', 'Clear 3 retained messages');
      expect(await retained(broker)).toEqual(before);
      expect(terminal.text()).toMatch(/\by\b.*\bEsc\b/);
      await press('y', 'Cleared 3 retained messages.');
      expect(await retained(broker)).toEqual(
        before.filter((topic) => !topic.includes('old_remote')),
      );
      expect(keys()).toBeLessThanOrEqual(8);
    },
    30_000,
  );

  it('only what the filter shows is cleared, wherever it is', async () => {
    const { broker, terminal, press } = await personOn('zigbee2mqtt/', { columns: 80, rows: 24 });
    const before = await retained(broker);
    terminal.press('/');
    terminal.type('availability');
    await terminal.waitFor(/▌.*zigbee2mqtt/);
    terminal.press('Enter');
    await press('Delete', '5 retained messages');
    await terminal.waitFor('shown by the filter availability');
    await press('Enter', 'Clear 5 retained messages');
    await press('5', 'Cleared 5 retained messages.');
    expect(await retained(broker)).toEqual(
      before.filter((topic) => !/^zigbee2mqtt\/.*availability$/.test(topic)),
    );
  }, 30_000);

  it.each(sizes)(
    'a sensor is seen to be stale and offline in 6 keys at most, on $columns×$rows',
    async (size) => {
      const clock = wallClock('2026-03-10T12:00:00Z');
      const { broker, terminal, press, keys } = await personOn('plant/fern', {
        ...size,
        env: clock.env,
      });
      for (let moisture = 41; moisture <= 50; moisture += 1) {
        await clock.turn(4 / 60, terminal);
        await retain(broker, [['plant/fern', String(moisture)]]);
        await terminal.waitFor(new RegExp(`fern +${moisture}`));
      }
      await clock.turn(2, terminal);
      await terminal.waitFor(/▌.*○ .*fern +50 .*\b2 min/);
      if (!/usually every/.test(terminal.text())) {
        await press('Enter', 'plant/fern');
        await press('Tab', /╭ (?:Newest|At the cursor)/);
      }
      await terminal.waitFor(/stale 2 min, usually every 4(?:\.\d)? s/);
      expect(keys()).toBeLessThanOrEqual(6);
    },
    60_000,
  );

  it.each(sizes)(
    'two messages are compared in 4 keys at most, on $columns×$rows',
    async (size) => {
      const { broker, terminal, press, keys } = await personOn('kitchen_climate', size);
      await retain(broker, [
        ['zigbee2mqtt/kitchen_climate', json({ humidity: 41, temperature: 22.75 })],
        ['zigbee2mqtt/kitchen_climate', json({ humidity: 40, temperature: 23 })],
      ]);
      await terminal.waitFor(/"humidity":40/);
      await press('=', /╭ Compare zigbee2mqtt\/kitchen_climate ─+ 2 changes/);
      await terminal.waitFor(/23 {2}\(\+0\.25\)/);
      expect(terminal.text()).toMatch(/Esc close/);
      await press('<', /22\.5/);
      await press('Escape', /╭ Topics/);
      expect(keys()).toBeLessThanOrEqual(4);
    },
    30_000,
  );

  it.each(sizes)(
    'a command is published and its answer seen in 8 keys at most, on $columns×$rows',
    async (size) => {
      const { broker, terminal, press, keys } = await personOn('hall_lamp/set', size);
      const untilAnswered = await lampOn(broker);
      await press('p', /Topic +zigbee2mqtt\/hall_lamp\/set/);
      await press('o', /Payload +o/);
      await press('n', /Payload +on/);
      await press('Ctrl+S', /✓ .* Published to zigbee2mqtt\/hall_lamp\/set/);
      await untilAnswered();
      await press('Escape', /▌.*set +on/);
      if (!/hall_lamp.*"state":"on"/.test(terminal.text())) await press('Up', /"state": "on"/);
      expect(keys()).toBeLessThanOrEqual(8);
    },
    30_000,
  );
});
