import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

export type Finished = {
  readonly exitCode: number | NodeJS.Signals;
  /** The exact bytes of standard output. */
  readonly out: Buffer;
  readonly err: string;
};

/** Runs a program to its end, with the given standard input and more variables. It is killed when the test is over. */
export const finished = async (
  command: string,
  args: readonly string[],
  input: string | Buffer = '',
  environment: NodeJS.ProcessEnv = {},
): Promise<Finished> => {
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdin.on('error', () => undefined).end(input);
  child.stdout.on('data', (bytes: Buffer) => void out.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => void err.push(bytes));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return {
    exitCode: code ?? signal ?? 0,
    out: Buffer.concat(out),
    err: Buffer.concat(err).toString(),
  };
};
