import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from '../support/find-program.ts';
import { countPrinted, firstPrinted, type LoadShape } from './load.ts';
import { now } from './load-orders.ts';
import { bytesWritten } from './process-figures.ts';

/** Somebody who receives a load. */
export type Client = {
  readonly pid: number;
  /** How many messages it has received since it was there. */
  readonly received: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** Which load it will be, and where. */
export type Expected = {
  readonly port: number;
  readonly shape: LoadShape;
  readonly messages: number;
};

/** ms between two looks. */
const interval = 20;
/** ms after which nothing more will come. */
const patience = 3000;
/** ms; a broker has retained messages of earlier clients, which are not of the load. */
const settling = 300;

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const keep = (child: ChildProcess): { readonly pid: number; readonly end: () => Promise<void> } => {
  if (child.pid === undefined) throw new Error('the client does not start');
  running.add(child);
  child.once('exit', () => running.delete(child));
  return {
    pid: child.pid,
    end: async () => {
      if (!running.has(child)) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
};

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

/** Waits until a client has received so many messages or receives no more; tells when that was. */
export const caughtUp = async (
  client: Client,
  messages: number,
): Promise<{ readonly received: number; readonly at: number }> => {
  let received = -1;
  let at = now();
  while (received < messages && now() - at < patience) {
    const count = await client.received();
    if (count !== received) at = now();
    received = count;
    if (received < messages) await sleep(interval);
  }
  return { received, at };
};

/** MQTT.js with nothing around it. */
export const startBareClient = async ({ port }: Expected): Promise<Client> => {
  const child = fork(join(import.meta.dirname, 'bare-client.ts'), [String(port)]);
  const { pid, end } = keep(child);
  const count = async (): Promise<number> => {
    child.send('count');
    const [received] = (await once(child, 'message')) as [number];
    return received;
  };
  await lookUntil('the first message of the bare client', async () => (await count()) > 0);
  await sleep(settling);
  const before = await count();
  return { pid, received: async () => (await count()) - before, stop: end };
};

/** `mosquitto_sub -v`; what it prints goes to /dev/null, and the kernel counts it. */
export const startMosquittoSub = async (expected: Expected): Promise<Client> => {
  const program = findProgram('mosquitto_sub');
  if (program === undefined) throw new Error('the program "mosquitto_sub" is not installed');
  const args = ['-h', '127.0.0.1', '-p', String(expected.port), '-V', 'mqttv5', '-t', '#', '-v'];
  const { pid, end } = keep(spawn(program, args, { stdio: 'ignore' }));
  const toMessages = countPrinted(expected.shape, expected.messages);
  await lookUntil('the first line of mosquitto_sub', () => bytesWritten(pid) >= firstPrinted);
  await sleep(settling);
  const before = bytesWritten(pid);
  return {
    pid,
    received: async () => toMessages(bytesWritten(pid) - before),
    stop: end,
  };
};
