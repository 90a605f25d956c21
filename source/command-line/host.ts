import type { ReadStream, WriteStream } from 'node:tty';

/** What a command needs from the process that it runs in; passed in by the entry point. */
export type Host = {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: NodeJS.WritableStream;
  /** The person's login name, or an empty text. */
  readonly userName: string;
  /** The person's home folder, or an empty text. */
  readonly home: string;
  readonly processId: number;
  /** Whether a process with this number runs on this machine. */
  readonly isRunning: (processId: number) => boolean;
  /** Sends a signal to all processes of a group, by the number of the one that leads it. */
  readonly signalGroup: (leader: number, signal: NodeJS.Signals) => void;
  /** Calls back once when the process is to end: a signal, or a lost terminal. The number is the exit code. */
  readonly onEnd: (listener: (exitCode: number) => void) => void;
  /**
   * Calls back when a signal asks the process to end, and for nothing else. The number is the exit code. Returns how
   * to take that back: while nobody listens, a signal ends the process.
   */
  readonly onSignal: (listener: (exitCode: number) => void) => () => void;
  /** Calls back when the process exits, whatever the reason; then nothing can be waited for. Returns how to take that back. */
  readonly onExit: (listener: () => void) => () => void;
  /** Calls back with an uncaught error. */
  readonly onCrash: (listener: (error: unknown) => void) => void;
  /** Calls back when another process asks this one to stop (SIGTSTP); it then stops only by `stop`. */
  readonly onStop: (listener: () => void) => void;
  /** Calls back when the process continues after it was stopped, in whatever way. */
  readonly onContinue: (listener: () => void) => void;
  /** Stops the process group as Ctrl+Z does; resolves when it continues: at once if nobody could resume it. */
  readonly stop: () => Promise<void>;
};
