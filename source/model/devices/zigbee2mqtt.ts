import { type Reader, readOnline } from './availability.ts';
import type { Recogniser } from './claim.ts';
import { jsonObject, memberOf } from './json.ts';

/** `online`, or since version 1.28 `{"state":"online"}`. */
const readState: Reader = (text) => {
  const state = text.startsWith('{') ? memberOf(jsonObject(text) ?? {}, 'state') : text;
  return typeof state === 'string' ? readOnline(state) : undefined;
};

const keyOf = (base: string, name: string): string => `zigbee2mqtt ${base} ${name}`;

/** The key of the device that represents a Zigbee2MQTT itself. */
export const zigbeeBridgeKey = (base: string): string => keyOf(base, '');

/** The bridge: `<base>/bridge/state`. It makes the base known. */
export const zigbeeBridge: Recogniser = ({ topic, text }) => {
  if (readState(text) === undefined) return undefined;
  const base = topic.slice(0, -'/bridge/state'.length);
  return {
    key: zigbeeBridgeKey(base),
    convention: 'Zigbee2MQTT',
    name: `${base} (bridge)`,
    rules: [{ mode: 'all', terms: [{ topic, read: readState }] }],
    ownTopic: topic,
    isHub: true,
  };
};

const ending = '/availability';

/** A device: `<base>/<friendly name>/availability`; the name may contain slashes. While the bridge is offline, so is the device. */
export const zigbeeDevice: Recogniser = ({ topic, text, isZigbeeBase }) => {
  const named = topic.slice(0, -ending.length);
  let slash = named.indexOf('/');
  while (slash !== -1) {
    const base = named.slice(0, slash);
    if (base === 'zigbee2mqtt' || isZigbeeBase(base)) break;
    slash = named.indexOf('/', slash + 1);
  }
  if (slash === -1 || readState(text) === undefined) return undefined;
  const base = named.slice(0, slash);
  const name = named.slice(slash + 1);
  const bridge = { topic: `${base}/bridge/state`, read: readState, isOptional: true };
  return {
    key: keyOf(base, name),
    convention: 'Zigbee2MQTT',
    name,
    rules: [{ mode: 'all', terms: [{ topic, read: readState }, bridge] }],
    ownTopic: topic,
  };
};
