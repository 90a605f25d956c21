import { filtersOverlap } from '../../mqtt/topic-filters.ts';
import type { MonitorSession } from './monitor-session.ts';

/** Where the conventions publish, unless they were set otherwise, and what to subscribe to for it. */
const places: readonly {
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

/** The conventions whose usual topics no watched filter brings, with a filter that would. */
export const uncovered = ({
  subscriptions,
}: Pick<MonitorSession, 'subscriptions'>): {
  readonly name: string;
  readonly subscribe: string;
}[] => {
  const watched = [...subscriptions.values()].filter(({ state }) => state !== 'refused');
  return places.filter(
    ({ filters }) =>
      !filters.some((wanted) => watched.some(({ filter }) => filtersOverlap(filter, wanted))),
  );
};
