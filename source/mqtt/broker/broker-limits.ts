/** What the clients of the embedded broker may ask of it; sizes in bytes. */
export type BrokerLimits = {
  /** Clients at once, and sessions that are kept for those who are away. */
  readonly clients: number;
  /** Of a client: what waits for it, and what of its own is half received. */
  readonly queued: number;
  /** Of all clients together. */
  readonly memory: number;
  readonly packet: number;
  /** Of a client. */
  readonly subscriptions: number;
  readonly retained: number;
  readonly retainedBytes: number;
  /** How long a client may take to read 16 KiB, ms. */
  readonly patience: number;
};

const MiB = 1024 * 1024;

/** Plenty for a house, little for its memory. */
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
