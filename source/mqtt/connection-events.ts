import type { ConnectionStatus } from './connection-options.ts';
import type { DeliveryFlags, Message } from './message.ts';
import type { PublishFrame } from './publish-frame.ts';

/** What a connection tells of. */
export type ConnectionEvents = {
  readonly onStatus: (status: ConnectionStatus) => void;
  /** `packet` has what concerns only this delivery. */
  readonly onMessage: (message: Message, packet: DeliveryFlags) => void;
  /**
   * Takes a message of QoS 0 straight from the bytes that have arrived. Returns `false` if it leaves it to the
   * client library: then the message comes by `onMessage`.
   */
  readonly onPublishFrame?: (frame: PublishFrame) => boolean;
};
