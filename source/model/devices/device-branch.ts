import type { Device } from './device.ts';

const upTo = (topic: string): string => topic.slice(0, topic.lastIndexOf('/'));

/**
 * The branch on which a device publishes: the one with its own topic, `zigbee2mqtt/lamp` of
 * `zigbee2mqtt/lamp/availability`, or else with the topic that tells its availability; that topic itself
 * at the top level. `undefined` for a device of which nothing but its name is known.
 */
export const deviceBranch = ({ claims }: Device): string | undefined => {
  const all = [...claims.values()];
  const topic =
    all.find(({ ownTopic }) => ownTopic !== undefined)?.ownTopic ??
    // Where there are several, the first is often that of a bridge.
    all.find(({ rules }) => rules.length > 0)?.rules[0]?.terms.at(-1)?.topic;
  return topic === undefined ? undefined : upTo(topic) || topic;
};
