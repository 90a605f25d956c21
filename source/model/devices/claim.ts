import type { Rule } from './rule.ts';

/** The conventions by which devices publish their availability, by their common names. */
export type Convention = 'Home Assistant' | 'Zigbee2MQTT' | 'Homie' | 'Tasmota' | 'status';

/** What the message on one topic says about a device. */
export type Claim = {
  /** Identifies the device. */
  readonly key: string;
  readonly convention: Convention;
  /** Text from outside. */
  readonly name?: string;
  /** The device is available if any of these says so. */
  readonly rules: readonly Rule[];
  /** Whether it only adds to a device that another topic announces. */
  readonly isAddition?: boolean;
  /** Whether its rules replace those of the device's other topics. */
  readonly isDecisive?: boolean;
  /** The topic by which other claims refer to the same device. */
  readonly ownTopic?: string;
  /** Whether other devices, too, depend on that topic, without being the same device. */
  readonly isHub?: boolean;
  /** Topics that say more about the device, and may have arrived earlier. */
  readonly also?: readonly string[];
};

/** A topic's message, as recognisers see it. */
export type DeviceMessage = {
  readonly topic: string;
  /** The payload as text; broken UTF-8 is replaced. */
  readonly text: string;
  readonly isRetained: boolean;
  /** Whether a topic is the base of a known Zigbee2MQTT. */
  readonly isZigbeeBase: (base: string) => boolean;
};

/** Finds the device that a message is about. Pure; never throws. */
export type Recogniser = (notice: DeviceMessage) => Claim | undefined;
