import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadShape } from './load.ts';
import { now } from './load-orders.ts';

/** Somebody who receives a load. */
export type Client = {
  readonly pid: number;
  /** How many messages of a load it has received; `sent`: how many were sent. */
  readonly received: (sent: number) => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** Which load it will be, and where. */
export type Expected = {
  readonly port: number;
  readonly shape: LoadShape;
  /** Where it comes over TLS: the file of the certificate to trust. */
  readonly caFile?: string;
};

/** ms between two looks. */
const interval = 20;
/** ms after which nothing more will come. */
const patience = 3000;

/** Looks until `isDone`; rejects when time is up. */
export const lookUntil = async (
  what: string,
  isDone: () => boolean | Promise<boolean>,
): Promise<void> => {
  const end = now() + 20_000;
  while (!(await isDone())) {
    if (now() > end) throw new Error(`waited in vain: ${what}`);
    await sleep(interval);
  }
};

/** Waits until a client has received this many messages or receives no more; tells when that was. */
export const caughtUp = async (
  client: Client,
  messages: number,
): Promise<{ readonly received: number; readonly at: number }> => {
  let received = -1;
  let at = now();
  while (received < messages && now() - at < patience) {
    const count = await client.received(messages);
    if (count !== received) at = now();
    received = count;
    if (received < messages) await sleep(interval);
  }
  return { received, at };
};
