import { sharedSubscription, topicLevels } from '../../mqtt/topic.ts';
import type { MonitorSession } from './monitor-session.ts';

/** Where each convention publishes by default, and what to subscribe to for it. */
const conventions: readonly {
  readonly name: string;
  readonly filters: readonly string[];
  readonly subscribe: string;
}[] = [
  {
    name: 'Home Assistant',
    filters: ['homeassistant/+/+/config', 'homeassistant/+/+/+/config'],
    subscribe: 'homeassistant/#',
  },
  { name: 'Zigbee2MQTT', filters: ['zigbee2mqtt/+/availability'], subscribe: 'zigbee2mqtt/#' },
  { name: 'Homie', filters: ['homie/+/$state', 'homie/5/+/$state'], subscribe: 'homie/#' },
  { name: 'Tasmota', filters: ['tele/+/LWT'], subscribe: 'tele/+/LWT' },
  { name: 'status', filters: ['+/status', '+/+/status'], subscribe: '+/status' },
];

/** Whether some topic name matches both filters. */
export const filtersOverlap = (one: string, other: string): boolean => {
  const a = topicLevels(sharedSubscription(one)?.filter ?? one);
  const b = topicLevels(sharedSubscription(other)?.filter ?? other);
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [left, right] = [a[index], b[index]];
    if (left === '#' || right === '#') return true;
    if (left === undefined || right === undefined) return false;
    if (left !== '+' && right !== '+' && left !== right) return false;
  }
  return true;
};

/** The conventions whose default topics no watched filter covers, with a filter that would. */
export const uncovered = ({
  subscriptions,
}: Pick<MonitorSession, 'subscriptions'>): {
  readonly name: string;
  readonly subscribe: string;
}[] => {
  const watched = [...subscriptions.values()].filter(({ state }) => state !== 'refused');
  return conventions.filter(
    ({ filters }) =>
      !filters.some((needed) => watched.some(({ filter }) => filtersOverlap(filter, needed))),
  );
};
