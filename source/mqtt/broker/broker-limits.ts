import { MiB } from '../../format/size.ts';

/** Limits of the embedded broker; sizes in bytes. */
export type BrokerLimits = {
  /** Connected clients, and stored sessions of clients that are away. */
  readonly clients: number;
  /** Per client: what waits to be sent to it, and a packet that it has not finished sending. */
  readonly queued: number;
  /** For all clients together. */
  readonly memory: number;
  /** The largest packet a client may send. */
  readonly packet: number;
  /** Per client. */
  readonly subscriptions: number;
  /** Retained messages, and the bytes of their payloads and topics. */
  readonly retained: number;
  readonly retainedBytes: number;
  /** How long a client may take to read 16 KiB, ms. */
  readonly patience: number;
};

/** Enough for a home, with little memory. */
export const defaultBrokerLimits: BrokerLimits = {
  clients: 1000,
  queued: 8 * MiB,
  memory: 256 * MiB,
  packet: 8 * MiB,
  subscriptions: 1000,
  retained: 100_000,
  retainedBytes: 64 * MiB,
  patience: 30_000,
};
