import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { findProgram } from '../support/find-program.ts';

/** Processes that were started here and live; the last one ends first. */
const running: ChildProcess[] = [];
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

type Started = { readonly child: ChildProcess; readonly stop: () => Promise<void> };

type StartOptions = {
  readonly env?: NodeJS.ProcessEnv;
  /** Whether it writes something on descriptor 3. */
  readonly tells?: boolean;
};

/** Starts a program that runs until it is stopped. What it says is seen only with DEBUG set. */
export const start = (
  name: string,
  args: readonly string[],
  { env = process.env, tells = false }: StartOptions = {},
): Started => {
  const command = findProgram(name);
  if (command === undefined) throw new Error(`the program "${name}" is not installed`);
  const rest = process.env['DEBUG'] === undefined ? 'ignore' : 'inherit';
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', rest, rest, ...(tells ? (['pipe'] as const) : [])],
  });
  running.unshift(child);
  child.once('exit', () => running.splice(running.indexOf(child), 1));
  const stop = async (): Promise<void> => {
    if (!running.includes(child)) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
    await exit;
    clearTimeout(timer);
  };
  return { child, stop };
};

/** The first thing that a process says on descriptor 3. */
export const firstWord = async ({ child }: Started): Promise<string> => {
  const [chunk] = (await Promise.race([
    once(child.stdio[3]!, 'data'),
    once(child, 'exit').then(() => {
      throw new Error(`${child.spawnfile} ended at once`);
    }),
  ])) as [Buffer];
  return chunk.toString().trim();
};
