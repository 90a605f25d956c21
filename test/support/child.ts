import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** A program started by a test; it does not outlive the test. */
export type Child = {
  /** Everything written so far to standard output, then everything to standard error. */
  readonly output: () => string;
  /** Resolves with the first line of standard output that passes the check. */
  readonly line: (
    what: string,
    passes: (line: string) => boolean,
    timeout?: number,
  ) => Promise<string>;
  /** Resolves with the exit code or the signal that ended it. */
  readonly ended: (timeout?: number) => Promise<number | NodeJS.Signals>;
  /** Writes a line to its standard input. */
  readonly tell: (line: string) => void;
  readonly kill: (signal: NodeJS.Signals) => void;
};

export type ChildOptions = {
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
};

/** Starts a program. It is killed when the test is over. */
export const startChild = (
  command: string,
  args: readonly string[],
  { environment = {}, folder }: ChildOptions = {},
): Child => {
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  let stdout = '';
  let stderr = '';
  let end: number | NodeJS.Signals | undefined;
  const looks = new Set<() => void>();
  const changed = (): void => {
    for (const look of looks) look();
  };
  const subscribe = (look: () => void): (() => void) => {
    looks.add(look);
    return () => looks.delete(look);
  };
  const seen = (): object => ({ command, args, stdout, stderr, end });
  child.stdin.on('error', () => undefined);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    changed();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.once('error', (error) => {
    stderr += error.message;
  });
  // By then all of its output has been read.
  child.once('close', (code, signal) => {
    end = code ?? signal ?? 0;
    changed();
  });
  onTestFinished(async () => {
    if (end !== undefined) return;
    child.kill('SIGKILL');
    await until({ what: `${command} to be gone`, find: () => end !== undefined, subscribe, seen });
  });
  return {
    output: () => stdout + stderr,
    line: (what, passes, timeout) =>
      until({
        what: `a line of ${command}: ${what}`,
        find: () => {
          // What follows the last line break is not a complete line yet.
          const found = stdout.split('\n').slice(0, -1).find(passes);
          if (found === undefined && end !== undefined)
            throw new Error(`${command} ended (${end}) without ${what}:\n${stdout}${stderr}`);
          return found;
        },
        subscribe,
        seen,
        timeout,
      }),
    ended: (timeout) =>
      until({ what: `the end of ${command}`, find: () => end, subscribe, seen, timeout }),
    tell: (line) => void child.stdin.write(`${line}\n`),
    kill: (signal) => void child.kill(signal),
  };
};

/**
 * Runs TypeScript code in a separate process; it may import from the folder `source`. It must end by
 * itself: a socket or timer left behind keeps it alive.
 */
export const startScript = (code: string): Child =>
  startChild(process.execPath, ['--input-type=module-typescript', '-e', code], {
    folder: new URL('../..', import.meta.url).pathname,
  });
