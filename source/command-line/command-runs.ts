import { type ChildProcess, spawn } from 'node:child_process';
import { plural } from '../format/count.ts';
import type { Host } from './host.ts';

/** The input of one run. */
export type CommandRun = {
  /** Variables to set, or with `undefined` to unset. */
  readonly variables: ReadonlyMap<string, string | undefined>;
  /** Its standard input. */
  readonly input: Buffer;
};

/** How many runs, and how many bytes for them, may wait while the command is busy. */
const mostWaiting = 100;
const mostBytes = 64 * 1024 * 1024;

/** How long the command has to end after SIGTERM, ms. */
const patience = 5000;

/** Runs a command of the shell again and again, one run at a time. */
export class CommandRuns {
  /** How many runs have ended with another exit code than 0, or not begun. */
  failed = 0;
  readonly #command: string;
  readonly #host: Pick<Host, 'environment' | 'signalGroup'>;
  readonly #say: (sentence: string) => void;
  #waiting: CommandRun[] = [];
  #bytes = 0;
  #leftOut = 0;
  #child: ChildProcess | undefined;
  #ended: PromiseWithResolvers<void> | undefined;

  constructor(
    command: string,
    host: Pick<Host, 'environment' | 'signalGroup'>,
    say: (sentence: string) => void,
  ) {
    this.#command = command;
    this.#host = host;
    this.#say = say;
  }

  /** Runs the command when the runs before it have ended; if too many wait, the oldest is left out. */
  add(run: CommandRun): void {
    this.#waiting.push(run);
    this.#bytes += run.input.length;
    while (this.#waiting.length > mostWaiting || this.#bytes > mostBytes) this.#leaveOut();
    this.#next();
  }

  /** Resolves when nothing runs or waits any more. */
  async settled(): Promise<void> {
    await this.#ended?.promise;
  }

  /** Leaves out what waits, and ends the command and what it has started; resolves once it has ended. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#sayLeftOut();
    const waiting = this.#waiting.length;
    if (waiting > 0)
      this.#say(
        `There was no time for ${plural(waiting, 'more run', 'more runs')} of the command.`,
      );
    this.#waiting = [];
    this.#bytes = 0;
    const finished = this.settled();
    this.#kill(child, 'SIGTERM');
    const timer = setTimeout(() => this.#kill(child, 'SIGKILL'), patience);
    await finished;
    clearTimeout(timer);
  }

  #leaveOut(): void {
    this.#bytes -= this.#waiting.shift()?.input.length ?? 0;
    this.#leftOut += 1;
  }

  #sayLeftOut(): void {
    if (this.#leftOut > 0)
      this.#say(`The command was busy: ${plural(this.#leftOut, 'run was', 'runs were')} left out.`);
    this.#leftOut = 0;
  }

  #kill(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
    if (child?.pid !== undefined && child === this.#child)
      this.#host.signalGroup(child.pid, signal);
  }

  #next(): void {
    if (this.#child !== undefined) return;
    const run = this.#waiting.shift();
    if (run === undefined) {
      this.#sayLeftOut();
      this.#ended?.resolve();
      this.#ended = undefined;
      return;
    }
    this.#bytes -= run.input.length;
    this.#ended ??= Promise.withResolvers<void>();
    this.#start(run);
  }

  #start({ variables, input }: CommandRun): void {
    try {
      const child = spawn('sh', ['-c', this.#command], {
        // Message content goes into the environment only, never into the command's text.
        env: { ...this.#host.environment, ...Object.fromEntries(variables) },
        stdio: ['pipe', 'inherit', 'inherit'],
        // In its own process group, so that a signal also reaches its children.
        detached: true,
      });
      this.#child = child;
      child.once('error', (error) => this.#over(child, `could not be started: ${error.message}`));
      child.once('exit', (code, signal) => {
        if (signal !== null) this.#over(child, `was ended by ${signal}`);
        else this.#over(child, code === 0 ? undefined : `ended with exit code ${code}`);
      });
      // The command may exit without reading it.
      child.stdin.on('error', () => undefined).end(input);
    } catch (error) {
      this.#over(undefined, `could not be started: ${(error as Error).message}`);
    }
  }

  #over(child: ChildProcess | undefined, problem: string | undefined): void {
    if (child !== this.#child) return;
    child?.stdin?.destroy();
    this.#child = undefined;
    if (problem !== undefined) {
      this.failed += 1;
      this.#say(`The command ${problem}.`);
    }
    setImmediate(() => this.#next());
  }
}
