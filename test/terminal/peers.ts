import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, vi } from 'vitest';
import { findProgram } from '../support/find-program.ts';
import { mosquittoMissing, type Mosquitto } from '../support/mosquitto.ts';

/** Says so when Mosquitto or its command-line clients are not on this machine. */
export const peersMissing: string | undefined =
  mosquittoMissing ??
  ['mosquitto_pub', 'mosquitto_sub']
    .filter((name) => findProgram(name) === undefined)
    .map((name) => `the program "${name}" is not installed`)[0];

type Address = Pick<Mosquitto, 'host' | 'port'>;

const address = ({ host, port }: Address): string[] => ['-h', host, '-p', String(port)];

/** Runs mosquitto_pub with these arguments and `input` on its stdin until it has published. */
export const runPublisher = async (
  broker: Address,
  args: readonly string[],
  input: string | Uint8Array = '',
): Promise<void> => {
  const child = spawn('mosquitto_pub', [...address(broker), ...args], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.on('error', () => undefined).end(input);
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  if (exitCode !== 0) throw new Error(`mosquitto_pub ended with exit code ${exitCode}`);
};

/** Publishes whatever bytes with mosquitto_pub; `flags` are its own, as `-r`. */
export const publish = (
  broker: Address,
  topic: string,
  payload: string | Uint8Array,
  ...flags: readonly string[]
): Promise<void> =>
  runPublisher(broker, ['-t', topic, payload.length === 0 ? '-n' : '-s', ...flags], payload);

export type Subscriber = {
  /** The payloads so far, oldest first. */
  readonly payloads: readonly string[];
  /** Resolves when a payload passes. */
  readonly waitFor: (passes: (payload: string) => boolean) => Promise<string>;
};

/** ms. */
const patience = 10_000;
const running = new Set<ChildProcess>();

/** Runs mosquitto_sub; resolves when it is subscribed. For payloads of one line. */
export const subscribe = async (
  broker: Mosquitto,
  filter: string,
  ...flags: readonly string[]
): Promise<Subscriber> => {
  const id = `listener-${randomUUID()}`;
  const args = [...address(broker), '-i', id, '-t', filter, ...flags];
  const child = spawn('mosquitto_sub', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const payloads: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (text) => {
    payloads.push(text);
    for (const look of waiting) look();
  });
  // mosquitto_sub says that it is subscribed only when its buffer is full; its broker logs it.
  await vi.waitUntil(() => broker.log().includes(`Sending SUBACK to ${id}`), {
    timeout: patience,
    interval: 5,
  });
  return {
    payloads,
    waitFor: (passes) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`mosquitto_sub waited in vain; it has\n${payloads.join('\n')}`));
        }, patience);
        const look = (): void => {
          const found = payloads.find(passes);
          if (found === undefined) return;
          waiting.delete(look);
          clearTimeout(timer);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
};

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});
