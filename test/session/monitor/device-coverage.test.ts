import { expect, it } from 'vitest';
import { emptyCount, type Subscription, usualOptions } from '../../../source/model/subscription.ts';
import { uncovered } from '../../../source/session/monitor/device-coverage.ts';

const all = ['Home Assistant', 'Zigbee2MQTT', 'Homie', 'Tasmota', 'status'];

const uncoveredBy = (
  filters: readonly string[],
  state: Subscription['state'] = 'granted',
): { name: string; subscribe: string }[] =>
  uncovered({
    subscriptions: new Map(
      filters.map((filter, index) => [
        filter,
        { ...usualOptions, filter, state, identifier: index + 1, count: emptyCount() },
      ]),
    ),
  });

it.each<[string, string[]]>([
  ['house/lamp', all],
  ['homeassistant/sensor/lamp/config', all.slice(1)],
  ['homeassistant/sensor/node/lamp/config', all.slice(1)],
  ['zigbee2mqtt/lamp/availability', ['Home Assistant', 'Homie', 'Tasmota', 'status']],
  ['homie/lamp/$state', ['Home Assistant', 'Zigbee2MQTT', 'Tasmota', 'status']],
  ['homie/5/lamp/$state', ['Home Assistant', 'Zigbee2MQTT', 'Tasmota', 'status']],
  ['tele/plug/LWT', ['Home Assistant', 'Zigbee2MQTT', 'Homie', 'status']],
  ['lamp/status', all.slice(0, 4)],
  ['house/lamp/status', all.slice(0, 4)],
  ['#', []],
])('with %s devices of these are not found: %j', (filter, names) => {
  expect(uncoveredBy([filter]).map(({ name }) => name)).toEqual(names);
});

it('what is proposed covers each, unless the broker refuses it', () => {
  const proposed = uncoveredBy([]).map(({ subscribe }) => subscribe);
  expect(proposed).toHaveLength(all.length);
  expect(uncoveredBy(proposed)).toEqual([]);
  expect(uncoveredBy(proposed, 'pending')).toEqual([]);
  expect(uncoveredBy(proposed, 'refused').map(({ name }) => name)).toEqual(all);
  for (const [index, filter] of proposed.entries())
    expect(uncoveredBy([filter]).map(({ name }) => name)).not.toContain(all[index]);
});
