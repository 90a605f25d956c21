import { filtersOverlap } from '../../mqtt/topic-filters.ts';
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
