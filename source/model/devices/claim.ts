import type { Rule } from './rule.ts';

/** The conventions by which devices publish their availability, by the names that people know. */
export type Convention = 'Home Assistant' | 'Zigbee2MQTT' | 'Homie' | 'Tasmota' | 'status';

/** What the message on one topic says of a device. */
export type Claim = {
  /** Tells the device apart from all others. */
  readonly key: string;
  readonly convention: Convention;
  /** Text from outside. */
  readonly name?: string;
  /** It is available by any of these. */
  readonly rules: readonly Rule[];
  /** Only adds to a device that another topic speaks of. */
  readonly isAddition?: boolean;
  /** Its rules hold instead of those of the device's other topics. */
  readonly isDecisive?: boolean;
  /** The topic by which others speak of the same device. */
  readonly ownTopic?: string;
  /** Other devices lean on that topic too, without being the same. */
  readonly isHub?: boolean;
  /** Topics that say more of it, and may have come before. */
  readonly also?: readonly string[];
};

/** A topic's message, for those who look for devices. */
export type DeviceMessage = {
  readonly topic: string;
  /** The payload as text; broken UTF-8 is replaced. */
  readonly text: string;
  readonly isRetained: boolean;
  /** Whether a topic level is the base of a Zigbee2MQTT that has been heard. */
  readonly isZigbeeBase: (base: string) => boolean;
};

/** Finds the device that a message speaks of. Pure; never throws. */
export type Recogniser = (notice: DeviceMessage) => Claim | undefined;
