import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from '../support/find-program.ts';
import { type Client, type Expected, lookUntil } from './client.ts';
import { keepChild } from './kept-child.ts';
import { firstPrinted, printedBytes } from './load.ts';
import { bytesWritten } from './process-figures.ts';

/** Clients without a screen, which do nothing but receive. */

/** ms; a broker has retained messages of earlier clients, which are not of the load. */
const settling = 300;

/** A process of this folder that tells how much it has received when it is asked. */
const startCounting = async (
  file: string,
  { port, caFile }: Expected,
): Promise<Pick<Client, 'pid' | 'stop'> & { readonly count: () => Promise<number> }> => {
  const args = [String(port), ...(caFile === undefined ? [] : [caFile])];
  const child = fork(join(import.meta.dirname, file), args);
  const { pid, end } = keepChild(child);
  const count = async (): Promise<number> => {
    child.send('count');
    const [received] = (await once(child, 'message')) as [number];
    return received;
  };
  await lookUntil(`the first message of ${file}`, async () => (await count()) > 0);
  await sleep(settling);
  const before = await count();
  return { pid, count: async () => (await count()) - before, stop: end };
};

/** MQTT.js with nothing around it. */
export const startBareClient = async (expected: Expected): Promise<Client> => {
  const { count, ...client } = await startCounting('bare-client.ts', expected);
  return { ...client, received: count };
};

/** Reads and discards. */
export const startDiscardingClient = async (expected: Expected): Promise<Client> => {
  const { count, ...client } = await startCounting('discarding-client.ts', expected);
  return { ...client, received: async (sent) => ((await count()) > 0 ? sent : 0) };
};

/** `mosquitto_sub -v`; what it prints goes to /dev/null, and the kernel counts it. */
export const startMosquittoSub = async ({ port, shape, caFile }: Expected): Promise<Client> => {
  const program = findProgram('mosquitto_sub');
  if (program === undefined) throw new Error('the program "mosquitto_sub" is not installed');
  const args = ['-h', '127.0.0.1', '-p', String(port), '-V', 'mqttv5', '-t', '#', '-v'];
  if (caFile !== undefined) args.push('--cafile', caFile);
  const { pid, end } = keepChild(spawn(program, args, { stdio: 'ignore' }));
  const expectedBytes = printedBytes(shape);
  await lookUntil('the first line of mosquitto_sub', () => bytesWritten(pid) >= firstPrinted);
  await sleep(settling);
  const before = bytesWritten(pid);
  return {
    pid,
    received: (sent) => {
      const bytes = bytesWritten(pid) - before;
      // When some are missing nobody knows which: then it is an estimate.
      return Promise.resolve(Math.round((bytes / expectedBytes(sent)) * sent));
    },
    stop: end,
  };
};
