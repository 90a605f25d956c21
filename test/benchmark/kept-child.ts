import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process that does not outlive the benchmark. */
export type KeptChild = { readonly pid: number; readonly end: () => Promise<void> };

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Keeps a process until it is ended or ends by itself. */
export const keepChild = (child: ChildProcess): KeptChild => {
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
