import { isUtf8 } from 'node:buffer';
import { type ChildProcess, spawn } from 'node:child_process';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { textWithoutMark } from '../payload/byte-order-mark.ts';
import { printable } from '../payload/printable.ts';
import type { Host } from './host.ts';
import { withoutSecrets } from './secrets.ts';
import { UsageError } from './usage-error.ts';

/** How long a program may take, ms: a person may have to unlock a keyring first. */
const patience = 30_000;

/** How long a program may take to end after SIGTERM, ms. */
const mercy = 1000;

/** How long the rest of the output may take once the program has ended, ms: what it has left running may hold it open. */
const flushTime = 200;

/** The most bytes that are read of what it prints, and of what it says when it fails. */
const most = { output: 65_536, errors: 4096 };

/** A program that prints a secret, with its arguments, and what config.toml calls it. */
export type SecretCommand = { readonly name: string; readonly words: readonly string[] };

/** Where such a program runs. */
export type SecretRun = Pick<Host, 'environment' | 'onExit' | 'signalGroup'> & {
  /** Whether the screen has the terminal, from which the program is then cut off. */
  readonly isBehindScreen?: boolean;
  /** Ends the program. */
  readonly signal?: AbortSignal | undefined;
  /** How long it may take, ms. */
  readonly patience?: number;
};

/** The name of the program, as it is shown. */
export const programName = ({ words: [program = ''] }: SecretCommand): string =>
  printable(basename(program), 60);

const firstLine = (text: string): string => textWithoutMark(text).split(/\r?\n/, 1)[0] ?? '';

const start = ([program = '', ...args]: readonly string[], run: SecretRun): ChildProcess =>
  spawn(program, args, {
    // GnuPG would ask on the terminal that this names.
    env: run.isBehindScreen === true ? { ...run.environment, GPG_TTY: undefined } : run.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Detached, it has no terminal; attached, it gets our Ctrl+C.
    detached: run.isBehindScreen === true,
    windowsHide: true,
  });

/** Gathers what a stream brings, up to a limit; returns what there is so far. */
const gather = (stream: Readable | null, limit: number, onFull: () => void): (() => Buffer) => {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (size <= limit) chunks.push(chunk);
    size += chunk.length;
    if (size > limit) onFull();
  });
  stream?.on('error', () => undefined);
  return () => Buffer.concat(chunks).subarray(0, limit);
};

const notStarted = (words: readonly string[], error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  const program = printable(words[0] ?? '', 200);
  if (code === 'ENOENT') return `there is no program "${program}".`;
  if (code === 'EACCES') return `running "${program}" is not permitted.`;
  // The message of spawn names the program, but not its arguments.
  return `"${program}" cannot be run: ${printable(code ?? message, 200)}.`;
};

/** The secret that a program has printed: its first line. Throws what is wrong with it, in words that follow the program's name. */
const secretIn = (output: Buffer): string => {
  const end = output.indexOf('\n');
  if (end === -1 && output.length >= most.output)
    throw new UsageError(`printed no line end in ${most.output / 1024} KiB.`);
  const line = end === -1 ? output : output.subarray(0, end + 1);
  if (!isUtf8(line)) throw new UsageError('printed something that is not UTF-8.');
  const secret = firstLine(line.toString());
  if (secret === '') throw new UsageError('printed nothing.');
  return secret;
};

/** What a program says about its failure: the first line on standard error. */
const saidIn = (errors: Buffer, output: Buffer): string => {
  const said =
    errors
      .toString()
      .split(/\r?\n/)
      .find((line) => line.trim() !== '') ?? '';
  const secret = firstLine(output.toString());
  const clean = printable(withoutSecrets(said.trim(), [secret]), 200);
  return clean === '' ? '.' : `: ${clean.replace(/\.$/, '')}.`;
};

/**
 * Runs a program without a shell, and resolves with the first line that it prints. Rejects with `UsageError`: its sentence
 * has the command's name and the program's, but nothing that it has printed on standard output, and no argument.
 */
export const secretFrom = (command: SecretCommand, run: SecretRun): Promise<string> =>
  new Promise((resolve, reject) => {
    const { name, words } = command;
    const { signal, patience: longest = patience } = run;
    const program = programName(command);
    const timers: NodeJS.Timeout[] = [];
    let isOver = false;
    const refuse = (sentence: string): void => reject(new UsageError(`${name}: ${sentence}`));
    let child: ChildProcess;
    try {
      child = start(words, run);
    } catch (error) {
      refuse(notStarted(words, error));
      return;
    }
    const kill = (how: NodeJS.Signals): void => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      if (run.isBehindScreen === true && child.pid !== undefined) run.signalGroup(child.pid, how);
      else child.kill(how);
    };
    // There is no time left for a request.
    const forgetExit = run.onExit(() => kill('SIGKILL'));
    const end = (): void => {
      kill('SIGTERM');
      setTimeout(() => kill('SIGKILL'), mercy).unref();
    };
    let isStopped = false;
    const stop = (): void => {
      if (isStopped) return;
      isStopped = true;
      end();
    };
    const over = (settle: () => void): void => {
      if (isOver) return;
      isOver = true;
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      child.stdout?.destroy();
      child.stderr?.destroy();
      settle();
    };
    const giveUp = (sentence: string): void => {
      end();
      over(() => refuse(sentence));
    };
    const output = gather(child.stdout, most.output, () => {
      if (!output().includes('\n')) finish(null, null);
    });
    const errors = gather(child.stderr, most.errors, () => undefined);
    const finish = (code: number | null, ended: NodeJS.Signals | null): void => {
      const said = saidIn(errors(), output());
      if (isStopped) over(() => refuse(`${program} was stopped.`));
      else if (ended !== null) over(() => refuse(`${program} was ended by ${ended}${said}`));
      else if (code !== null && code !== 0)
        over(() => refuse(`${program} ended with exit code ${code}${said}`));
      else
        try {
          const secret = secretIn(output());
          over(() => resolve(secret));
        } catch (error) {
          giveUp(`${program} ${(error as Error).message}`);
        }
    };
    child.once('error', (error) => {
      forgetExit();
      over(() => refuse(notStarted(words, error)));
    });
    child.once('close', finish);
    child.once('exit', (code, ended) => {
      forgetExit();
      timers.push(setTimeout(() => finish(code, ended), flushTime));
    });
    timers.push(
      setTimeout(
        () => giveUp(`${program} has not answered within ${Math.ceil(longest / 1000)} s.`),
        longest,
      ),
    );
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
