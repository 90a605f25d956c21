import type { QoS } from './message.ts';
import type { ServerAddress } from './server-address.ts';

/** MQTT 5, 3.1.1 and 3.1 by their protocol level. */
export type ProtocolVersion = 5 | 4 | 3;

/** What people call a protocol version. */
export const protocolNames: Readonly<Record<ProtocolVersion, string>> = {
  5: 'MQTT 5',
  4: 'MQTT 3.1.1',
  3: 'MQTT 3.1',
};

/** User name and password, each where it is needed (MQTT 5, 3.1.2.8 and 3.1.2.9). */
export type Credentials = { readonly username?: string; readonly password?: string };

/** The message that the broker publishes when we vanish (MQTT 5, 3.1.2.5). */
export type WillMessage = {
  readonly topic: string;
  readonly payload: string;
  readonly qos: QoS;
  readonly retain: boolean;
  /** Seconds between the loss and the publication; MQTT 5 only. */
  readonly delay?: number;
  /** Seconds after which the broker forgets it; MQTT 5 only. */
  readonly expiry?: number;
};

/** What a connection needs to know. */
export type ConnectionOptions = {
  /** Asked before every attempt: an embedded broker may have to be started or found first. */
  readonly server: () => Promise<ServerAddress>;
  readonly clientId: string;
  readonly credentials: Credentials;
  /** Seconds, 0 to 65,535; 0 switches keep alive off (MQTT 5, 3.1.2.10). */
  readonly keepAlive: number;
  /** `auto` offers MQTT 5 first and falls back to 3.1.1 when that is refused. */
  readonly protocolVersion: ProtocolVersion | 'auto';
  /**
   * MQTT 5: seconds that the broker keeps the session after a loss, so that a quick return goes on
   * with it and the will message's delay means something (MQTT 5, 3.1.2.11.2).
   */
  readonly sessionExpiry?: number;
  /**
   * The session outlasts a goodbye too, and the next start goes on with it. Before MQTT 5 the broker
   * alone decides how long it keeps it.
   */
  readonly outlastsDisconnect?: boolean;
  /**
   * Asked after every message: where it answers, the next one waits for that, and the broker with
   * it. So a reader that cannot keep up does not pile up messages.
   */
  readonly holdBack?: () => Promise<void> | undefined;
  /** Asked before every attempt. */
  readonly will?: () => WillMessage | undefined;
};

/** How a connection stands. */
export type ConnectionStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'connecting'; readonly attempt: number }
  | { readonly state: 'connected'; readonly protocolVersion: ProtocolVersion }
  | {
      readonly state: 'waiting';
      /** The number of the next attempt. */
      readonly attempt: number;
      /** When it is due, ms of `performance.now()`: nobody sets that clock back. */
      readonly retryAt: number;
      readonly problem: string;
    }
  | {
      readonly state: 'refused';
      readonly problem: string;
      readonly credentials: boolean;
    }
  | { readonly state: 'closed' };
