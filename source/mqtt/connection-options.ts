import type { QoS, UserProperties } from './message.ts';
import type { ServerAddress } from './server-address.ts';
import type { ServerList } from './server-list.ts';

/** MQTT 5, 3.1.1 and 3.1 by their protocol level. */
export type ProtocolVersion = 5 | 4 | 3;

/** What people call a protocol version. */
export const protocolNames: Readonly<Record<ProtocolVersion, string>> = {
  5: 'MQTT 5',
  4: 'MQTT 3.1.1',
  3: 'MQTT 3.1',
};

/** User name and password, each optional (MQTT 5, 3.1.2.8 and 3.1.2.9). */
export type Credentials = { readonly username?: string; readonly password?: string };

/** Where credentials come from that are not known from the start, such as a program that prints a token. */
export type CredentialSource = {
  /** Those to begin with, the same for all who ask. Rejects with an error whose message is a sentence. */
  readonly first: () => Promise<Credentials>;
  /** Others in place of those that a broker has refused; `undefined` if there are none now. Rejects like `first`. */
  readonly renewed: (refused: Credentials) => Promise<Credentials | undefined>;
  /** Nobody waits for any more. */
  readonly stop: () => void;
};

/** The message that the broker publishes when the connection is lost (MQTT 5, 3.1.2.5). */
export type WillMessage = {
  readonly topic: string;
  readonly payload: string;
  readonly qos: QoS;
  readonly retain: boolean;
  /** The will delay interval, seconds; MQTT 5 only. */
  readonly delay?: number;
  /** The message expiry interval, seconds; MQTT 5 only. */
  readonly expiry?: number;
};

/** The options of a connection. */
export type ConnectionOptions = {
  /** The servers; or, for a single one, a function that finds it, called before every attempt. */
  readonly server: ServerList | (() => Promise<ServerAddress>);
  /** Called before every attempt, which waits for it. */
  readonly beforeConnect?: () => Promise<unknown>;
  readonly clientId: string;
  readonly credentials: Credentials;
  /** For those that `credentials` lacks, and for others once these are refused. */
  readonly credentialSource?: CredentialSource | undefined;
  /** The keep alive, seconds, 0 to 65,535; 0 switches it off (MQTT 5, 3.1.2.10). */
  readonly keepAlive: number;
  /** `auto` tries MQTT 5 first, and falls back to 3.1.1 if that is refused. */
  readonly protocolVersion: ProtocolVersion | 'auto';
  /**
   * The session expiry interval, seconds (MQTT 5, 3.1.2.11.2): how long the broker keeps the session after
   * a loss, so that a quick reconnect resumes it and the will delay has an effect.
   */
  readonly sessionExpiry?: number;
  /**
   * Whether the session outlasts DISCONNECT, too, so that the next run resumes it. Before MQTT 5 the broker
   * alone decides how long it keeps it.
   */
  readonly outlastsDisconnect?: boolean;
  /** Whether the first connection of this run begins with a new session (clean start, MQTT 5, 3.1.2.4). */
  readonly beginsAnew?: boolean;
  /** MQTT 5: how many messages of QoS 1 and 2 the broker may send before it has the answers (3.1.2.11.3). */
  readonly receiveMaximum?: number;
  /**
   * Called after every message: the next one, and with it the broker, waits for the promise that it
   * returns, if any. So messages do not pile up in front of a reader that cannot keep up.
   */
  readonly holdBack?: () => Promise<void> | undefined;
  /** Called with every packet, in words without payloads and secrets. */
  readonly onPacket?: (packet: string) => void;
  /** How long the TCP connection, TLS and CONNACK may take together, ms; 10 seconds by default. */
  readonly connectTimeout?: number;
  /** Whether nothing may be published, by a will message neither: `publish` rejects with `ReadOnly`. */
  readonly isReadOnly?: boolean;
  /** The user properties of CONNECT (MQTT 5, 3.1.2.11.8). */
  readonly userProperties?: UserProperties;
  /** Called before every attempt. */
  readonly will?: () => WillMessage | undefined;
  /** Whether the connection is made with less of the will, or without it, where the broker refuses it. */
  readonly isWillOptional?: boolean;
};

/** The status of a connection. */
export type ConnectionStatus =
  | { readonly state: 'idle' }
  | {
      readonly state: 'connecting';
      readonly attempt: number;
      /** Why the previous server is not used any more, if another one is tried at once. */
      readonly problem?: string;
    }
  | { readonly state: 'connected'; readonly protocolVersion: ProtocolVersion }
  | {
      readonly state: 'waiting';
      /** The number of the next attempt. */
      readonly attempt: number;
      /** When it is due, ms of `performance.now()`, which is never set back. */
      readonly retryAt: number;
      readonly problem: string;
    }
  | {
      readonly state: 'refused';
      readonly problem: string;
      readonly credentials: boolean;
    }
  | { readonly state: 'closed' };

/** Why there is no connection any more, or none yet; `undefined` if there is one or the first attempt is under way. */
export const problemOf = (status: ConnectionStatus): string | undefined =>
  'problem' in status ? status.problem : undefined;
